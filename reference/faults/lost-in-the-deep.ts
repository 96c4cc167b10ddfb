import type { Fault } from '../fault.ts';
import { broken, stumble } from '../lies.ts';

/** A backend that breaks on deep nesting. */
export const lostInTheDeep: Fault = {
  id: 'lost-in-the-deep',
  lie: 'breaks on deep nesting',
  caughtBy: 'rejects-malformed-body@searchUsers#/requestBody/application~1json/deep-nesting',
  around: stumble('searchUsers', ({ body }) => body.kind === 'whole' && Buffer.from(body.bytes).toString().startsWith('[[['), broken),
};
