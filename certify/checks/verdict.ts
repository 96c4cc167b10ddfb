import { canonicalJson } from '../../engine/digest.ts';
import { createRunCounts } from '../../engine/run-counts.ts';
import { acceptsWaivers, exitCodeOf, saidInsecure, verdictOf, withEnoughSeen, withFindings, withValidWaivers, type Cut } from '../../engine/verdict.ts';
import { waiverBook, type WaiverRow } from '../../engine/waivers.ts';
import type { Check, Examined } from './check.ts';

/** The verdict follows from the outcomes. */
export const verdict: Check = {
  promise: 'counts and verdict follow from the outcomes',
  *look(examined) {
    const { bundle, again: { derived, plan }, read: { evidence: { events, started, finished }, settings } } = examined;
    const byId = new Map([...plan.requirements].map((each) => [each.id, each]));
    const counts = createRunCounts();
    const rows: WaiverRow[] = [];
    for (const event of events) {
      const requirement = event.event === 'judged' ? byId.get(event.id) : undefined;
      if (event.event !== 'judged' || !requirement) continue;
      counts.add(requirement, event.outcome.kind, event.binding);
      rows.push({ requirement, kind: event.outcome.kind });
    }
    const { standings } = waiverBook(started.waivers ?? [], rows, started.startedAt.slice(0, 10));
    if (canonicalJson(standings) !== canonicalJson(events.flatMap((event) => (event.event === 'waiver' ? [event.standing] : [])))) yield 'What became of the waivers is not what the outcomes come to.';
    const seen = events.findLast((event) => event.event === 'response-coverage')?.coverage ?? { seen: 0, total: 0 };
    const exploration = events.findLast((event) => event.event === 'exploration')?.exploration;
    const reached = saidInsecure(withFindings(withEnoughSeen(withValidWaivers(verdictOf(counts.binding, cutOf(examined)), standings), seen, settings.minResponseCoverage), exploration), started.target.network?.insecure);
    if (canonicalJson(counts.all) !== canonicalJson(finished.counts)) yield 'The counts are not those of the outcomes.';
    if (reached.verdict !== finished.verdict || reached.because !== finished.because) yield `The outcomes come to ${reached.verdict}, and the record says ${finished.verdict}.`;
    if (exitCodeOf(reached.verdict, acceptsWaivers(started)) !== finished.exitCode) yield 'The exit code is not that of the verdict.';
    if (!derived.results.equals(bundle.of('results'))) yield 'results.json is not what the record says.';
  },
};

function cutOf({ read: { evidence: { events, finished } } }: Examined): Cut | undefined {
  if (finished.interrupted) return 'interrupted';
  for (const event of events) {
    if (event.event !== 'problem') continue;
    if (event.problem.code.startsWith('TARGET_')) return 'unreachable';
    if (event.problem.code === 'CREDENTIALS_REFUSED' || event.problem.code.startsWith('TOKEN_')) return 'unauthorised';
  }
  return undefined;
}
