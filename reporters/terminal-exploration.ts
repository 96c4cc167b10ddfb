import type { CollectedRun } from './collected-run.ts';
import { blocks, differenceOf, explorationSentence, newFindings, sourceOf, weightOf } from './exploration-words.ts';
import { keptExchange, shownExchange } from './shown-exchange.ts';
import { curlTextLines } from './terminal-findings.ts';
import type { Look } from './terminal-findings.ts';
import { cutText, visibleLine } from './visible-text.ts';
import { wrapped } from './wrapped-text.ts';

const mostFindings = 5;

/** What random cases came to: apart from the findings of the plan, and before the verdict that they seldom change. */
export function explorationLines({ exploration, started }: CollectedRun, look: Look): readonly string[] {
  if (!exploration) return [];
  const { width, colors, folder } = look;
  const fresh = newFindings(exploration);
  const more = fresh.length - mostFindings;
  return [
    ...wrapped(visibleLine(explorationSentence(exploration, started?.seed)), width).map((line) => (fresh.length === 0 ? colors.dim(line) : colors.bold(line))),
    ...fresh.slice(0, mostFindings).flatMap((finding, index, all) => {
      const title = `- ${finding.requirement.rule} in ${finding.requirement.operationId ?? 'the API'} (${weightOf(finding, exploration)})`;
      const { curl } = shownExchange(keptExchange(finding.exchange));
      return [
        ...wrapped(visibleLine(title), width).map(blocks(finding, exploration) ? colors.red : colors.yellow),
        ...wrapped(visibleLine(cutText(finding.finding.message, 700)), width, '   '),
        // One request may show several things.
        ...(all[index + 1]?.case.id === finding.case.id ? [] : [
          ...differenceOf(finding).flatMap((line) => wrapped(line, width, '   ').map(line.startsWith('+') ? colors.red : colors.green)),
          ...wrapped(visibleLine(sourceOf(finding)), width, '   ').map((line) => colors.dim(line)),
          ...curlTextLines(curl, finding.exchange.id, look, '   '),
        ]),
      ];
    }),
    ...(more > 0 ? wrapped(visibleLine(`${more} more: see ${folder}summary.md`), width) : []),
    '',
  ];
}
