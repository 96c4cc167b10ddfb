import type { ResponseCoverage } from '../model/coverage.ts';
import type { Plan } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { Requirement } from '../model/requirement.ts';
import type { RunEvent, RunStarted } from '../model/run-event.ts';
import type { Decision } from './judging/judge.ts';
import { knownFindings } from './known-findings.ts';
import { binds } from './permission-of.ts';
import { createRunCounts } from './run-counts.ts';
import { acceptsWaivers, exitCodeOf, saidInsecure, verdictOf, withEnoughSeen, withValidWaivers } from './verdict.ts';
import { waiverBook } from './waivers.ts';

/** What there is to conclude from, once everything was seen and nobody sends any more. */
export interface Evidence {
  readonly plan: Plan;
  readonly profile: Profile;
  readonly started: RunStarted;
  readonly finishedAt: string;
  readonly exchanges: number;
  readonly decide: (requirement: Requirement) => Decision | undefined;
  readonly coverage: ResponseCoverage;
  readonly minResponseCoverage?: number;
}

/** The end of a record whose answers were there already: each requirement with its outcome, what was seen, the verdict. */
export function conclude({ plan, profile, started, finishedAt, exchanges, decide, coverage, minResponseCoverage }: Evidence): readonly RunEvent[] {
  const today = started.startedAt.slice(0, 10);
  const known = knownFindings(started.known ?? [], today);
  const counts = createRunCounts();
  const found = Array.from(plan.requirements, (requirement) => {
    const because = plan.withheld.get(requirement.id);
    const decision = because === undefined ? decide(requirement) : undefined;
    const { outcome, ...rest } = decision ?? { outcome: { kind: 'not-run', because: because ?? 'Nobody has decided it.' }, evidence: [], durationMs: 0 };
    return { requirement, rest, outcome: known.applied(requirement.id, outcome) };
  });
  const waivers = waiverBook(started.waivers ?? [], found.map(({ requirement, outcome }) => ({ requirement, kind: outcome.kind })), today);
  const judged = found.map(({ requirement, rest, outcome }): RunEvent => {
    const applied = waivers.applied(requirement, outcome);
    const binding = binds(requirement, profile);
    counts.add(requirement, applied.kind, binding);
    return { event: 'judged', id: requirement.id, outcome: applied, ...rest, binding };
  });
  const { verdict, because } = saidInsecure(withEnoughSeen(withValidWaivers(verdictOf(counts.binding), waivers.standings), coverage, minResponseCoverage), started.target.network?.insecure);
  return [
    ...judged,
    ...waivers.standings.map((standing) => ({ event: 'waiver', standing }) as const),
    ...known.notices().map((notice) => ({ event: 'notice', notice }) as const),
    { event: 'response-coverage', coverage },
    {
      event: 'run-finished', verdict, because, exitCode: exitCodeOf(verdict, acceptsWaivers(started)), counts: counts.all, exchanges,
      interrupted: false, finishedAt, durationMs: Math.max(0, Date.parse(finishedAt) - Date.parse(started.startedAt)),
    },
  ];
}
