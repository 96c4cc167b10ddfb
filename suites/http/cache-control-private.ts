import { clauses } from '../clauses.ts';
import { defineResponseRule, pass } from '../define-rule.ts';
import { fieldOf } from './probe-answer.ts';

/** Authorization keeps shared caches away by itself; only the service can invite them, and then others may be served what is one person's. */
export const cacheControlPrivate = defineResponseRule({
  id: 'cache-control-private',
  suite: 'http',
  level: 'SHOULD',
  summary: 'What is answered to somebody with credentials does not invite shared caches to keep it (public, s-maxage).',
  clause: clauses.httpSharedCaches,
  *subjects(operation, { description }) {
    const closed = operation.security.length > 0 && operation.security.every((alternative) => alternative.size > 0);
    const byAuthorization = operation.security.some((alternative) => [...alternative.keys()].some((name) => description.securitySchemes.get(name)?.kind !== 'apiKey'));
    if (operation.method !== 'get' || !closed || !byAuthorization) return;
    yield { at: '', statement: `What ${operation.id} answers to one client is not offered to shared caches.`, provenance: operation.provenance, place: operation.pointer, conditional: true };
  },
  judge({ answer, operation, case: sent }) {
    if (answer.kind === 'failure' || answer.status < 200 || answer.status > 299 || (sent !== undefined && sent.intent.kind !== 'valid')) return undefined;
    const control = fieldOf(answer, 'cache-control');
    const invited = control?.split(',').map((directive) => directive.trim().toLowerCase()).find((directive) => directive === 'public' || /^s-maxage=("?)[1-9]/.test(directive));
    return invited === undefined ? pass : { fail: { operation: operation.id, received: String(control), directive: invited } };
  },
  explain: ({ received, directive }) => `Received Cache-Control: ${received} on an answer to credentials; documented: without "${directive}" no shared cache may keep it.`,
  cluster: ({ directive }) => `${directive.split('=')[0] ?? ''} on personal answers`,
});
