import type { CollectedRun } from './collected-run.ts';
import { coverageKinds, coverageSentence, howToSee, perCent } from './coverage-words.ts';
import { wholeRunReporter } from './reporter.ts';
import { cutText, visibleLine } from './visible-text.ts';

/** What the answers showed of those that the description documents, and how to see the rest. */
export const coverage = wholeRunReporter('coverage', 'which documented statuses, media types, headers, properties, enum members and branches were seen in answers', textOf);

function* textOf({ coverage: seen }: CollectedRun): Iterable<string> {
  if (!seen) {
    yield 'No response coverage: the run ended before this was decided, or the record is older than it.\n';
    return;
  }
  const rows = seen.operations.map(({ operation, answers, seen: some, total }) => [cutText(operation, 100), `${answers}`, `${some}/${total}`, perCent({ seen: some, total })]);
  const all = [['Operation', 'Answers', 'Seen', ''], ...rows, ['', '', `${seen.seen}/${seen.total}`, perCent(seen)]];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  for (const cells of all) yield `${visibleLine(cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')).trimEnd()}\n`;
  yield `\n${coverageSentence(seen)}\n`;
  const operations = new Map(seen.operations.map(({ operationId, operation, answers }) => [operationId, { operation, answers }]));
  for (const [kind, noun] of coverageKinds) {
    const parts = seen.unseen.filter((part) => part.kind === kind);
    if (parts.length === 0) continue;
    yield `\nNever seen: ${noun}\n`;
    for (const part of parts) {
      const { operation = part.operationId, answers = 0 } = operations.get(part.operationId) ?? {};
      yield `  ${visibleLine(`${cutText(part.name, 80)}  ${cutText(part.at, 300)}`)}\n      ${visibleLine(`needs ${cutText(howToSee(part, operation, answers), 300)}`)}\n`;
    }
  }
}
