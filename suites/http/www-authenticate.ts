import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';
import { fieldOf } from './probe-answer.ts';

/** RFC 9110 demands it, and most APIs go without it: what a client is to do next stands there, so it is worth saying and blocks nothing. */
export const wwwAuthenticate = defineResponseRule({
  id: 'www-authenticate',
  suite: 'http',
  level: 'SHOULD',
  summary: 'A 401 says in WWW-Authenticate how to authenticate.',
  clause: clauses.httpUnauthorized,
  *subjects(operation) {
    yield { at: '', statement: `Every 401 of ${operation.id} has a WWW-Authenticate field.`, provenance: operation.provenance, place: operation.pointer, conditional: true };
  },
  judge({ answer, operation }) {
    if (answer.kind === 'failure' || answer.status !== 401) return undefined;
    return (fieldOf(answer, 'www-authenticate') ?? '').trim() === '' ? { fail: { operation: operation.id } } : pass;
  },
  explain: () => 'Received 401 without WWW-Authenticate; documented: a 401 carries at least one challenge.',
  cluster: () => '401 comes without a challenge',
});
