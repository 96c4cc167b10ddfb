import type { PatternNode } from './parse-pattern.ts';

/** How many characters the texts of a node have; not every number between need occur. */
export interface LengthRange {
  readonly least: number;
  readonly most: number;
}

const known = new WeakMap<PatternNode, LengthRange>();

/** The shortest and the longest text of a node. */
export function lengthRange(node: PatternNode): LengthRange {
  const range = known.get(node) ?? measured(node);
  known.set(node, range);
  return range;
}

/** What comes one after the other. */
export function lengthOfAll(nodes: readonly PatternNode[]): LengthRange {
  return nodes.map(lengthRange).reduce((sum, { least, most }) => ({ least: sum.least + least, most: sum.most + most }), { least: 0, most: 0 });
}

function measured(node: PatternNode): LengthRange {
  switch (node.kind) {
    case 'character':
      return { least: 1, most: 1 };
    case 'sequence':
      return lengthOfAll(node.items);
    case 'choice': {
      const all = node.branches.map(lengthRange);
      return { least: Math.min(...all.map(({ least }) => least)), most: Math.max(...all.map(({ most }) => most)) };
    }
    case 'repeat': {
      const { least, most } = lengthRange(node.item);
      return { least: least * node.least, most: most === 0 || node.most === 0 ? 0 : most * node.most };
    }
    case 'start':
    case 'end':
    case 'condition':
      return { least: 0, most: 0 };
  }
}
