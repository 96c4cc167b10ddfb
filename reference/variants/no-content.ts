import { withoutHeader } from '../answer.ts';
import { operationOf } from '../call.ts';
import type { Variant } from '../variant.ts';

/** 204 stands beside 200 in the contract. */
export const noContent: Variant = {
  id: 'no-content',
  summary: 'DELETE answers 204 without a body.',
  async around(call, honest) {
    const answer = await honest();
    if (operationOf(call) !== 'deactivateUser' || answer.status !== 200) return answer;
    return { ...withoutHeader(answer, 'content-type'), status: 204, body: { kind: 'none' } };
  },
};
