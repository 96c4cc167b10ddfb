import { visibleLine } from './visible-text.ts';

/** Text of the target that stays text in Markdown: no HTML, no markup, no link, no mention, no formula; one line. */
export function markdownText(text: string): string {
  return visibleLine(text)
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
    .replaceAll(/[\\`*{}[\]+!|~$]|(?<!\w)_|_(?!\w)/g, String.raw`\$&`)
    .replaceAll(/#(?=\d)|(?<!\w)@(?=\w)/g, '$&&#8203;')
    .replaceAll('://', String.raw`:\//`).replaceAll(/\bwww\./gi, (word) => word.replace('.', String.raw`\.`))
    // What begins a list, a heading or a quotation only where a line begins.
    .replace(/^\s+/, '').replace(/^(?=[-=#])/, '\\').replace(/^(\d+)(?=[.)](?:\s|$))/, '$1\\');
}

/** Text as a code span. */
export function markdownCode(text: string): string {
  const line = visibleLine(text);
  const fence = '`'.repeat(longestRun(line) + 1);
  // A span that begins or ends with a backtick or a blank needs one more blank, which is not shown.
  return line === '' ? '' : /^[` ]|[` ]$/.test(line) ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** Lines as a block of a shell script. */
export function markdownShell(lines: readonly string[]): string {
  const text = lines.map(visibleLine).join('\n');
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return `${fence}sh\n${text}\n${fence}\n`;
}

function longestRun(text: string): number {
  return Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
}
