import type { Json, JsonPointer } from '../model/json.ts';
import type { CaseRule, CaseView, Disagreement, Judgement, ResponseRule, ResponseView, RuleHead } from '../model/rule.ts';

/** What a judge yields: facts, and nothing that could be derived from them. */
export type Facts = Json & object;

/** A judgement before it is put into words. */
export type Ruling<F extends Facts> =
  | { readonly pass: true }
  /** Of a list that is empty nothing fails. */
  | { readonly fail: F | readonly F[] }
  | { readonly blocked: string }
  | { readonly error: string };

interface Words<F extends Facts> {
  /** Facts into "Received …; documented …". */
  explain(facts: F): string;
  /** What findings of one root cause share; by default the rule and the facts without what varies by site. */
  cluster(facts: F): string;
  /** Where the facts point to, in the body received and in the description. */
  locate?(facts: F): { readonly instance?: JsonPointer; readonly place?: JsonPointer };
}

/** The passing judgement. */
export const pass = { pass: true } as const;

/** A rule over single answers: name, law, applicability, judgement, words. */
export function defineResponseRule<F extends Facts>(
  rule: RuleHead & Words<F> & Pick<ResponseRule, 'subjects'> & {
    judge(view: ResponseView, at: JsonPointer): Ruling<F> | undefined;
  },
): ResponseRule {
  return {
    ...head(rule),
    kind: 'response',
    subjects: rule.subjects,
    judge: (view, at) => {
      const ruling = rule.judge(view, at);
      return ruling && worded(rule, ruling);
    },
  };
}

/** A rule over cases and their controls. */
export function defineCaseRule<F extends Facts>(
  rule: RuleHead & Words<F> & Pick<CaseRule, 'claims' | 'decidedBy'> & { judge(view: CaseView): Ruling<F> },
): CaseRule {
  return { ...head(rule), kind: 'case', decidedBy: rule.decidedBy, claims: rule.claims, judge: (view) => worded(rule, rule.judge(view)) };
}

function head({ id, suite, level, summary, clause, tentative }: RuleHead): RuleHead {
  return { id, suite, level, summary, clause, ...(tentative && { tentative }) };
}

function worded<F extends Facts>(rule: RuleHead & Words<F>, ruling: Ruling<F>): Judgement {
  if ('pass' in ruling) return { kind: 'pass' };
  if ('blocked' in ruling) return { kind: 'blocked', because: ruling.blocked };
  if ('error' in ruling) return { kind: 'error', problem: { code: 'NO_ANSWER', what: ruling.error } };
  const all = (Array.isArray(ruling.fail) ? ruling.fail : [ruling.fail]) as readonly F[];
  const disagreements = all.map((facts): Disagreement => ({
    facts, message: rule.explain(facts), cluster: `${rule.id}: ${rule.cluster(facts)}`, ...rule.locate?.(facts),
  }));
  const [first, ...rest] = disagreements;
  return first ? { kind: 'fail', disagreements: [first, ...rest] } : { kind: 'pass' };
}
