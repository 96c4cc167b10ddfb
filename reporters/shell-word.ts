import { visibleLine } from './visible-text.ts';

/** How text becomes bytes: bodies and URLs are UTF-8, header fields are what HTTP/1.1 made them. */
export type ShellEncoding = 'utf8' | 'latin1';

/** One word for a POSIX shell, whatever is in it; nothing in it acts on a terminal. */
export function quoted(text: string, encoding: ShellEncoding = 'utf8'): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  const shown = encoding === 'latin1' ? /^[\x20-\x7e]*$/.test(text) : visibleLine(text) === text;
  return shown ? `'${text.replaceAll("'", `'\\''`)}'` : `"$(printf ${printed(Buffer.from(text, encoding))})"`;
}

/** A word in which every match is a variable of the reader's shell. */
export function withVariables(text: string, pattern: RegExp, variable: (match: string) => string, encoding: ShellEncoding): string {
  const literals = text.split(pattern);
  const names = [...text.matchAll(pattern)].map(([match]) => variable(match));
  if (names.length === 0) return quoted(text, encoding);
  const simple = literals.every((literal) => /^[\w@%+=:,./;?&# -]*$/.test(literal));
  const name = (index: number): string => {
    const next = simple ? (literals[index + 1] ?? '') : '';
    return names[index] === undefined ? '' : /^\w/.test(next) ? `\${${names[index]}}` : `$${names[index]}`;
  };
  return simple
    ? `"${literals.map((literal, index) => literal + name(index)).join('')}"`
    : literals.map((literal, index) => (literal === '' ? '' : quoted(literal, encoding)) + (names[index] === undefined ? '' : `"${name(index)}"`)).join('');
}

/** A format from which `printf` makes exactly these bytes. */
export function printed(bytes: Uint8Array): string {
  const format = [...bytes].map((byte) => {
    const character = String.fromCharCode(byte);
    if (byte === 10) return '\\n';
    if (byte < 32 || byte > 126) return `\\${byte.toString(8).padStart(3, '0')}`;
    return character === '\\' ? '\\\\' : character === '%' ? '%%' : character;
  }).join('');
  return `'${format.replaceAll("'", `'\\''`)}'`;
}
