import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';
import { announcesUnavailability } from './no-server-error.ts';

/** A 501 or 503 that is announced keeps the contract; a service that is judged should be there all the same. */
export const serviceAvailable = defineResponseRule({
  id: 'service-available',
  suite: 'contract',
  level: 'SHOULD',
  summary: 'The service is available while it is judged: no announced 501 or 503.',
  clause: clauses.httpServerErrors,
  *subjects(operation) {
    yield {
      at: '',
      statement: `${operation.id} is available while it is judged.`,
      provenance: operation.provenance,
      place: operation.pointer,
    };
  },
  judge(view) {
    if (view.answer.kind === 'failure') return undefined;
    return announcesUnavailability(view) ? { fail: { received: view.answer.status } } : pass;
  },
  explain: ({ received }) => `Received ${received}: the service says that it is not available.`,
  cluster: ({ received }) => `the service answers ${received}`,
});
