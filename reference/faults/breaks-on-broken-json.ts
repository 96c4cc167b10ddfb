import type { Fault } from '../fault.ts';
import { bringsHalfAnObject, broken, stumble } from '../lies.ts';

/** A backend that breaks on broken JSON. */
export const breaksOnBrokenJson: Fault = {
  id: 'breaks-on-broken-json',
  lie: 'breaks on broken JSON',
  caughtBy: 'rejects-malformed-body@searchUsers#/requestBody/application~1json/broken-json',
  around: stumble('searchUsers', bringsHalfAnObject, broken),
};
