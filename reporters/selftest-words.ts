import type { SelftestFigure } from '../model/selftest-figure.ts';

/** How much a selftest found out, in a sentence. */
export function selftestSentence({ tried, killed, byAnother, survived, perCent, sampled }: SelftestFigure): string {
  const others = byAnother > 0 ? `, ${byAnother} of them by another requirement than the one that was violated` : '';
  const rest = survived > 0 ? ` ${survived} ${survived === 1 ? 'was' : 'were'} not found out.` : '';
  // Rounded down: 99.96 is not all of it.
  return `Selftest: ${killed + byAnother} of ${tried} planted lies${sampled ? ' (a sample)' : ''} were found out (${(Math.floor(perCent * 10) / 10).toFixed(1)} %)${others}.${rest}`;
}
