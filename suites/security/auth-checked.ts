import { clauses } from '../clauses.ts';
import { defineCaseRule } from '../define-rule.ts';
import { denialOf, explainNotDenied } from './denial.ts';

/** Credentials are looked at, not only asked for. */
export const authChecked = defineCaseRule({
  id: 'auth-checked',
  suite: 'security',
  level: 'MUST',
  summary: 'An operation with a security requirement answers 401 or 403 to malformed, altered and expired credentials.',
  clause: clauses.httpUnauthorized,
  decidedBy: 'all',
  claims(intent, operation) {
    if (intent.kind !== 'unauthorised' || intent.credentials === 'none' || intent.credentials === 'read-only') return undefined;
    return {
      at: `/security/${intent.credentials}`,
      statement: `${operation.id} answers 401 or 403 to ${intent.credentials} credentials.`,
      provenance: operation.provenance,
      place: operation.pointer,
    };
  },
  judge: (view) => denialOf(view, { forbiddenIsDenial: true }),
  explain: explainNotDenied,
  // Credentials are looked at in one place for all operations, or in none.
  cluster: ({ credentials, received }) => `${credentials} credentials are answered ${received}`,
});
