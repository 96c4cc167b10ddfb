import type { Json, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../json-pointer.ts';

/** Why a value that a parser made must not go further. */
export type Excess =
  | { readonly kind: 'deep' }
  | { readonly kind: 'circular' }
  | { readonly kind: 'aliases' }
  | { readonly kind: 'foreign'; readonly pointer: JsonPointer };

/** Deeper than this no description is; what walks one afterwards may recurse. */
export const deepest = 250;

/** What YAML aliases may add to the values that are written out. */
const mostAdded = 1_000_000;

interface Frame {
  readonly node: object;
  readonly members: readonly (readonly [string, unknown])[];
  next: number;
  size: number;
  height: number;
}

interface Measured {
  readonly size: number;
  readonly height: number;
}

/**
 * Looks at a value before anybody walks or serialises it: how deep it is, whether it contains itself, how large it gets
 * when objects that aliases share are written out each time, and whether JSON knows all of its values. Neither depth nor
 * sharing costs time: each object is looked at once, without recursion.
 */
export function measure(root: unknown): Excess | undefined {
  const done = new Map<object, Measured>();
  const open = new Set<object>();
  const stack: Frame[] = [];
  let written = 0;
  const enter = (node: object): void => {
    open.add(node);
    written++;
    stack.push({ node, members: Object.entries(node), next: 0, size: 1, height: 1 });
  };
  if (root !== null && typeof root === 'object') enter(root);
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const member = frame.members[frame.next++];
    if (member === undefined) {
      stack.pop();
      open.delete(frame.node);
      done.set(frame.node, frame);
      absorb(stack.at(-1), frame);
      continue;
    }
    const value = member[1];
    if (!isJsonLike(value)) return { kind: 'foreign', pointer: formatPointer([...stack.slice(0, -1).map(openName), member[0]]) };
    if (value === null || typeof value !== 'object') {
      frame.size++;
      written++;
      continue;
    }
    if (open.has(value)) return { kind: 'circular' };
    const known = done.get(value);
    if (known) absorb(frame, known);
    else enter(value);
    if (stack.length > deepest) return { kind: 'deep' };
  }
  const whole = root !== null && typeof root === 'object' ? done.get(root) : undefined;
  if (!whole) return undefined;
  if (whole.height > deepest) return { kind: 'deep' };
  return whole.size - written > mostAdded ? { kind: 'aliases' } : undefined;
}

function absorb(into: Frame | undefined, { size, height }: Measured): void {
  if (!into) return;
  into.size += size;
  into.height = Math.max(into.height, height + 1);
}

/** The name of the member that a frame is in. */
function openName({ members, next }: Frame): string {
  return members[next - 1]?.[0] ?? '';
}

/** Whether JSON knows such a value; YAML has dates, bytes and numbers that it does not know. */
function isJsonLike(value: unknown): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === Object.prototype || prototype === null;
}
