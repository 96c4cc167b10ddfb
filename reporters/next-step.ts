import { clustersOf } from './clusters.ts';
import type { CollectedRun } from './collected-run.ts';
import { quoted } from './shell-word.ts';
import { isFaulty } from '../model/waiver.ts';
import { undecidedOf, waivedOf } from './undecided.ts';

const program = 'npx calico-conformance';

/** Nothing was reached, so nothing else is worth saying. */
export function isUnreachable({ problems }: CollectedRun): boolean {
  return problems.some(({ code }) => code.startsWith('TARGET_'));
}

/** What to do now: a command that can be typed as it is, what it is for where that needs saying, or words alone. */
export interface NextStep {
  readonly say?: string;
  readonly command?: string;
}

/** The one thing to do after this run. */
export function nextStep(run: CollectedRun): NextStep {
  const { started, finished, verdict } = run;
  if (!started) return { command: `${program} help` };
  if (isUnreachable(run)) return { say: 'check the URL, then', command: `${program} doctor --base-url ${quoted(started.target.baseUrl)}` };
  if (!finished || finished.interrupted) return { say: 'run it again, to its end', command: started.reproduce };
  const undecided = undecidedOf(run);
  const blocked = bindingRows(undecided, 'blocked');
  const [cluster] = clustersOf(run);
  // Where little was decided, what failed is seldom the cause.
  const decided = run.counts.MUST.pass + run.counts.MUST.fail;
  if (cluster && blocked <= Math.max(run.counts.MUST.fail * 2, decided / 10)) return { command: `${program} requirements explain ${cluster.row.requirement.rule}` };
  if (blocked > 0) return { say: `${program} doctor, with the flags of this run, says what is missing and how to supply it` };
  if (verdict === 'INCOMPLETE') return incomplete(undecided.map(({ because }) => because), started.reproduce);
  if (verdict === 'ERROR') return { say: 'run it again', command: started.reproduce };
  const faulty = run.waivers.filter(isFaulty);
  if (faulty.length > 0) return { say: 'see which waivers do not hold, and why', command: `${program} waivers check` };
  if (waivedOf(run).length > 0) return { say: 'mend what is let pass, and take out of the list what passes by now' };
  if (started.target.kind === 'embedded') return { say: 'judge your own API', command: `${program} --base-url https://api.example --token-env API_TOKEN` };
  return { say: 'keep it that way: run this in CI', command: started.reproduce };
}

/** Reasons name the flag that would have decided more. */
function incomplete(reasons: readonly string[], reproduce: string): NextStep {
  const permission = reasons.map((because) => /\(--allow (\w+)\)/.exec(because)?.[1]).find((name) => name !== undefined);
  if (permission !== undefined) return { say: `if the target may be changed, add --allow ${permission}; ${program} doctor says what that needs` };
  if (reasons.some((because) => because.includes('--include'))) return { say: 'run it without --include and --exclude to have all of it decided' };
  return { say: 'run it again', command: reproduce };
}

function bindingRows(groups: ReturnType<typeof undecidedOf>, kind: string): number {
  return groups.filter((group) => group.kind === kind).flatMap(({ rows }) => rows).filter(({ binding }) => binding).length;
}
