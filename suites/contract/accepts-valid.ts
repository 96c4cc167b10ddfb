import { clauses } from '../clauses.ts';
import { defineCaseRule, pass } from '../define-rule.ts';
import { bodyShown } from './body-shown.ts';
import { controlTrouble } from '../control-trouble.ts';

/** Whatever the description allows is accepted: examples, boundaries, enum members, branches, one deviation at a time. */
export const acceptsValid = defineCaseRule({
  id: 'accepts-valid',
  suite: 'contract',
  level: 'MUST',
  summary: 'A request that deviates from an accepted one only within what the description allows is accepted too.',
  clause: clauses.oasParameter,
  decidedBy: 'all',
  claims(intent, operation) {
    if (intent.kind !== 'valid' || intent.varies.what === 'baseline') return undefined;
    return {
      at: `${intent.at}/${intent.varies.what}`,
      statement: `${operation.id} accepts what ${intent.at || 'the description'} allows (${intent.varies.what}).`,
      provenance: operation.provenance,
      place: operation.pointer,
    };
  },
  judge(view) {
    const { answer, operation } = view;
    if (answer.kind === 'failure') return { error: answer.what };
    const { status } = answer;
    if (status >= 200 && status < 300) return pass;
    const trouble = view.case.control === undefined ? undefined : controlTrouble(view);
    if (trouble !== undefined) return { blocked: trouble };
    const facts = { operation: operation.id, at: view.case.intent.at, received: status, control: view.control !== undefined };
    if (status >= 500 && status !== 503) return { fail: facts };
    const closed = view.case.intent.kind === 'valid' && view.case.intent.varies.closed;
    // Only where the description says all there is to say about the datum does a refusal contradict it.
    if (closed && view.control && (status === 400 || status === 422 || (status >= 300 && status < 400))) return { fail: facts };
    return { blocked: `Answered ${status}${bodyShown(answer)}; whether the datum or its meaning was refused cannot be told.` };
  },
  explain: ({ at, received, control }) =>
    `Received ${received} to a request that differs${control ? ' from an accepted one' : ''} only in ${at || 'what the description allows'}; documented: this value is allowed.`,
  cluster: ({ operation, at, received }) => `${operation} refuses what ${at} allows with ${received}`,
});
