import type { Description, Operation } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { valueAt, withValueAt } from '../../generate/values/sites.ts';
import type { Workshop } from '../../generate/values/workshop.ts';
import { filtersOf, sortingsOf } from '../../suites/stateful/choices.ts';
import { pagingOf } from '../../suites/stateful/paging.ts';
import type { Call } from './call.ts';
import type { Kept } from './keeping.ts';
import type { ModelLie } from './lie.ts';
import type { NextPage } from './next-page.ts';
import { withNext } from './next-page.ts';
import type { Shelf, Thing } from './things.ts';
import { withThing } from './things.ts';

/** What a page is made of, beside the things. */
interface Listing {
  readonly description: Description;
  readonly shop: Workshop;
  readonly kept: Kept;
  readonly operation: Operation;
  readonly call: Call;
  readonly parameters: ReadonlyMap<string, Json>;
  readonly lie: ModelLie | undefined;
  /** Another number each time. */
  turn(): number;
}

/** Where a page begins, in a query parameter that is ours. */
const hidden = 'model-offset';
const usualSize = 20;

/** One page of a collection: what its filters let through, in the order asked for, with the next page named where the description has room for that. */
export function pageOf(listing: Listing, things: readonly Thing[], shelf: Shelf | undefined): { readonly body: Json; readonly next: NextPage | undefined } | { readonly refused: true } | undefined {
  const { description, operation, parameters, lie, shop, kept } = listing;
  if (!shelf) return undefined;
  const { value, sample, at } = shelf;
  const list = at.slice(0, -1);
  const isAllowed = (body: Json): boolean => sample.pointer === undefined || shop.schemas.validates(sample.pointer, body);
  const itemOf = (thing: Thing): Json => valueAt(withThing(shop, shelf, thing, kept.resource.idFields), at) ?? null;
  let items = things.map(itemOf);
  for (const { parameter, property } of filtersOf(description, operation)) {
    const asked = parameters.get(`query ${parameter}`);
    if (asked !== undefined && !(lie?.state === 'ignores-filter' && lie.parameter === parameter)) items = items.filter((item) => isObject(item) && String(item[property]) === String(asked));
  }
  for (const { parameter, value: order, property, descending } of sortingsOf(description, operation)) {
    if (parameters.get(`query ${parameter}`) === order && lie?.state !== 'ignores-sort') items = [...items].sort((one, other) => (descending ? -1 : 1) * compared(valueAt(one, [property]), valueAt(other, [property])));
  }
  const place = placeIn(listing);
  if (place === undefined) return { refused: true };
  const size = place.size ?? usualSize;
  let page: readonly Json[] = items.slice(place.start, place.start + size + (lie?.state === 'more-than-asked-for' ? 1 : 0));
  if (lie?.state === 'loses-between-pages' && place.start > 0) page = page.slice(1);
  if (lie?.state === 'shows-twice' && place.start > 0) page = [items[place.start - 1] ?? null, ...page.slice(1)];
  if (lie?.state === 'shuffles') page = turned(page, listing.turn());
  const end = place.start + size;
  const next = end < items.length ? nextPage(listing, end) : undefined;
  const whole = withNext(withValueAt(value, list, page), next, isAllowed);
  return { body: isAllowed(whole) || things.some(({ isAsSent }) => isAsSent) ? whole : value, next };
}

function turned(page: readonly Json[], by: number): readonly Json[] {
  const at = page.length === 0 ? 0 : by % page.length;
  return [...page.slice(at), ...page.slice(0, at)];
}

/** Where the page begins and how long it may be; undefined where a cursor is none of ours. */
function placeIn({ operation, parameters, call, lie }: Listing): { readonly start: number; readonly size: number | undefined } | undefined {
  const paging = pagingOf(operation);
  const given = (name: string | undefined): Json | undefined => (name === undefined ? undefined : parameters.get(`query ${name}`));
  const asked = given(paging.size?.parameter);
  const size = typeof asked === 'number' ? asked : undefined;
  const own = call.query.find(([name]) => name === hidden)?.[1];
  if (own !== undefined) return { start: Number(own), size };
  const chosen = given(paging.parameter);
  if (chosen === undefined) return { start: 0, size };
  switch (paging.style) {
    case 'cursor': {
      const start = startOfCursor(String(chosen));
      return start === undefined ? (lie?.state === 'takes-any-cursor' ? { start: 0, size } : undefined) : { start, size };
    }
    case 'page':
      return { start: Math.max(0, Number(chosen) - paging.first) * (size ?? usualSize), size };
    case 'offset':
      return { start: Math.max(0, Number(chosen)), size };
    case 'whole':
      return { start: 0, size };
  }
}

function nextPage({ operation, call, shop }: Listing, start: number): NextPage | undefined {
  const paging = pagingOf(operation);
  const kept = call.query.filter(([name]) => name !== hidden && name !== paging.parameter);
  const query = [...kept.map(([name, raw]) => `${encodeURIComponent(name)}=${raw}`), `${hidden}=${start}`].join('&');
  const url = `${call.path}?${query}`;
  if (paging.style !== 'cursor') return { cursor: String(start), url };
  const schema = operation.parameters.find(({ in: place, name }) => place === 'query' && name === paging.parameter)?.schema;
  const cursor = cursorsFor(start).find((each) => !schema || shop.schemas.validates(schema.pointer, each));
  return cursor === undefined ? undefined : { cursor, url };
}

const long = (start: number): string => start.toString(16).padStart(12, '0');

/** The same place in the spellings that schemas of cursors ask for. */
function cursorsFor(start: number): readonly string[] {
  return [`model-cursor-${start}`, Buffer.from(`model-cursor-${start}`).toString('base64url'), `00000000-0000-4000-8000-${long(start)}`, `000000000000${long(start)}`];
}

function startOfCursor(text: string): number | undefined {
  for (const spelling of [text, Buffer.from(text, 'base64url').toString('utf8')]) {
    const own = /^model-cursor-(\d+)$/.exec(spelling)?.[1];
    if (own !== undefined) return Number(own);
  }
  const hex = /^(?:00000000-0000-4000-8000-|000000000000)([0-9a-f]{12})$/.exec(text)?.[1];
  return hex === undefined ? undefined : Number.parseInt(hex, 16);
}

function compared(one: Json | undefined, other: Json | undefined): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [a, b] = [String(one), String(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}
