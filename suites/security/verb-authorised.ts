import { controlTrouble } from '../control-trouble.ts';
import { clauses } from '../clauses.ts';
import { defineCaseRule, pass } from '../define-rule.ts';
import { besideTheControl, wasLetIn } from './denial.ts';

/** Whoever may read may not write. */
export const verbAuthorised = defineCaseRule({
  id: 'verb-authorised',
  suite: 'security',
  level: 'MUST',
  summary: 'An operation that changes something answers 403 (or 404, 405) to credentials that may only read.',
  clause: clauses.httpForbidden,
  decidedBy: 'all',
  claims(intent, operation) {
    if (intent.kind !== 'unauthorised' || intent.credentials !== 'read-only') return undefined;
    return { at: '/security/read-only', statement: `${operation.id} answers 403, 404 or 405 to credentials that may only read.`, provenance: operation.provenance, place: operation.pointer };
  },
  judge(view) {
    const trouble = wasLetIn(view) ? undefined : controlTrouble(view);
    if (trouble !== undefined) return { blocked: trouble };
    if (view.answer.kind === 'failure') return { error: view.answer.what };
    const { status } = view.answer;
    // Who is not known at all is not kept from writing because it may only read.
    if (status === 401) return { blocked: 'The credentials that may only read are not accepted at all: they were answered 401.' };
    if (status === 429) return { blocked: 'Answered 429 until the retries were used up.' };
    if (status === 403 || status === 404 || status === 405) return pass;
    return { fail: { operation: view.operation.id, received: status, control: view.control?.response.kind === 'response' ? view.control.response.status : 0 } };
  },
  explain: ({ received, control }) => `Received ${received} with credentials that may only read; documented: 403, 404 or 405.${besideTheControl(control)}`,
  cluster: ({ received }) => `readers who write are answered ${received}`,
});
