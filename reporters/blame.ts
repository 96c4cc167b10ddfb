import type { Cluster } from './clusters.ts';

/** Whose fault a finding is, as far as it can be known, and why. */
export interface Blame {
  readonly who: 'target' | 'description' | 'undecidable';
  readonly because: string;
}

/** Rules that hold the target against what the description says, and where the description may be what is wrong. */
const againstDescription: ReadonlySet<string> = new Set([
  'success-documented', 'status-documented', 'error-status-documented', 'content-type-documented', 'body-schema', 'format-advised', 'no-undeclared-properties', 'header-documented', 'accepts-valid',
]);

/** With fewer answers a deviation in all of them says little. */
const fewest = 3;

/**
 * Blames the target for what HTTP or JSON forbid whatever a description says, and for what it does in some answers and
 * not in others. Where every answer deviates alike, either side may be the one that is wrong.
 */
export function blameOf({ finding, requirements, sites }: Pick<Cluster, 'finding' | 'requirements' | 'sites'>): Blame {
  const rules = new Set(requirements.map(({ requirement }) => requirement.rule));
  const rule = requirements[0]?.requirement.rule ?? '';
  const status = statusIn(finding.facts);
  if (status !== undefined && status >= 500) return { who: 'target', because: `it broke (${status}), and no description asks for that` };
  if ([...rules].every((each) => !againstDescription.has(each))) return { who: 'target', because: becauseOf(rule) };
  const judged = requirements.reduce((sum, { outcome }) => sum + (outcome.kind === 'fail' ? (outcome.judged ?? 0) : 0), 0);
  const deviating = Math.min(sites, judged);
  if (judged > deviating) return { who: 'target', because: `it keeps to the description in ${judged - deviating} of ${judged} answers, and not in the other ${deviating}` };
  if (judged >= fewest) return { who: 'undecidable', because: `all ${judged} answers are like this: if the target is right, the description is wrong here` };
  return { who: 'undecidable', because: `${judged <= 1 ? 'one answer was' : `${judged} answers were`} seen: the target and the description disagree, and either may be wrong` };
}

function becauseOf(rule: string): string {
  if (rule === 'rejects-invalid' || rule === 'requires-parameter' || rule === 'rejects-malformed-body') return 'the description forbids the request, and its twin without the fault was accepted';
  if (rule.startsWith('auth-')) return 'the description asks for credentials here, and with the right ones the same request was accepted';
  return 'the standard forbids it, whatever the description says';
}

function statusIn(facts: unknown): number | undefined {
  const received = facts !== null && typeof facts === 'object' ? (facts as Readonly<Record<string, unknown>>)['received'] : undefined;
  return typeof received === 'number' && received >= 100 && received <= 599 ? received : undefined;
}

/** In a sentence. */
export function blameText({ who, because }: Blame): string {
  return who === 'undecidable' ? `Whose fault it is cannot be decided: ${because}.` : `The ${who} is to blame: ${because}.`;
}
