import type { Json, JsonObject } from '../model/json.ts';
import type { Answer } from './answer.ts';
import { failure } from './answer.ts';
import { issueCursor, readCursor } from './cursor.ts';

/** How a list is ordered: by a key, and equals by id. */
export interface Order<T> {
  key(item: T): number | string;
  id(item: T): string;
  readonly descending: boolean;
}

/** Which part of which list was asked for. */
export interface PageRequest {
  /** The operation, the company and the filters. */
  readonly list: readonly Json[];
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** A page, or the refusal of its cursor. */
export type Page<T> =
  | { readonly ok: true; readonly items: readonly T[]; readonly page: JsonObject }
  | { readonly ok: false; readonly refusal: Answer };

/** One page of a list. It goes on by key, so that nothing is lost when items disappear between two pages. */
export function pageOf<T>(items: readonly T[], order: Order<T>, { list, limit, cursor }: PageRequest): Page<T> {
  const name = JSON.stringify(list);
  const after = cursor === undefined ? undefined : readCursor(cursor, name);
  if (cursor !== undefined && !after) return { ok: false, refusal: failure(400, 'invalid_cursor', 'this cursor was not issued for this list') };
  const sorted = sort(items, order);
  const start = after ? sorted.findIndex((item) => compare([order.key(item), order.id(item)], after, order.descending) > 0) : 0;
  const shown = start < 0 ? [] : sorted.slice(start, start + limit);
  const last = shown.at(-1);
  const more = last !== undefined && last !== sorted.at(-1);
  const next = more ? issueCursor({ list: name, after: [order.key(last), order.id(last)] }) : null;
  return { ok: true, items: shown, page: { limit, has_more: more, next_cursor: next } };
}

/** The list in its order. */
export function sort<T>(items: readonly T[], order: Order<T>): readonly T[] {
  return items
    .map((item) => ({ item, rank: [order.key(item), order.id(item)] as const }))
    .sort((a, b) => compare(a.rank, b.rank, order.descending))
    .map(({ item }) => item);
}

function compare(a: readonly [number | string, string], b: readonly [number | string, string], descending: boolean): number {
  const keys = a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
  if (keys !== 0) return descending ? -keys : keys;
  return a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0;
}
