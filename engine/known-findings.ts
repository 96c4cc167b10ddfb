import type { Notice } from '../model/description.ts';
import type { KnownFinding } from '../model/known-finding.ts';
import type { Outcome } from '../model/outcome.ts';
import type { RequirementId } from '../model/requirement.ts';

/** What a run knows already, and what becomes of it. */
export interface KnownFindings {
  /** A failure of which every cause is known, and none has expired, is waived. */
  applied(id: RequirementId, outcome: Outcome): Outcome;
  /** What the list says that is no longer true, once every requirement was looked at. */
  notices(): readonly Notice[];
}

/** The known findings of a run on one day (YYYY-MM-DD, UTC). */
export function knownFindings(all: readonly KnownFinding[], today: string): KnownFindings {
  const byRequirement = new Map<RequirementId, Map<string, KnownFinding>>();
  for (const each of all) {
    const own = byRequirement.get(each.requirement) ?? new Map<string, KnownFinding>();
    byRequirement.set(each.requirement, own.set(each.cluster, each));
  }
  const met = new Set<KnownFinding>();
  const undecided = new Set<RequirementId>();
  return {
    applied(id, outcome) {
      const known = byRequirement.get(id);
      if (!known) return outcome;
      if (outcome.kind !== 'fail') {
        if (outcome.kind !== 'pass') undecided.add(id);
        return outcome;
      }
      const entries = outcome.findings.map(({ cluster }) => known.get(cluster));
      for (const entry of entries) if (entry) met.add(entry);
      const standing = entries.filter((entry): entry is KnownFinding => entry !== undefined && entry.expires >= today);
      const [first] = standing;
      if (!first || standing.length < outcome.findings.length) return outcome;
      const expires = standing.map((entry) => entry.expires).sort()[0] ?? first.expires;
      return { kind: 'waived', findings: outcome.findings, sites: outcome.sites, waiver: { requirement: id, reason: 'It stands in the baseline of known findings.', ticket: 'baseline', owner: 'baseline', expires } };
    },
    notices() {
      const expired = all.filter((each) => met.has(each) && each.expires < today);
      const stale = all.filter((each) => !met.has(each) && !undecided.has(each.requirement));
      return [
        ...(expired.length > 0 ? [{ code: 'BASELINE_EXPIRED', what: `${counted(expired.length)} of the baseline expired and ${expired.length === 1 ? 'counts' : 'count'} again: ${listed(expired)}.` }] : []),
        ...(stale.length > 0 ? [{ code: 'BASELINE_STALE', what: `${counted(stale.length)} of the baseline ${stale.length === 1 ? 'was' : 'were'} not seen any more and can be taken out: ${listed(stale)}.` }] : []),
      ];
    },
  };
}

function counted(number: number): string {
  return `${number} finding${number === 1 ? '' : 's'}`;
}

function listed(all: readonly KnownFinding[]): string {
  const ids = [...new Set(all.map(({ requirement }) => requirement))];
  return ids.length <= 3 ? ids.join(', ') : `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more`;
}
