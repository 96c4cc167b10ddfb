import type { ReceivedResponse } from '../../model/exchange.ts';
import type { ResponseView } from '../../model/rule.ts';
import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';
import { headerValues } from '../header-values.ts';
import { answersValidRequest } from './answers-valid-request.ts';

/** A request that keeps to the contract never breaks the server. What broken requests provoke is rejects-invalid's. */
export const noServerError = defineResponseRule({
  id: 'no-server-error',
  suite: 'contract',
  level: 'MUST',
  summary: 'No valid request is answered with a server error.',
  clause: clauses.httpServerErrors,
  *subjects(operation) {
    yield {
      at: '',
      statement: `No valid ${operation.id} request is answered with a server error.`,
      provenance: operation.provenance,
      place: operation.pointer,
    };
  },
  judge(view) {
    if (view.answer.kind === 'failure' || !answersValidRequest(view)) return undefined;
    if (isAnnouncedUnavailability(view.answer, view.declared !== undefined)) return undefined;
    const { status } = view.answer;
    return status >= 500 && status < 600 ? { fail: { operation: view.operation.id, received: status } } : pass;
  },
  explain: ({ received }) => `Received ${received} to a request that keeps to the description; documented: no failure of the server for valid requests.`,
  cluster: ({ operation, received }) => `${operation} answers ${received}`,
});

/** A declared server error is the contract's to announce only for 501 and 503; a 503 may also announce itself. */
function isAnnouncedUnavailability(answer: ReceivedResponse, declared: boolean): boolean {
  if (answer.status === 501) return declared;
  return answer.status === 503 && (declared || headerValues(answer.headers, 'retry-after').length > 0);
}

/** The same for a view, where the description has already been asked. */
export function announcesUnavailability(view: Pick<ResponseView, 'answer' | 'declared'>): boolean {
  return view.answer.kind === 'response' && isAnnouncedUnavailability(view.answer, view.declared !== undefined);
}
