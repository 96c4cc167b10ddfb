import { widthOf } from './wrapped-text.ts';

/**
 * A command on lines of at most so many columns that a shell reads as one. What is longer than a line is broken inside
 * of its quotation marks; its rest then begins in the first column, because an indent would become part of it.
 */
export function shellLines(words: readonly string[], width: number, indent: string): readonly string[] {
  const lines: string[] = [];
  let line = indent;
  let empty = true;
  for (const [index, word] of words.entries()) {
    const tail = index === words.length - 1 ? 0 : 2;
    if (!empty && widthOf(line) + 1 + widthOf(word) + tail <= width) {
      line += ` ${word}`;
      continue;
    }
    if (!empty) {
      lines.push(`${line} \\`);
      // Rather without an indent than broken.
      line = widthOf(`${indent}  ${word}`) + tail > width && widthOf(word) + tail <= width ? '' : `${indent}  `;
    }
    const pieces = brokenWord(line, word, width - tail);
    lines.push(...pieces.slice(0, -1));
    line = pieces.at(-1) ?? '';
    empty = false;
  }
  return [...lines, line];
}

/** What must stay together: a command in the place of a word, a variable, a character and its backslash. */
const atoms = /"\$\(printf '(?:[^']|'\\'')*'\)"|\$\{?\w+\}?|\\[^]|[^]/gu;

/** The word after the beginning of a line, over as many lines as it takes. */
function brokenWord(start: string, word: string, width: number): readonly string[] {
  if (widthOf(start) + widthOf(word) <= width) return [start + word];
  const lines: string[] = [];
  let line = start;
  let quote = '';
  for (const [atom] of word.matchAll(atoms)) {
    // Inside of single quotation marks a backslash is one, and goes alone.
    for (const each of quote === "'" ? [...atom] : [atom]) {
      // Room for the end of a quotation and the backslash that joins the lines.
      if (widthOf(line) + widthOf(each) + 2 > width) {
        lines.push(`${line}${quote === "'" ? "'" : ''}\\`);
        line = quote === "'" ? "'" : '';
      }
      line += each;
      if (each === "'" && quote !== '"') quote = quote === "'" ? '' : "'";
      else if (each === '"' && quote !== "'") quote = quote === '"' ? '' : '"';
    }
  }
  return [...lines, line];
}
