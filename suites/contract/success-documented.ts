import { clauses } from '../clauses.ts';
import { defineCaseRule, pass } from '../define-rule.ts';
import { bodyShown } from './body-shown.ts';

/** An operation that never succeeds cannot be judged, and one that succeeds in an undocumented way does not conform. */
export const successDocumented = defineCaseRule({
  id: 'success-documented',
  suite: 'contract',
  level: 'MUST',
  summary: 'A valid request reaches a documented 2xx answer.',
  clause: clauses.oasResponses,
  decidedBy: 'any',
  claims(intent, operation) {
    if (intent.kind !== 'valid') return undefined;
    if (intent.varies.what !== 'baseline' && intent.varies.what !== 'example') return undefined;
    return {
      at: '/responses/2XX',
      statement: `A valid ${operation.id} request reaches a documented 2xx answer.`,
      provenance: operation.provenance,
      place: `${operation.pointer}/responses`,
    };
  },
  judge({ answer, declared, operation }) {
    if (answer.kind === 'failure') return { error: answer.what };
    const { status } = answer;
    if (status >= 200 && status < 300 && declared) return pass;
    // Where nothing but a redirection is documented, it is what the operation is for.
    if (status >= 300 && status < 400 && declared && ![...operation.responses.keys()].some((key) => key.startsWith('2'))) return pass;
    if ((status >= 200 && status < 300) || (status >= 500 && status !== 503)) {
      return { fail: { operation: operation.id, received: status, documented: [...operation.responses.keys()] } };
    }
    return { blocked: `The valid request was answered ${status}${bodyShown(answer)}; no answer of success was seen.` };
  },
  explain: ({ received, documented }) => `Received ${received} to a valid request; documented: ${documented.join(', ')}.`,
  cluster: ({ operation, received }) => `${operation} answers ${received}`,
});
