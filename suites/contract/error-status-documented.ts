import type { Exchange } from '../../model/exchange.ts';
import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';

/** Errors that anything between client and service may send are better documented, and need not be. */
export const errorStatusDocumented = defineResponseRule({
  id: 'error-status-documented',
  suite: 'contract',
  level: 'SHOULD',
  summary: 'Every redirect, client error and 503 has a status that the description documents.',
  clause: clauses.oasResponses,
  *subjects(operation) {
    if (operation.responses.size === 0) return;
    yield {
      at: '/responses',
      statement: `Every 3xx, 4xx and 503 answer of ${operation.id} has a documented status.`,
      provenance: operation.provenance,
      place: `${operation.pointer}/responses`,
      conditional: true,
    };
  },
  judge({ answer, declared, operation, exchange }) {
    if (answer.kind === 'failure') return undefined;
    const { status } = answer;
    if (!((status >= 300 && status < 500) || status === 503) || wasAskedFor(status, exchange)) return undefined;
    if (declared) return pass;
    return { fail: { operation: operation.id, received: status, documented: [...operation.responses.keys()] } };
  },
  explain: ({ received, documented }) => `Received status ${received}; documented: ${documented.join(', ')}.`,
  cluster: ({ received }) => `status ${received} is not documented`,
});

/** Who sends a condition asks for its answer (RFC 9110, section 13.1), and who may not do something for 403 (section 15.5.4), whatever the description says. */
function wasAskedFor(status: number, { actor, request: { headers } }: Exchange): boolean {
  const sent = (...names: readonly string[]): boolean => headers.some(([name]) => names.includes(name.toLowerCase()));
  return (status === 403 && (actor === 'other-tenant' || actor === 'read-only' || actor === 'unknown')) || (status === 304 && sent('if-none-match', 'if-modified-since')) || (status === 412 && sent('if-match', 'if-unmodified-since', 'if-none-match'));
}
