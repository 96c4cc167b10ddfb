import { canonicalJson } from '../../engine/digest.ts';
import type { Outcome } from '../../model/outcome.ts';
import type { Check } from './check.ts';
import { named } from './coverage.ts';

/** Whoever judges the recorded answers again comes to the same outcomes. */
export const rejudged: Check = {
  promise: 'judging the recorded answers again gives the same outcome for every requirement',
  *look({ read: { evidence: { events } }, again: { decisions } }) {
    yield* named('Judged again, these end otherwise', events.flatMap((event) => {
      if (event.event !== 'judged') return [];
      const decision = decisions.get(event.id);
      if (!decision) return [`${event.id} (${event.outcome.kind}, not to be judged again)`];
      const same = canonicalJson([comparable(event.outcome), event.evidence, event.branches ?? []]) === canonicalJson([comparable(decision.outcome), decision.evidence, decision.branches ?? []]);
      return same ? [] : [`${event.id} (${event.outcome.kind}, and now ${decision.outcome.kind})`];
    }));
  },
};

/** Where a promise was written may be another file in the bundle. */
function comparable(outcome: Outcome): Outcome {
  if (outcome.kind !== 'fail' && outcome.kind !== 'waived') return outcome;
  const [first, ...rest] = outcome.findings.map(({ place: _, ...finding }) => finding);
  return first ? { ...outcome, findings: [first, ...rest] } : outcome;
}
