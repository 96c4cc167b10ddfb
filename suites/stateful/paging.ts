import type { Operation, Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';

/** How a list is read page by page. */
export interface Paging {
  /** `whole`: there is one page, or the answer itself names the next. */
  readonly style: 'cursor' | 'page' | 'offset' | 'whole';
  /** The query parameter that chooses the page. */
  readonly parameter?: string;
  /** The query parameter that says how much is on a page, and what it may be. */
  readonly size?: { readonly parameter: string; readonly least: number; readonly most: number };
  /** Number of the first page. */
  readonly first: number;
}

const names = {
  cursor: ['cursor', 'aftercursor', 'pagecursor', 'pagetoken', 'nexttoken', 'nextpagetoken', 'continuationtoken', 'continuation', 'startingafter', 'marker', 'after', 'nextcursor', 'next'],
  page: ['page', 'pagenumber', 'pageno', 'pageindex', 'currentpage'],
  offset: ['offset', 'skip', 'startindex'],
  size: ['limit', 'pagesize', 'perpage', 'size', 'maxresults', 'max', 'top', 'count', 'first', 'itemsperpage', 'pagelimit'],
} as const;

const usualMost = 100;

/** What the query parameters of a list say about its pages. */
export function pagingOf({ parameters }: Operation): Paging {
  const query = parameters.filter((each) => each.in === 'query');
  const called = (known: readonly string[]): Parameter | undefined => query.find(({ name }) => known.includes(plain(name)));
  const numeric = (known: readonly string[]): Parameter | undefined => query.find((each) => known.includes(plain(each.name)) && isInteger(each));
  const size = numeric(names.size);
  const schema = size?.schema?.schema;
  const sized = size && {
    size: { parameter: size.name, least: Math.max(1, numberIn(schema, 'minimum') ?? 1), most: Math.min(usualMost, numberIn(schema, 'maximum') ?? usualMost) },
  };
  const cursor = called(names.cursor);
  if (cursor && !isInteger(cursor)) return { style: 'cursor', parameter: cursor.name, first: 0, ...sized };
  const page = numeric(names.page);
  if (page) return { style: 'page', parameter: page.name, first: numberIn(page.schema?.schema, 'minimum') ?? numberIn(page.schema?.schema, 'default') ?? 1, ...sized };
  const offset = numeric(names.offset);
  if (offset) return { style: 'offset', parameter: offset.name, first: 0, ...sized };
  return { style: 'whole', first: 0, ...sized };
}

/** What answers may call the next page, in small letters and without marks. */
export const nextNames = ['nextcursor', 'nextpagetoken', 'nexttoken', 'nextpage', 'continuationtoken', 'nextmarker', 'endcursor', 'cursor', 'next', 'nexturl', 'nextlink', '@odatanextlink', 'marker'];
/** What it may stand in. */
export const nextHolders = ['page', 'pagination', 'paging', 'pageinfo', 'meta', 'metadata', 'links', '_links', 'cursors', 'responsemetadata', 'data'];

/** What an answer says the next page is called: a cursor or a URL; `null` where it says that there is none, undefined where it says nothing. */
export function nextIn(body: Json, link: string | undefined): string | null | undefined {
  const linked = link === undefined ? undefined : /<([^>]*)>\s*;(?:[^,<]*;)?\s*rel="?(?:[^",]*\s)?next(?:\s[^",]*)?"?/i.exec(link)?.[1];
  if (linked !== undefined) return linked;
  const found = nextWithin(body, 0);
  return found ?? (link === undefined ? found : null);
}

function nextWithin(value: Json, depth: number): string | null | undefined {
  if (!isObject(value) || depth > 2) return undefined;
  const more = Object.entries(value).find(([name]) => ['hasmore', 'hasnext', 'hasnextpage', 'more'].includes(plain(name)))?.[1];
  if (more === false) return null;
  let said: string | null | undefined;
  for (const known of nextNames) {
    const entry = Object.entries(value).find(([name]) => plain(name) === known);
    if (!entry) continue;
    const text = textOf(entry[1]);
    if (text !== undefined && text !== '') return text;
    said = null;
  }
  for (const [name, each] of Object.entries(value)) {
    if (!nextHolders.includes(plain(name))) continue;
    const within = nextWithin(each, depth + 1);
    if (within !== undefined) return within;
  }
  return said;
}

function textOf(value: Json): string | undefined {
  if (isObject(value)) return typeof value['href'] === 'string' ? value['href'] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** A name in small letters and without marks. */
export function plain(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9@]/g, '').toLowerCase();
}

function isInteger({ schema }: Parameter): boolean {
  const own = schema?.schema as Json | undefined;
  const type = isObject(own) ? own['type'] : undefined;
  return type === 'integer' || type === 'number' || (Array.isArray(type) && type.includes('integer'));
}

function numberIn(schema: Json | undefined, keyword: string): number | undefined {
  const value = isObject(schema) ? schema[keyword] : undefined;
  return typeof value === 'number' ? value : undefined;
}
