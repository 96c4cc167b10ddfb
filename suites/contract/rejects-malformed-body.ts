import type { BodyDefect } from '../../model/case.ts';
import type { Level } from '../../model/requirement.ts';
import type { CaseView } from '../../model/rule.ts';
import { clauses } from '../clauses.ts';
import { controlTrouble } from '../control-trouble.ts';
import type { Ruling } from '../define-rule.ts';
import { defineCaseRule, pass } from '../define-rule.ts';
import { explainNotRefused, refusalOf } from './refusal.ts';
import type { NotRefused } from './refusal.ts';

/** What each defect breaks and how that weighs. */
const defects: Readonly<Record<BodyDefect, { readonly what: string; readonly level: Level; readonly mayHangUp: boolean }>> = {
  'broken-json': { what: 'the JSON grammar', level: 'MUST', mayHangUp: false },
  'empty-body': { what: 'the requirement of a body', level: 'MUST', mayHangUp: false },
  // Reading JSON whatever it is called is lenient, not wrong.
  'wrong-content-type': { what: 'the documented media type', level: 'SHOULD', mayHangUp: false },
  'deep-nesting': { what: 'the schema, 10,000 levels deep,', level: 'MUST', mayHangUp: true },
  'large-body': { what: 'the JSON grammar after 10 MB', level: 'MUST', mayHangUp: true },
};

/** What is no body of the description is refused: with 4xx, in time, and without breaking the server. */
export const rejectsMalformedBody = defineCaseRule<NotRefused>({
  id: 'rejects-malformed-body',
  suite: 'contract',
  level: 'MUST',
  summary: 'A malformed, missing, mislabelled, deep or huge body is answered with 4xx, never with a server error and never with silence.',
  clause: clauses.oasRequestBody,
  decidedBy: 'all',
  claims(intent, operation) {
    if (intent.kind !== 'malformed') return undefined;
    return {
      at: `${intent.at}/${intent.defect}`,
      statement: `${operation.id} refuses a body that breaks ${defects[intent.defect].what} (${intent.defect}).`,
      provenance: operation.provenance,
      place: `${operation.pointer}/requestBody`,
      level: defects[intent.defect].level,
    };
  },
  judge(view) {
    const { intent } = view.case;
    if (intent.kind !== 'malformed') return { error: `The case ${view.case.id} is not malformed.` };
    const { what, mayHangUp } = defects[intent.defect];
    return controlTrouble(view) === undefined ? refusedInTime(view, what, mayHangUp) : refusalOf(view, what);
  },
  explain: (facts) =>
    facts.received === 0
      ? `Received no answer to a body that breaks ${facts.broken}; documented: a refusal (4xx). The same request without the fault got ${facts.control}.`
      : explainNotRefused(facts),
  cluster: ({ operation, at, broken }) => `${operation} does not cope with a body at ${at} that breaks ${broken}`,
});

function refusedInTime(view: CaseView, what: string, mayHangUp: boolean): Ruling<NotRefused> {
  const { answer } = view;
  const control = view.control?.response.kind === 'response' ? view.control.response.status : 0;
  const facts = { operation: view.operation.id, at: view.case.intent.at, broken: what, control };
  // Silence is the fault that a malformed body is sent to find.
  if (answer.kind === 'failure' && answer.code === 'timeout') return { fail: { ...facts, received: 0 } };
  // A server may refuse by closing while a huge body is still on its way: RFC 9112, section 9.6.
  if (answer.kind === 'failure' && mayHangUp && answer.code === 'reset') return pass;
  return refusalOf(view, what);
}
