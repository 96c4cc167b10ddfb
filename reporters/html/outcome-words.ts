import type { OutcomeKind } from '../../model/outcome.ts';
import type { Verdict } from '../../model/run-event.ts';

/** How an outcome is shown; colour only repeats what sign and word say. */
export interface OutcomeWord {
  readonly kind: OutcomeKind;
  readonly sign: string;
  readonly word: string;
}

/** What asks for attention first. */
export const outcomeWords: readonly OutcomeWord[] = [
  { kind: 'fail', sign: '✗', word: 'fail' },
  { kind: 'stale-waiver', sign: '±', word: 'stale waiver' },
  { kind: 'error', sign: '!', word: 'error' },
  { kind: 'blocked', sign: '◇', word: 'blocked' },
  { kind: 'not-run', sign: '○', word: 'not run' },
  { kind: 'waived', sign: '~', word: 'waived' },
  { kind: 'pass', sign: '✓', word: 'pass' },
  { kind: 'not-applicable', sign: '–', word: 'n/a' },
];

/** The outcomes by their kind. */
export const wordOf = Object.fromEntries(outcomeWords.map((each) => [each.kind, each])) as Readonly<Record<OutcomeKind, OutcomeWord>>;

/** The outcome that a verdict resembles. */
export const verdictLook: Readonly<Record<Verdict, OutcomeKind>> = {
  CONFORMANT: 'pass', CONFORMANT_WITH_WAIVERS: 'waived', NON_CONFORMANT: 'fail', INCOMPLETE: 'not-run', ERROR: 'error',
};
