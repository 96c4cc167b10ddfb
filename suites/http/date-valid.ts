import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';
import { isHttpDate } from './http-date.ts';
import { fieldOf } from './probe-answer.ts';

const fields = ['date', 'last-modified'];

/** Caches reckon with these; whether they are there is the service's choice. */
export const dateValid = defineResponseRule({
  id: 'date-valid',
  suite: 'http',
  level: 'MUST',
  summary: 'Date and Last-Modified, where they are sent, are HTTP dates.',
  clause: clauses.httpDate,
  *subjects(operation) {
    yield { at: '', statement: `Date and Last-Modified of answers of ${operation.id} are HTTP dates.`, provenance: 'documented', place: operation.pointer, conditional: true };
  },
  judge({ answer }) {
    if (answer.kind === 'failure') return undefined;
    const given = fields.flatMap((name) => {
      const value = fieldOf(answer, name);
      return value === undefined ? [] : [{ name, value }];
    });
    if (given.length === 0) return undefined;
    const wrong = given.find(({ value }) => !isHttpDate(value.trim()));
    return wrong ? { fail: wrong } : pass;
  },
  explain: ({ name, value }) => `Received ${name}: ${value}; documented: a date such as "Sun, 06 Nov 1994 08:49:37 GMT".`,
  cluster: ({ name }) => `${name} is no HTTP date`,
});
