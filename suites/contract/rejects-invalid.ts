import { clauses } from '../clauses.ts';
import { defineCaseRule } from '../define-rule.ts';
import { explainNotRefused, refusalOf } from './refusal.ts';
import { isOmittedParameter } from './requires-parameter.ts';

/** A request that breaks one keyword at one place is refused, and the refusal is the client's error, not the server's. */
export const rejectsInvalid = defineCaseRule({
  id: 'rejects-invalid',
  suite: 'contract',
  level: 'MUST',
  summary: 'A request that breaks exactly one keyword of the description is refused with 4xx, while its valid twin is accepted.',
  clause: clauses.httpClientErrors,
  decidedBy: 'all',
  claims(intent, operation) {
    if (intent.kind !== 'invalid' || isOmittedParameter(intent)) return undefined;
    return {
      at: `${intent.at}/${intent.keyword}`,
      statement: `${operation.id} refuses a request that breaks ${intent.keyword} at ${intent.at}.`,
      provenance: operation.provenance,
      place: operation.pointer,
      // A dialect need not assert `format`.
      level: intent.advisory ? 'SHOULD' : 'MUST',
    };
  },
  judge: (view) => refusalOf(view, view.case.intent.kind === 'invalid' ? view.case.intent.keyword : ''),
  explain: explainNotRefused,
  cluster: ({ operation, at, broken }) => `${operation} does not check ${broken} at ${at}`,
});
