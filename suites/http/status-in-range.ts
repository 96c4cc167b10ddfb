import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';

/** A status outside 100–599 is no HTTP: clients and proxies are free to fail on it. */
export const statusInRange = defineResponseRule({
  id: 'status-in-range',
  suite: 'http',
  level: 'MUST',
  summary: 'Every status on the wire is an HTTP status code, 100 to 599.',
  clause: clauses.httpStatusCodes,
  *subjects(operation) {
    yield {
      at: '',
      statement: `Every status that ${operation.id} puts on the wire is between 100 and 599.`,
      provenance: 'documented',
      place: operation.pointer,
    };
  },
  judge({ answer }) {
    if (answer.kind === 'failure') return undefined;
    return answer.status >= 100 && answer.status <= 599 ? pass : { fail: { received: answer.status } };
  },
  explain: ({ received }) => `Received status ${received}; RFC 9110 knows 100 to 599.`,
  cluster: ({ received }) => `status ${received}`,
});
