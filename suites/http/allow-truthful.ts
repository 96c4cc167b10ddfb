import { clauses } from '../clauses.ts';
import { defineCaseRule, pass } from '../define-rule.ts';
import { fieldOf, probeAnswer } from './probe-answer.ts';

/** Whoever reads Allow takes it for all that can be done there. */
export const allowTruthful = defineCaseRule({
  id: 'allow-truthful',
  suite: 'http',
  level: 'SHOULD',
  summary: 'An Allow field, where OPTIONS is answered with one, names every method that the description declares for the path; OPTIONS breaks nothing.',
  clause: clauses.httpAllow,
  decidedBy: 'all',
  claims(intent, operation) {
    if (intent.kind !== 'probe' || intent.probe !== 'options') return undefined;
    return { at: '/allow', statement: `OPTIONS ${operation.path} names no fewer methods in Allow than are declared, where it names any.`, provenance: operation.provenance, place: operation.pointer };
  },
  judge(view) {
    const asked = probeAnswer(view);
    if (!('response' in asked)) return asked;
    const { status } = asked.response;
    const allow = fieldOf(asked.response, 'allow');
    const facts = (missing: string) => ({ path: view.operation.path, received: status, allow: allow ?? null, missing });
    if (status >= 500 && status !== 501) return { fail: facts('') };
    const allowed = new Set(allow?.split(',').map((method) => method.trim().toUpperCase()));
    const own = view.operation.method.toUpperCase();
    if (allow === undefined || allowed.has(own) || allowed.has('*')) return pass;
    return { fail: facts(own) };
  },
  explain: ({ received, allow, missing }) => (missing === '' ? `Received ${received} to OPTIONS; documented: an answer that is no failure of the server.` : `Received Allow: ${String(allow)} to OPTIONS; documented: ${missing} too.`),
  cluster: ({ received, missing }) => (missing === '' ? `OPTIONS is answered ${received}` : `Allow leaves out ${missing}`),
});
