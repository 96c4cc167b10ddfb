import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';
import { answersValidRequest } from './answers-valid-request.ts';

/** A success or a server error that the description does not know leaves a client without a contract. */
export const statusDocumented = defineResponseRule({
  id: 'status-documented',
  suite: 'contract',
  level: 'MUST',
  summary: 'Every 2xx and 5xx answer to a valid request has a status that the description documents.',
  clause: clauses.oasResponses,
  *subjects(operation) {
    if (operation.responses.size === 0) return;
    yield {
      at: '/responses',
      statement: `Every 2xx and 5xx answer to a valid ${operation.id} request has a documented status.`,
      provenance: operation.provenance,
      place: `${operation.pointer}/responses`,
    };
  },
  judge(view) {
    if (view.answer.kind === 'failure' || !answersValidRequest(view)) return undefined;
    const { status } = view.answer;
    // 503 may come from anything in front of the service: error-status-documented holds it to a SHOULD.
    // What is no HTTP status at all is status-in-range's.
    if (status === 503 || status > 599 || !(isSuccess(status) || status >= 500)) return undefined;
    if (view.declared) return pass;
    return { fail: { operation: view.operation.id, received: status, documented: [...view.operation.responses.keys()] } };
  },
  explain: ({ received, documented }) => `Received status ${received}; documented: ${documented.join(', ')}.`,
  cluster: ({ operation, received }) => `${operation} answers ${received}`,
});

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
