/** What a regular expression says, as far as it takes to write a text that matches it. */
export type PatternNode =
  /** One character, as the source of an expression that matches it alone. */
  | { readonly kind: 'character'; readonly source: string }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly branches: readonly PatternNode[] }
  | { readonly kind: 'repeat'; readonly item: PatternNode; readonly least: number; readonly most: number }
  | { readonly kind: 'start' | 'end' }
  /** A condition on what stands around it; whoever writes a text must try. */
  | { readonly kind: 'condition' };

/** Thrown where a pattern says something that no text can be written for: a back reference, a broken expression. */
export class Unwritable extends Error {}

/** Reads an ECMA-262 pattern that is known to compile. */
export function parsePattern(pattern: string): PatternNode {
  const cursor = { text: pattern, at: 0, depth: 0 };
  const node = choice(cursor);
  if (cursor.at < pattern.length) throw new Unwritable('a bracket too many');
  return node;
}

interface Cursor {
  readonly text: string;
  at: number;
  depth: number;
}

const deepest = 200;

function choice(cursor: Cursor): PatternNode {
  if (++cursor.depth > deepest) throw new Unwritable('nested too deeply');
  const branches = [sequence(cursor)];
  while (cursor.text[cursor.at] === '|') {
    cursor.at++;
    branches.push(sequence(cursor));
  }
  cursor.depth--;
  const [only] = branches;
  return branches.length === 1 && only ? only : { kind: 'choice', branches };
}

function sequence(cursor: Cursor): PatternNode {
  const items: PatternNode[] = [];
  while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== '|' && cursor.text[cursor.at] !== ')') items.push(quantified(cursor, atom(cursor)));
  return { kind: 'sequence', items };
}

function quantified(cursor: Cursor, item: PatternNode): PatternNode {
  const written = /^(?:[*+?]|\{(\d+)(?:(,)(\d*))?\})/.exec(cursor.text.slice(cursor.at, cursor.at + 30));
  if (!written) return item;
  cursor.at += written[0].length;
  if (cursor.text[cursor.at] === '?') cursor.at++;
  const [sign, from, comma, to] = written;
  if (from !== undefined) return { kind: 'repeat', item, least: Number(from), most: comma === undefined ? Number(from) : to === '' || to === undefined ? Infinity : Number(to) };
  return { kind: 'repeat', item, least: sign === '+' ? 1 : 0, most: sign === '?' ? 1 : Infinity };
}

function atom(cursor: Cursor): PatternNode {
  const { text } = cursor;
  const first = String.fromCodePoint(text.codePointAt(cursor.at) ?? 0);
  switch (first) {
    case '(':
      return group(cursor);
    case '[':
      return { kind: 'character', source: taken(cursor, endOfClass(text, cursor.at) - cursor.at) };
    case '\\':
      return escape(cursor);
    case '^':
      cursor.at++;
      return { kind: 'start' };
    case '$':
      cursor.at++;
      return { kind: 'end' };
    default:
      cursor.at += first.length;
      return { kind: 'character', source: first === '{' || first === '}' || first === ']' ? `\\${first}` : first };
  }
}

function group(cursor: Cursor): PatternNode {
  const opening = /^\((?:\?(?:[:=!]|<[=!]|<[^>]*>|[a-z-]+:))?/.exec(cursor.text.slice(cursor.at, cursor.at + 100))?.[0] ?? '(';
  if (cursor.text.startsWith('(?', cursor.at) && opening === '(') throw new Unwritable('a group of an unknown kind');
  cursor.at += opening.length;
  const inside = choice(cursor);
  if (cursor.text[cursor.at] !== ')') throw new Unwritable('a bracket too few');
  cursor.at++;
  return /^\(\?<?[=!]$/.test(opening) ? { kind: 'condition' } : inside;
}

function escape(cursor: Cursor): PatternNode {
  const rest = cursor.text.slice(cursor.at, cursor.at + 60);
  if (/^\\[bB]/.test(rest)) {
    cursor.at += 2;
    return { kind: 'condition' };
  }
  if (/^\\(?:[1-9]|k<)/.test(rest)) throw new Unwritable('a back reference');
  const written = /^\\(?:u\{[0-9a-fA-F]+\}|u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|c[A-Za-z]|[pP]\{[^}]*\}|[^])/u.exec(rest)?.[0];
  if (written === undefined) throw new Unwritable('a backslash at the end');
  return { kind: 'character', source: taken(cursor, written.length) };
}

function endOfClass(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === ']') return at + 1;
  }
  throw new Unwritable('a class that does not end');
}

function taken(cursor: Cursor, length: number): string {
  const source = cursor.text.slice(cursor.at, cursor.at + length);
  cursor.at += length;
  return source;
}
