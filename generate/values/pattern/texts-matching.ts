import { replayed } from './replayed.ts';
import { nativePattern, safePattern } from '../../../spec/schemas/pattern.ts';
import { lengthRange } from './length-range.ts';
import type { LengthRange } from './length-range.ts';
import type { PatternNode } from './parse-pattern.ts';
import { parsePattern, Unwritable } from './parse-pattern.ts';
import type { Pick } from './write-text.ts';
import { writeText } from './write-text.ts';

const longest = 20_000;
/** The texts of so many patterns are kept, because parameters and properties of many operations are alike. */
const mostKnown = 50;
const known = new Map<string, Iterable<string>>();

/** The plainest text, then those that have some of everything, as conditions on a password want; then one after the other. */
const picks: readonly Pick[] = [
  () => 0,
  ...[0, 1, 2, 3].map((turn): Pick => (_, place) => place + turn),
  ...Array.from({ length: 60 }, (_, number): Pick => (many, place) => Math.floor((number + 1) / Math.min(many, 4) ** place)),
];

/**
 * Texts that match a pattern and have a length within the range, shortest and plainest first, no two alike. Neither chance nor a
 * clock decides, so they are the same on every machine. A pattern that cannot be solved has none.
 */
export function textsMatching(pattern: string, lengths: LengthRange): Iterable<string> {
  const key = `${lengths.least} ${lengths.most} ${pattern}`;
  const texts = known.get(key) ?? replayed(written(pattern, lengths));
  if (known.size >= mostKnown) known.clear();
  known.set(key, texts);
  return texts;
}

function* written(pattern: string, { least, most }: LengthRange): Iterable<string> {
  const node = solvable(pattern);
  if (!node) return;
  const { flags } = nativePattern(pattern);
  const expression = safePattern(pattern);
  const own = lengthRange(node);
  const seen = new Set<string>();
  for (const length of lengths(Math.max(least, own.least), Math.min(most, own.most, longest))) {
    for (const pick of picks) {
      const text = writeText(node, length, flags, pick);
      if (text === undefined) break;
      if (seen.has(text)) continue;
      seen.add(text);
      if (expression.test(text)) yield text;
    }
  }
}

/** One text that matches, so much longer than the shortest as the range allows, in which every choice falls as `pick` says; undefined where that leads to none. */
export function textMatching(pattern: string, { least, most }: LengthRange, more: number, pick: Pick): string | undefined {
  const node = solvable(pattern);
  if (!node) return undefined;
  const { flags } = nativePattern(pattern);
  const expression = safePattern(pattern);
  const own = lengthRange(node);
  const from = Math.max(least, own.least);
  for (let length = Math.min(from + more, most, own.most, longest); length >= from; length--) {
    const text = writeText(node, length, flags, pick);
    if (text !== undefined && expression.test(text)) return text;
  }
  return undefined;
}

/** The empty text comes last, as it says least. */
function* lengths(from: number, to: number): Iterable<number> {
  for (let length = Math.max(1, from); length <= Math.min(to, from + 12); length++) yield length;
  if (from === 0) yield 0;
}

/** A pattern is searched for: where it does not say that the text begins or ends, anything may stand. */
function solvable(pattern: string): PatternNode | undefined {
  try {
    nativePattern(pattern);
    const root = parsePattern(pattern);
    const branches = root.kind === 'choice' ? root.branches : [root];
    return { kind: 'choice', branches: branches.map(surrounded) };
  } catch (error) {
    if (error instanceof Unwritable || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const anything: PatternNode = { kind: 'repeat', item: { kind: 'character', source: '.' }, least: 0, most: Infinity };

function surrounded(branch: PatternNode): PatternNode {
  const items = branch.kind === 'sequence' ? branch.items : [branch];
  return { kind: 'sequence', items: [...(items[0]?.kind === 'start' ? [] : [anything]), ...items, ...(items.at(-1)?.kind === 'end' ? [] : [anything])] };
}
