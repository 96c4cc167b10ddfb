import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';
import { isHttpDate } from './http-date.ts';
import { fieldOf } from './probe-answer.ts';

/** A client that cannot read when to come back comes back at once. */
export const retryAfterValid = defineResponseRule({
  id: 'retry-after-valid',
  suite: 'http',
  level: 'MUST',
  summary: 'Retry-After is a number of seconds or an HTTP date.',
  clause: clauses.httpRetryAfter,
  *subjects(operation) {
    yield { at: '', statement: `Retry-After, where ${operation.id} is answered with it, is a number of seconds or an HTTP date.`, provenance: 'documented', place: operation.pointer, conditional: true };
  },
  judge({ answer }) {
    if (answer.kind === 'failure') return undefined;
    const value = fieldOf(answer, 'retry-after');
    if (value === undefined) return undefined;
    return /^\d+$/.test(value.trim()) || isHttpDate(value.trim()) ? pass : { fail: { received: value, status: answer.status } };
  },
  explain: ({ received }) => `Received Retry-After: ${received}; documented: a whole number of seconds, or a date such as "Sun, 06 Nov 1994 08:49:37 GMT".`,
  cluster: () => 'Retry-After cannot be read',
});
