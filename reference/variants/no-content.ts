import { noBody } from '../answer.ts';
import { operationOf } from '../call.ts';
import type { Variant } from '../variant.ts';

/** 204 stands beside 200 in the contract. */
export const noContent: Variant = {
  id: 'no-content',
  summary: 'DELETE answers 204 without a body.',
  async around(call, honest) {
    const answer = await honest();
    if (operationOf(call) !== 'deactivateUser' || answer.status !== 200) return answer;
    const { 'content-type': _, ...headers } = answer.headers;
    return { ...noBody(204), headers };
  },
};
