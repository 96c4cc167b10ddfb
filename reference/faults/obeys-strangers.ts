import { operationOf } from '../call.ts';
import type { Fault } from '../fault.ts';

/** A backend that refuses strangers and does what they say. */
export const obeysStrangers: Fault = {
  id: 'obeys-strangers',
  lie: 'refuses strangers and does what they say',
  caughtBy: 'deactivate-user@deactivateUser#/steps/refuses-without-credentials',
  async around(call, honest) {
    if (operationOf(call) === 'deactivateUser' && call.headers.authorization === undefined) call.registry.deactivate('owner', call.userId);
    return honest();
  },
};
