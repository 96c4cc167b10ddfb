/** Text of the target with every control character, bidirectional override and lone surrogate shown as `\u001b`: nothing of it acts. Tabs and line feeds stay. */
export function visibleText(text: string): string {
  return text.replaceAll(/[^\t\n\x20-\x7e\u00a0-\u200d\u2010-\u2027\u202f-\u205f\u2070-\ud7ff\ue000-\ufefe\uff00-\ufffd]/gu, (character) =>
    (character.length === 2 ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`));
}

/** The same on one line. */
export function visibleLine(text: string): string {
  return visibleText(text).split('\n').map((line, index, all) => (index === 0 ? line.trimEnd() : index === all.length - 1 ? line.trimStart() : line.trim())).join(' ').replaceAll('\t', ' ');
}

/** The beginning of a text, no character cut in two; says how much was left out. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
  return `${kept}… (truncated ${text.length - kept.length} characters)`;
}
