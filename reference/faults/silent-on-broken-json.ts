import type { Fault } from '../fault.ts';
import { bringsHalfAnObject, stumble } from '../lies.ts';

/** A backend that never answers broken JSON. */
export const silentOnBrokenJson: Fault = {
  id: 'silent-on-broken-json',
  lie: 'never answers broken JSON',
  caughtBy: 'rejects-malformed-body@searchUsers#/requestBody/application~1json/broken-json',
  around: stumble('searchUsers', bringsHalfAnObject, () => ({ status: 200, headers: {}, body: { kind: 'silence' } })),
};
