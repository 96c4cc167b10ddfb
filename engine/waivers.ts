import type { Outcome, OutcomeKind } from '../model/outcome.ts';
import type { Requirement } from '../model/requirement.ts';
import { missingApproval, type WaiverEntry, type WaiverStanding, type WaiverState } from '../model/waiver.ts';

/** How a requirement ended. */
export interface WaiverRow {
  readonly requirement: Pick<Requirement, 'id' | 'rule'>;
  readonly kind: OutcomeKind;
}

/** Waivers after everything was decided. */
export interface WaiverBook {
  /** What became of each waiver, in the order of their file. */
  readonly standings: readonly WaiverStanding[];
  /** An outcome as the waivers leave it. The requirement was judged all the same, and its findings stay. */
  applied(requirement: Pick<Requirement, 'id' | 'rule'>, outcome: Outcome): Outcome;
}

/**
 * The waivers of a run on one day (YYYY-MM-DD, UTC). Whether one is still needed depends on all that it covers, so all outcomes have to
 * be known before the first can be told.
 */
export function waiverBook(waivers: readonly WaiverEntry[], rows: readonly WaiverRow[], today: string): WaiverBook {
  const standings = waivers.map((waiver) => standingOf(waiver, rows, today));
  return {
    standings,
    applied(requirement, outcome) {
      if (outcome.kind !== 'fail' && outcome.kind !== 'pass') return outcome;
      const wanted: WaiverState = outcome.kind === 'fail' ? 'in-use' : 'stale';
      const found = standings.find(({ waiver, state }) => state === wanted && covers(waiver, requirement));
      if (!found) return outcome;
      const { reason, ticket, owner, expires } = found.waiver;
      const waiver = { requirement: requirement.id, reason, ticket, owner, expires };
      return outcome.kind === 'fail' ? { kind: 'waived', findings: outcome.findings, sites: outcome.sites, waiver } : { kind: 'stale-waiver', waiver };
    },
  };
}

/** Whether a waiver covers a requirement. */
export function covers({ requirement, rule }: WaiverEntry, { id, rule: own }: WaiverRow['requirement']): boolean {
  return requirement === undefined ? matches(rule ?? '', own) : matches(requirement, id);
}

/** Whether a text is as a pattern says, in which `*` stands for any text. No regular expression: patterns are taken as they are written. */
function matches(pattern: string, text: string): boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return text === pattern;
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of others) {
    const found = text.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** Seen to fail, whoever lets it pass. */
const failed: ReadonlySet<OutcomeKind> = new Set(['fail', 'waived']);
const undecidedKinds: ReadonlySet<OutcomeKind> = new Set(['blocked', 'not-run', 'error']);

function standingOf(waiver: WaiverEntry, rows: readonly WaiverRow[], today: string): WaiverStanding {
  let [covered, failing, passing, undecided] = [0, 0, 0, 0];
  for (const { requirement, kind } of rows) {
    if (!covers(waiver, requirement)) continue;
    covered++;
    if (failed.has(kind)) failing++;
    else if (undecidedKinds.has(kind)) undecided++;
    else if (kind !== 'not-applicable') passing++;
  }
  return { waiver, state: stateOf(waiver, today, { covered, failing, undecided }), failing, passing, undecided };
}

function stateOf(waiver: WaiverEntry, today: string, { covered, failing, undecided }: Readonly<Record<'covered' | 'failing' | 'undecided', number>>): WaiverState {
  if (missingApproval(waiver).length > 0) return 'unapproved';
  if (waiver.expires < today) return 'expired';
  if (covered === 0) return 'elsewhere';
  if (failing > 0) return 'in-use';
  return undecided > 0 ? 'undecided' : 'stale';
}
