import type { Outcome } from '../model/outcome.ts';

/** Why something ended as it did, in one sentence; nothing where it passed. */
export function outcomeMessage(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'fail':
      return outcome.findings[0].message;
    case 'waived':
      return `waived until ${outcome.waiver.expires} (${outcome.waiver.ticket}): ${outcome.findings[0].message}`;
    case 'stale-waiver':
      return `The waiver ${outcome.waiver.ticket} covers this, and it passes: remove the waiver.`;
    case 'error':
      return outcome.problem.what;
    case 'blocked':
      return `blocked: ${outcome.because}`;
    case 'not-run':
      return `not run: ${outcome.because}`;
    case 'not-applicable':
      return `not applicable: ${outcome.because}`;
    case 'pass':
      return '';
  }
}
