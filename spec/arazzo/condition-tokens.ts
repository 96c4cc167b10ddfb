import type { Expression } from './expression.ts';
import { parseExpression } from './expression.ts';

/** A word of a condition. */
export type Token =
  | { readonly kind: 'literal'; readonly value: null | boolean | number | string; readonly at: number }
  | { readonly kind: 'expression'; readonly text: string; readonly expression: Expression; readonly at: number }
  /** `.name` after a bracket. */
  | { readonly kind: 'member'; readonly name: string; readonly at: number }
  | { readonly kind: 'sign'; readonly text: string; readonly at: number };

const constants: Readonly<Record<string, null | boolean>> = { true: true, false: false, null: null };

interface Found {
  readonly token?: Token;
  readonly length: number;
}

/** The words of a condition, or why it has none. */
export function tokensOf(text: string): { readonly tokens: readonly Token[] } | { readonly why: string } {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const found = tokenAt(text, at);
    if ('why' in found) return found;
    if (found.token) tokens.push(found.token);
    at += found.length;
  }
  return { tokens };
}

function tokenAt(text: string, at: number): Found | { readonly why: string } {
  const rest = text.slice(at);
  const blank = /^\s+/.exec(rest)?.[0];
  if (blank !== undefined) return { length: blank.length };
  if (rest.startsWith('$')) return expressionAt(rest, at);
  const quoted = /^'((?:[^']|'')*)'/.exec(rest);
  if (quoted) return { token: { kind: 'literal', value: (quoted[1] ?? '').replaceAll("''", "'"), at }, length: quoted[0].length };
  if (rest.startsWith("'")) return { why: `the quotation mark at character ${at + 1} is not closed` };
  if (rest.startsWith('"')) return { why: `a text stands in single quotes, not in double ones (character ${at + 1})` };
  const sign = /^(?:&&|\|\||[=!<>]=|[<>!()[\]])/.exec(rest)?.[0];
  if (sign !== undefined && !rest.startsWith('===') && !rest.startsWith('!==')) return { token: { kind: 'sign', text: sign, at }, length: sign.length };
  const member = /^\.([A-Za-z0-9_-]+)/.exec(rest);
  if (member) return { token: { kind: 'member', name: member[1] ?? '', at }, length: member[0].length };
  const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![A-Za-z0-9_.])/.exec(rest)?.[0];
  if (number !== undefined) return { token: { kind: 'literal', value: Number(number), at }, length: number.length };
  return wordAt(rest, at);
}

/** What can be in an expression ends at a blank, a sign or a bracket. */
function expressionAt(rest: string, at: number): Found | { readonly why: string } {
  const text = /^\$[^\s()[\]!=<>&|,'"]*/.exec(rest)?.[0] ?? '$';
  const parsed = parseExpression(text);
  return 'why' in parsed ? parsed : { token: { kind: 'expression', text, expression: parsed.expression, at }, length: text.length };
}

function wordAt(rest: string, at: number): Found | { readonly why: string } {
  const word = /^[A-Za-z_][A-Za-z0-9_]*/.exec(rest)?.[0];
  if (word !== undefined && Object.hasOwn(constants, word)) return { token: { kind: 'literal', value: constants[word] ?? null, at }, length: word.length };
  if (word !== undefined) return { why: `the word ${JSON.stringify(word)} at character ${at + 1} is neither a runtime expression nor a literal; a text stands in single quotes` };
  return { why: `${JSON.stringify(rest.slice(0, 3))} cannot stand at character ${at + 1}` };
}
