import { clauses } from '../clauses.ts';
import { defineCaseRule } from '../define-rule.ts';
import { denialOf, explainNotDenied } from './denial.ts';

/** Without credentials nobody gets in. */
export const authRequired = defineCaseRule({
  id: 'auth-required',
  suite: 'security',
  level: 'MUST',
  summary: 'An operation with a security requirement answers 401 to a request without credentials.',
  clause: clauses.oasSecurity,
  decidedBy: 'all',
  claims(intent, operation) {
    if (intent.kind !== 'unauthorised' || intent.credentials !== 'none') return undefined;
    return {
      at: '/security/none',
      statement: `${operation.id} answers 401 to a request without credentials.`,
      provenance: operation.provenance,
      place: operation.pointer,
    };
  },
  judge: (view) => denialOf(view, { forbiddenIsDenial: false }),
  explain: explainNotDenied,
  cluster: ({ received }) => `strangers are answered ${received}`,
});
