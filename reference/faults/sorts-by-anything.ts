import type { Fault } from '../fault.ts';
import { overlook, withObject } from '../lies.ts';

/** A backend that sorts by whatever it is told. */
export const sortsByAnything: Fault = {
  id: 'sorts-by-anything',
  lie: 'sorts by whatever it is told',
  caughtBy: 'rejects-invalid@searchUsers#/requestBody/application~1json/properties/sort/properties/by/enum',
  around: overlook('searchUsers', (call) => withObject(call, (body) => {
    const by = (body['sort'] as { readonly by?: string } | undefined)?.by;
    return typeof by === 'string' && by !== 'email' && by !== 'created_at' ? { ...body, sort: { by: 'email' } } : body;
  })),
};
