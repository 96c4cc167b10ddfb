import type { Verdict } from '../model/run-event.ts';
import type { CollectedRun } from './collected-run.ts';
import { wholeRunReporter } from './reporter.ts';
import { attribute, lineWithin } from './xml-text.ts';

/** Dark enough for white letters: each has a contrast of at least 4.5 with them. */
const colours: Readonly<Record<Verdict, string>> = {
  CONFORMANT: '#1a7f37', CONFORMANT_WITH_WAIVERS: '#7d5a00', NON_CONFORMANT: '#b42318', INCOMPLETE: '#7d5a00', ERROR: '#57606a',
};
const words: Readonly<Record<Verdict, string>> = {
  CONFORMANT: 'conformant', CONFORMANT_WITH_WAIVERS: 'conformant, with waivers', NON_CONFORMANT: 'not conformant', INCOMPLETE: 'incomplete', ERROR: 'no verdict',
};
const label = 'API conformance';

/** A badge for a page: verdict, profile and day. Nobody has signed it, and it says so. */
export const badge = wholeRunReporter('badge', 'SVG badge with verdict, profile and day', svgOf);

function* svgOf({ verdict, started, finished, because }: CollectedRun): Iterable<string> {
  const value = [words[verdict], ...(started ? [started.profile] : []), ...(finished ? [finished.finishedAt.slice(0, 10)] : ['ended before this was decided']), ...(started?.target.network?.insecure ? ['INSECURE'] : []), 'unsigned'].join(' · ');
  const title = lineWithin(`${label}: ${verdict}. ${because}`, 400);
  const [left, right] = [widthOf(label), widthOf(value)];
  yield `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="20" role="img" aria-label="${attribute(`${label}: ${value}`)}">\n`;
  yield `<title>${attribute(title)}</title>\n`;
  yield `<rect width="${left}" height="20" fill="#444c56"/><rect x="${left}" width="${right}" height="20" fill="${colours[verdict]}"/>\n`;
  yield '<g fill="#fff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">\n';
  yield `<text x="6" y="14" textLength="${left - 12}" lengthAdjust="spacingAndGlyphs">${attribute(label)}</text>\n`;
  yield `<text x="${left + 6}" y="14" textLength="${right - 12}" lengthAdjust="spacingAndGlyphs">${attribute(value)}</text>\n`;
  yield '</g>\n</svg>\n';
}

/** Letters of this size are about seven pixels wide; the text is fitted to it. */
function widthOf(text: string): number {
  return Math.round([...text].length * 6.6) + 12;
}
