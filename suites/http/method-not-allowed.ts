import { clauses } from '../clauses.ts';
import { defineCaseRule, pass } from '../define-rule.ts';
import { fieldOf, probeAnswer } from './probe-answer.ts';

/** A method that is not declared does nothing. 405 says so best; that nothing is found there, or nobody let in, says it too. */
export const methodNotAllowed = defineCaseRule({
  id: 'method-not-allowed',
  suite: 'http',
  level: 'SHOULD',
  summary: 'A method that the description does not declare for a path is refused, and a 405 says which methods are allowed.',
  clause: clauses.httpMethodNotAllowed,
  decidedBy: 'all',
  claims(intent, operation) {
    if (intent.kind !== 'probe' || intent.probe !== 'undeclared-method') return undefined;
    return { at: '/methods', statement: `A method that is not declared for ${operation.path} is refused; a 405 has an Allow field.`, provenance: operation.provenance, place: operation.pointer };
  },
  judge(view) {
    const asked = probeAnswer(view);
    if (!('response' in asked)) return asked;
    const { status } = asked.response;
    const allow = fieldOf(asked.response, 'allow');
    const refused = (status >= 300 && status < 500) || status === 501;
    if (refused && (status !== 405 || allow !== undefined)) return pass;
    return { fail: { path: view.operation.path, method: view.exchange.request.method, received: status } };
  },
  explain: ({ method, received }) => (received === 405 ? `Received 405 to ${method} without an Allow field; documented: a 405 says which methods are allowed.` : `Received ${received} to ${method}, which the description does not declare; documented: a refusal, 405 best.`),
  cluster: ({ method, received }) => `${method} that is not declared is answered ${received}`,
});
