import { charactersOf } from './characters-of.ts';
import { lengthOfAll, lengthRange } from './length-range.ts';
import type { PatternNode } from './parse-pattern.ts';

/** Which of so many is taken where there is a choice; `place` counts the choices so far. */
export type Pick = (many: number, place: number) => number;

/** A pattern that takes more steps than this for one text is given up. */
const mostSteps = 20_000;

interface Writing {
  readonly flags: string;
  readonly pick: Pick;
  place: number;
  steps: number;
}

/** A text of exactly this length that a node may match, unless there is none or it is too hard to find. */
export function writeText(node: PatternNode, length: number, flags: string, pick: Pick): string | undefined {
  return write(node, length, { flags, pick, place: 0, steps: 0 });
}

function write(node: PatternNode, length: number, writing: Writing): string | undefined {
  const { least, most } = lengthRange(node);
  if (++writing.steps > mostSteps || length < least || length > most) return undefined;
  switch (node.kind) {
    case 'character': {
      const all = charactersOf(node.source, writing.flags);
      return all[chosen(all.length, writing)];
    }
    case 'sequence':
      return writeItems(node.items, 0, length, writing);
    case 'choice':
      return writeBranch(node.branches, length, writing);
    case 'repeat':
      return writeRepeat(node, length, writing);
    case 'start':
    case 'end':
    case 'condition':
      return '';
  }
}

function chosen(many: number, writing: Writing): number {
  return many < 2 ? 0 : writing.pick(many, writing.place++) % many;
}

function writeItems(items: readonly PatternNode[], index: number, length: number, writing: Writing): string | undefined {
  const item = items[index];
  if (!item) return length === 0 ? '' : undefined;
  const own = lengthRange(item);
  const rest = lengthOfAll(items.slice(index + 1));
  const high = Math.min(own.most, length - rest.least);
  const { place } = writing;
  for (let take = Math.max(own.least, length - rest.most); take <= high && writing.steps <= mostSteps; take++) {
    writing.place = place;
    const text = write(item, take, writing);
    const following = text === undefined ? undefined : writeItems(items, index + 1, length - take, writing);
    if (text !== undefined && following !== undefined) return text + following;
  }
  return undefined;
}

function writeBranch(branches: readonly PatternNode[], length: number, writing: Writing): string | undefined {
  const first = chosen(branches.length, writing);
  for (const branch of [...branches.slice(first), ...branches.slice(0, first)]) {
    const text = write(branch, length, writing);
    if (text !== undefined) return text;
  }
  return undefined;
}

function writeRepeat({ item, least, most }: PatternNode & { readonly kind: 'repeat' }, length: number, writing: Writing): string | undefined {
  if (length === 0 && least === 0) return '';
  const own = lengthRange(item);
  if (own.most === 0) return length === 0 ? '' : undefined;
  const fewest = Math.max(least, Math.ceil(length / own.most));
  const many = Math.min(most, own.least === 0 ? Math.max(least, length) : Math.floor(length / own.least), fewest + 20);
  for (let count = fewest; count <= many && writing.steps <= mostSteps; count++) {
    const text = writeTimes(item, count, length, writing);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** So many copies, which share the length as evenly as it can be shared. */
function writeTimes(item: PatternNode, count: number, length: number, writing: Writing): string | undefined {
  const parts: string[] = [];
  const share = Math.floor(length / count);
  const longer = length % count;
  for (let i = 0; i < count; i++) {
    // Characters are cheap, and there may be thousands of them.
    if (item.kind === 'character') writing.steps--;
    const part = write(item, share + (i < longer ? 1 : 0), writing);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  return parts.join('');
}
