import type { Extent } from '../model/coverage.ts';
import type { Exploration } from '../model/exploration.ts';
import type { OutcomeKind } from '../model/outcome.ts';
import type { Shard } from '../model/shard.ts';
import type { RunEvent, RunStarted, Verdict } from '../model/run-event.ts';
import { isFaulty, type WaiverStanding } from '../model/waiver.ts';

/** Outcomes of requirements that can block, counted. */
export type BindingCounts = Readonly<Record<OutcomeKind, number>>;

/** Why a run ended before its plan did. */
export type Cut = 'interrupted' | 'unreachable' | 'unauthorised' | 'broken';

/** What a run comes to, and why in one sentence. Green means: finished, nothing of ours broke, every binding requirement decided. */
export function verdictOf(binding: BindingCounts, cut?: Cut): { readonly verdict: Verdict; readonly because: string } {
  const total = Object.values(binding).reduce((sum, each) => sum + each, 0);
  const undecided = binding.blocked + binding['not-run'];
  if (cut === 'interrupted') return { verdict: 'ERROR', because: 'The run was interrupted before its end.' };
  if (cut === 'unreachable') return { verdict: 'ERROR', because: 'The target could not be reached.' };
  if (cut === 'unauthorised') return { verdict: 'ERROR', because: 'Credentials ran out, and could not be got anew.' };
  if (cut === 'broken') return { verdict: 'ERROR', because: 'The run could not be finished.' };
  if (binding.fail + binding['stale-waiver'] > 0) {
    const stale = binding['stale-waiver'];
    const passed = `${counted(stale, 'requirement')} that passed ${stale === 1 ? 'is' : 'are'} still waived`;
    return {
      verdict: 'NON_CONFORMANT',
      because: binding.fail === 0 ? `${passed}: take the waivers out.` : `${counted(binding.fail, 'requirement')} that must hold ${binding.fail === 1 ? 'does' : 'do'} not${stale > 0 ? `, and ${passed}` : ''}.`,
    };
  }
  if (binding.error > 0) return { verdict: 'ERROR', because: `${counted(binding.error, 'requirement')} could not be judged because something broke on the way.` };
  if (undecided > 0) return { verdict: 'INCOMPLETE', because: `Nothing failed, but ${counted(undecided, 'requirement')} that must hold ${undecided === 1 ? 'was' : 'were'} not decided.` };
  if (binding.pass + binding.waived === 0) return { verdict: 'INCOMPLETE', because: total === 0 ? 'Nothing that must hold was planned.' : 'Nothing that must hold was judged.' };
  if (binding.waived > 0) return { verdict: 'CONFORMANT_WITH_WAIVERS', because: `Every requirement that must hold does, but for ${counted(binding.waived, 'waiver')}.` };
  return { verdict: 'CONFORMANT', because: `All ${counted(binding.pass, 'requirement')} that must hold and apply do.` };
}

/** What would be green is not where a waiver has expired, was never approved, or covers nothing that fails any more. */
export function withValidWaivers(reached: ReturnType<typeof verdictOf>, standings: readonly WaiverStanding[]): ReturnType<typeof verdictOf> {
  const faulty = standings.filter(isFaulty).length;
  if (faulty === 0 || reached.verdict === 'ERROR' || reached.verdict === 'NON_CONFORMANT') return reached;
  return { verdict: 'NON_CONFORMANT', because: `Nothing else fails, but ${counted(faulty, 'waiver')} ${faulty === 1 ? 'does' : 'do'} not hold: expired, not approved, or of nothing that fails any more.` };
}

/** What would be green is incomplete where too little of the documented answers was seen. */
export function withEnoughSeen(reached: ReturnType<typeof verdictOf>, { seen, total }: Extent, leastPerCent = 0): ReturnType<typeof verdictOf> {
  const perCent = total === 0 ? 100 : (seen / total) * 100;
  if (perCent >= leastPerCent || !reached.verdict.startsWith('CONFORMANT')) return reached;
  return { verdict: 'INCOMPLETE', because: `Nothing failed, but of the documented answers ${seen} of ${total} parts were seen (${Math.floor(perCent)} %), and ${leastPerCent} % are asked for.` };
}

/** Findings of random cases count only where that was asked for, and only those that are new. */
export function withFindings(reached: ReturnType<typeof verdictOf>, exploration: Exploration | undefined): ReturnType<typeof verdictOf> {
  const blocking = exploration?.counts === true ? exploration.findings.filter(({ binding, planned, known }) => binding && !planned && !known).length : 0;
  if (blocking === 0 || reached.verdict === 'ERROR' || reached.verdict === 'NON_CONFORMANT') return reached;
  return { verdict: 'NON_CONFORMANT', because: `Random cases have shown ${counted(blocking, 'finding')} against what must hold.` };
}

/** A shard alone is never green, for it has not judged everything; but its exit code tells whether all is well with what it has judged. */
export function ofShard(reached: ReturnType<typeof verdictOf>, exitCode: number, binding: BindingCounts, { index, of }: Shard): ReturnType<typeof verdictOf> & { readonly exitCode: number } {
  const isFine = reached.verdict !== 'ERROR' && binding.fail + binding['stale-waiver'] + binding.error + binding.blocked + binding['not-run'] === 0;
  if (!isFine) return { ...reached, exitCode };
  const judged = binding.pass + binding.waived;
  return { verdict: 'INCOMPLETE', exitCode: reached.verdict === 'INCOMPLETE' ? 0 : exitCode, because: `Shard ${index} of ${of} decided ${counted(judged, 'requirement')} that must hold and found nothing against ${judged === 1 ? 'it' : 'them'}; merge gives the verdict on all of them.` };
}

/** Whether a run with waivers ends green: where that was asked for, or where all that is let pass was known before. */
export function acceptsWaivers({ acceptsWaivers: asked, known, waivers }: Pick<RunStarted, 'acceptsWaivers' | 'known' | 'waivers'>): boolean {
  return asked === true || (known !== undefined && waivers === undefined);
}

/** Whoever reads a verdict has to know that somebody else may have written the answers. */
export function saidInsecure(reached: ReturnType<typeof verdictOf>, insecure = false): ReturnType<typeof verdictOf> {
  return insecure ? { ...reached, because: `${reached.because} INSECURE: the certificate of the target was not checked.` } : reached;
}

const exitCodes: Readonly<Record<Verdict, number>> = {
  CONFORMANT: 0,
  NON_CONFORMANT: 1,
  INCOMPLETE: 2,
  ERROR: 4,
  CONFORMANT_WITH_WAIVERS: 5,
};

/** The exit code of a verdict. */
export function exitCodeOf(verdict: Verdict, acceptWaivers = false): number {
  return verdict === 'CONFORMANT_WITH_WAIVERS' && acceptWaivers ? 0 : exitCodes[verdict];
}

/** The one place that decides how a run's process ends: from its last event, and never green without one. */
export function exitCodeFor(last: RunEvent | undefined): number {
  return last?.event === 'run-finished' ? last.exitCode : exitCodes.ERROR;
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
