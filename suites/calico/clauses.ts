import type { Clause } from '../../model/requirement.ts';
import { clauses } from '../clauses.ts';

/** The sentences that the deactivation of a user rests on. */
export const deactivationClauses = {
  documentedAnswer: clauses.oasResponses,
  credentials: clauses.httpUnauthorized,
  forbidden: clauses.httpForbidden,
  effect: { title: 'RFC 9110, section 9.3.5, DELETE', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.5' },
  again: { title: 'RFC 9110, section 9.2.2, Idempotent Methods', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2' },
  notFound: { title: 'RFC 9110, section 15.5.5, 404 Not Found', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.5' },
  clientError: clauses.httpClientErrors,
} as const satisfies Record<string, Clause>;

/** What the contract says that several operations show is one thing. */
export const agreementClause: Clause = { title: 'Calico Enterprise API, descriptions of the operations', url: 'https://spec.openapis.org/oas/v3.1.1#operation-object' };
