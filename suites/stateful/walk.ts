import type { Response } from 'supertest';
import type { FlowApi } from '../../model/flow.ts';
import type { Json } from '../../model/json.ts';
import type { SampleRequest } from '../../model/sample-request.ts';
import { expectThat } from '../expect-that.ts';
import { thingsIn } from './answers.ts';
import type { Paging } from './paging.ts';
import { nextIn } from './paging.ts';

/** One page as it was read. */
export interface Page {
  readonly things: readonly Json[];
}

/** A walk and why it ended. */
export interface Walk {
  readonly pages: readonly Page[];
  readonly things: readonly Json[];
  /** `end`: there was no more. `enough`: the reader had what it looked for. `too-long`: nobody knows how far it goes. `maybe-cut`: it is as long as a page may be, and nothing tells how to read on. */
  readonly ended: 'end' | 'enough' | 'too-long' | 'maybe-cut';
  /** The next page that was named twice, where the walk goes in a circle. */
  readonly circle?: string;
}

/** What to walk, and how. */
export interface Route {
  readonly path: string;
  readonly request: SampleRequest;
  readonly paging: Paging;
  /** The name of the collection, where an answer has several lists. */
  readonly name: string;
  /** How much to ask for on a page. */
  readonly size?: number;
  readonly mostPages?: number;
  /** With so many things the reader knows enough, whether the list ends there or not. */
  readonly mostThings?: number;
  /** Ends the step where there is no list to walk over. */
  block(because: string): never;
  /** More query parameters. */
  readonly query?: Readonly<Record<string, string>>;
}

const usualMostPages = 100;

/** Reads a list from its first page on until it ends, or until the reader has enough. */
export async function walk(api: FlowApi, route: Route, enough: (things: readonly Json[]) => boolean = () => false): Promise<Walk> {
  const pages: Page[] = [];
  const things: Json[] = [];
  const seen = new Set<string>();
  let place: Place | undefined = { number: route.paging.first };
  while (place) {
    const response = await ask(api, route, place);
    const shown = response.status === 200 || response.status === 206;
    if (!shown && pages.length === 0) return route.block(`The list was answered ${response.status}.`);
    if (!shown && isPastTheEnd(route, response)) break;
    expectThat(shown, `status ${response.status} for page ${pages.length + 1} of the list`, '200');
    const own = thingsIn(response.body as Json, route.name);
    expectThat(own !== undefined, 'an answer without a list', 'a list');
    pages.push({ things: own });
    things.push(...own);
    if (enough(own)) return { pages, things, ended: 'enough' };
    const next = nextOf(response);
    place = following(route, place, own, response, next);
    if (!place && next === undefined && route.paging.style === 'whole' && isFullPage(route, own.length)) return { pages, things, ended: 'maybe-cut' };
    if (!place) break;
    const mark = JSON.stringify([place.cursor, place.url, place.cursor === undefined && place.url === undefined ? place.number : null]);
    if (seen.has(mark)) return { pages, things, ended: 'too-long', circle: place.cursor ?? place.url ?? '' };
    seen.add(mark);
    if (pages.length >= (route.mostPages ?? usualMostPages) || things.length >= (route.mostThings ?? Infinity)) return { pages, things, ended: 'too-long' };
  }
  return { pages, things, ended: 'end' };
}

/** Where pages are counted, whoever counts on past the last one may be told that there is no such page. */
function isPastTheEnd({ paging }: Route, { status }: Response): boolean {
  return (paging.style === 'page' || paging.style === 'offset') && (status === 404 || status === 416);
}

interface Place {
  readonly number: number;
  readonly cursor?: string;
  readonly url?: string;
}

/** Asks for one page; without a place for the first. */
export function ask(api: FlowApi, { path, request, paging, size, query = {} }: Route, place: Place = { number: paging.first }): Promise<Response> {
  const target = place.url ?? `${path}${request.query}`;
  const chosen: Record<string, string> = { ...query };
  if (place.url === undefined) {
    if (paging.size && size !== undefined) chosen[paging.size.parameter] = String(size);
    if (paging.parameter !== undefined && place.cursor !== undefined) chosen[paging.parameter] = place.cursor;
    else if (paging.parameter !== undefined && paging.style !== 'cursor' && place.number !== paging.first) chosen[paging.parameter] = String(place.number);
  }
  return Promise.resolve(api.get(withQuery(target, chosen)).set(Object.fromEntries(request.headers)));
}

function nextOf({ body, headers }: Response): string | null | undefined {
  return nextIn((body ?? null) as Json, (headers as Readonly<Record<string, string | undefined>>)['link']);
}

/** Lengths at which servers cut a list without saying so. */
const usualPages: ReadonlySet<number> = new Set([10, 20, 25, 30, 50, 100, 200, 250, 500, 1000]);

function isFullPage({ size, paging }: Route, length: number): boolean {
  return length === (paging.size ? size : undefined) || usualPages.has(length);
}

function following({ paging }: Route, place: Place, own: readonly Json[], response: Response, next: string | null | undefined): Place | undefined {
  if (next === null) return undefined;
  if (next !== undefined && /^(?:https?:\/\/|\/|\?)/.test(next)) return { number: place.number, url: pathOf(next, response) };
  if (paging.style === 'cursor') return next === undefined ? undefined : { number: place.number, cursor: next };
  // Whoever names the next page by its URL ends by naming none.
  if (paging.style === 'whole' || own.length === 0 || place.url !== undefined) return undefined;
  return { number: paging.style === 'page' ? place.number + 1 : place.number + own.length };
}

/** The path of a URL on the target; the target's own base path is taken off where it is there. */
function pathOf(url: string, response: Response): string {
  const asked = (response.request as unknown as { readonly url: string }).url.replace(/^[a-z]+:\/\/[^/]*/i, '');
  if (url.startsWith('?')) return `${asked.split('?')[0] ?? ''}${url}`;
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, '');
  const own = asked.split('?')[0] ?? '';
  const at = path.indexOf(own);
  return at > 0 ? path.slice(at) : path;
}

/** A path with these query parameters, which replace those of the same name. */
function withQuery(path: string, query: Readonly<Record<string, string>>): string {
  const [own = '', text = ''] = path.split('?');
  const kept = text.split('&').filter((part) => part !== '' && !Object.keys(query).includes(decodeURIComponent(part.split('=')[0] ?? '')));
  const all = [...kept, ...Object.entries(query).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`)];
  return all.length === 0 ? own : `${own}?${all.join('&')}`;
}
