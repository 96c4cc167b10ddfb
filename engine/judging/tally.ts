import type { Finding, Outcome } from '../../model/outcome.ts';
import type { Problem } from '../../model/problem.ts';
import type { Judgement } from '../../model/rule.ts';

/** What has been seen of one requirement so far. It does not grow with the number of exchanges. */
export interface Tally {
  passed: number;
  /** Answers that could be judged. */
  judged: number;
  sites: number;
  readonly findings: Finding[];
  blocked: string | undefined;
  problem: Problem | undefined;
  notRun: string | undefined;
  readonly evidence: string[];
  durationMs: number;
}

const mostFindings = 20;
const mostEvidence = 20;

/** A tally of nothing. */
export function emptyTally(): Tally {
  return { passed: 0, judged: 0, sites: 0, findings: [], blocked: undefined, problem: undefined, notRun: undefined, evidence: [], durationMs: 0 };
}

/** Adds one judgement. Of equal root causes the first is kept as the example; all are counted. */
export function count(tally: Tally, judgement: Judgement, evidence: readonly string[], durationMs: number): void {
  tally.durationMs += durationMs;
  // What decided a failure is always kept; of what passed, the first few are enough to look at.
  const decisive = judgement.kind === 'fail' && tally.findings.length < mostFindings;
  for (const id of evidence) if ((decisive || tally.evidence.length < mostEvidence) && !tally.evidence.includes(id)) tally.evidence.push(id);
  switch (judgement.kind) {
    case 'pass':
      tally.passed++;
      tally.judged++;
      return;
    case 'fail':
      tally.judged++;
      for (const disagreement of judgement.disagreements) {
        tally.sites++;
        if (tally.findings.length >= mostFindings || tally.findings.some(({ cluster }) => cluster === disagreement.cluster)) continue;
        tally.findings.push({ ...disagreement, evidence });
      }
      return;
    case 'blocked':
      tally.blocked ??= judgement.because;
      return;
    case 'error':
      tally.problem ??= judgement.problem;
      return;
  }
}

/** How a requirement ends that was judged at least once; undefined when it never was. */
export function outcomeOf(tally: Tally, decidedBy: 'all' | 'any'): Outcome | undefined {
  const [first, ...rest] = tally.findings;
  if (decidedBy === 'any' && tally.passed > 0) return { kind: 'pass' };
  if (first) return { kind: 'fail', findings: [first, ...rest], sites: tally.sites, judged: tally.judged };
  if (tally.problem) return { kind: 'error', problem: tally.problem };
  if (tally.notRun !== undefined) return { kind: 'not-run', because: tally.notRun };
  if (tally.blocked !== undefined) return { kind: 'blocked', because: tally.blocked };
  return tally.passed > 0 ? { kind: 'pass' } : undefined;
}
