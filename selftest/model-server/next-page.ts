import type { Json } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { valueAt, withValueAt } from '../../generate/values/sites.ts';
import { nextHolders, nextNames, plain } from '../../suites/stateful/paging.ts';
import type { Path } from './places.ts';

/** How a next page is named: by a cursor, and by the URL that leads to it. */
export interface NextPage {
  readonly cursor: string;
  readonly url: string;
}

const moreNames = ['hasmore', 'hasnext', 'hasnextpage', 'more'];

/** Where an answer may say what the next page is. */
export function placesOfNext(body: Json, depth = 0): readonly Path[] {
  if (!isObject(body) || depth > 2) return [];
  return Object.entries(body).flatMap(([name, each]): readonly Path[] => {
    if (nextNames.includes(plain(name))) return [isObject(each) && Object.hasOwn(each, 'href') ? [name, 'href'] : [name]];
    if (moreNames.includes(plain(name))) return [[name]];
    return nextHolders.includes(plain(name)) ? placesOfNext(each, depth + 1).map((path) => [name, ...path]) : [];
  });
}

/** The answer with its next page named, or with none where there is none; as far as the description allows it. */
export function withNext(body: Json, next: NextPage | undefined, isAllowed: (body: Json) => boolean): Json {
  const places = placesOfNext(body).map((path) => ({ path, wishes: wishesFor(body, path, next) }));
  // What says twice whether there is more has to say the same both times.
  for (const turn of [0, 1]) {
    const together = places.reduce((whole, { path, wishes }) => withValueAt(whole, path, wishes[turn] ?? wishes[0] ?? null), body);
    if (places.length > 0 && isAllowed(together)) return together;
  }
  let result = body;
  for (const { path, wishes } of places) {
    const found = wishes.map((wish) => withValueAt(result, path, wish)).find(isAllowed) ?? (next === undefined && typeof wishes[0] !== 'boolean' ? firstAllowed([without(result, path), without(result, path.slice(0, -1))], isAllowed) : undefined);
    if (found !== undefined) result = found;
  }
  return result;
}

function wishesFor(body: Json, path: Path, next: NextPage | undefined): readonly Json[] {
  const name = path.at(-1) ?? '';
  const own = valueAt(body, path);
  if (moreNames.includes(plain(name))) return [next !== undefined];
  if (next === undefined) return [null, ''];
  const isAddress = name === 'href' || (typeof own === 'string' && /^(?:https?:)?\//.test(own)) || /url|link/i.test(name);
  return isAddress ? [next.url] : [next.cursor, next.url];
}

function firstAllowed(bodies: readonly Json[], isAllowed: (body: Json) => boolean): Json | undefined {
  return bodies.find(isAllowed);
}

function without(body: Json, path: Path): Json {
  const [name, ...rest] = path;
  if (name === undefined || !isObject(body)) return body;
  const { [name]: own, ...others } = body;
  return rest.length === 0 || own === undefined ? others : { ...others, [name]: without(own, rest) };
}
