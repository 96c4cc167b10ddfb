import type { Fault } from '../fault.ts';
import { broken, stumble } from '../lies.ts';

/** A backend that breaks when it is asked for a type that it does not have. */
export const breaksOnAccept: Fault = {
  id: 'breaks-on-accept',
  lie: 'breaks on an Accept that it does not know',
  caughtBy: 'not-acceptable@listEnterpriseProviders#/accept',
  around: stumble('listEnterpriseProviders', ({ headers }) => headers.accept !== undefined && !/json|\*/.test(headers.accept), broken),
};
