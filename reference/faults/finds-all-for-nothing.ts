import type { Fault } from '../fault.ts';
import { overlook } from '../lies.ts';

/** A backend that takes no body for a search of everything. */
export const findsAllForNothing: Fault = {
  id: 'finds-all-for-nothing',
  lie: 'takes no body for a search of everything',
  caughtBy: 'rejects-malformed-body@searchUsers#/requestBody/application~1json/empty-body',
  around: overlook('searchUsers', (call) => (
    call.body.kind === 'whole' && call.body.bytes.length === 0 ? { ...call, body: { kind: 'whole', bytes: Buffer.from('{"query":"example"}') } } : call
  )),
};
