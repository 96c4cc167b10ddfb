import type { Intent } from '../../model/case.ts';
import { clauses } from '../clauses.ts';
import { defineCaseRule } from '../define-rule.ts';
import { explainNotRefused, refusalOf } from './refusal.ts';

/** A required parameter that is left out is missed. */
export const requiresParameter = defineCaseRule({
  id: 'requires-parameter',
  suite: 'contract',
  level: 'MUST',
  summary: 'A request without a required query, header or cookie parameter is refused with 4xx.',
  clause: clauses.oasParameter,
  decidedBy: 'all',
  claims(intent, operation) {
    if (!isOmittedParameter(intent)) return undefined;
    return {
      at: intent.at,
      statement: `${operation.id} refuses a request without the required parameter ${intent.at.split('/').slice(2).join(' ')}.`,
      provenance: operation.provenance,
      place: operation.pointer,
    };
  },
  judge: (view) => refusalOf(view, 'required'),
  explain: explainNotRefused,
  cluster: ({ operation, at }) => `${operation} does not require ${at}`,
});

/** A whole parameter left out, as opposed to a required property inside its value. */
export function isOmittedParameter(intent: Intent): boolean {
  return intent.kind === 'invalid' && intent.keyword === 'required' && /^\/parameters\/(query|header|cookie)\/[^/]+$/.test(intent.at);
}
