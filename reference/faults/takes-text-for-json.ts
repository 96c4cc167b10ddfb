import type { Fault } from '../fault.ts';
import { overlook } from '../lies.ts';

/** A backend that takes text for JSON. */
export const takesTextForJson: Fault = {
  id: 'takes-text-for-json',
  lie: 'takes text for JSON',
  caughtBy: 'rejects-malformed-body@searchUsers#/requestBody/application~1json/wrong-content-type',
  around: overlook('searchUsers', (call) => ({ ...call, headers: { ...call.headers, 'content-type': 'application/json' } })),
};
