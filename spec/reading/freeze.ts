import type { Json } from '../../model/json.ts';

/** Freezes a value and all that it contains, however deep. */
export function frozen<T extends Json>(root: T): T {
  const pending: Json[] = [root];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === null || typeof next !== 'object' || Object.isFrozen(next)) continue;
    Object.freeze(next);
    for (const member of Object.values(next) as Json[]) if (member !== null && typeof member === 'object') pending.push(member);
  }
  return root;
}
