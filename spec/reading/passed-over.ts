import type { Operation } from '../../model/description.ts';
import type { JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';
import type { OperationsRead } from './operations.ts';

/** A kind of thing that is not judged, and the first place of it. */
export interface Inapplicable {
  readonly code: string;
  readonly what: string;
  readonly pointer: JsonPointer;
}

/** What of a description is not judged, one entry for each kind: nobody is to take silence for a pass. */
export function passedOver(document: JsonObject, { operations, leftOut, unsent }: OperationsRead): readonly Inapplicable[] {
  const all = [...operations, ...leftOut];
  const items = below(document, '/paths');
  const having = (pointers: readonly JsonPointer[], ...members: readonly string[]): readonly JsonPointer[] =>
    pointers.flatMap((pointer) => members.map((member) => `${pointer}/${member}`)).filter((pointer) => getAt(document, pointer) !== undefined);
  const because = (why: string): readonly JsonPointer[] => unique(unsent.flatMap((each) => (each.why === why ? [each.pointer] : [])));
  return [
    ...noted('WEBHOOKS_IGNORED', below(document, '/webhooks'), 'Webhooks ({n}) are not judged: they are requests of the API, not to it.'),
    ...noted('CALLBACKS_IGNORED', having(all.map(({ pointer }) => pointer), 'callbacks'), 'Callbacks ({n}) are not judged: they are requests of the API, not to it.'),
    ...noted('METHODS_IGNORED', having(items, 'query', 'additionalOperations'), 'Operations with the method QUERY, or with methods under "additionalOperations", are not judged ({n}).'),
    ...noted('QUERYSTRING_IGNORED', because('querystring'), 'Parameters that are the whole query string ("in: querystring", {n}) are not sent.'),
    ...noted('STYLE_IGNORED', because('style'), 'Parameters whose values are put together in a way that we cannot write, such as by tabs, or as a cookie of OpenAPI 3.2 ({n}), are not sent.'),
    ...noted('OPERATIONS_LEFT_OUT', leftOut.map(({ pointer }) => pointer), `Operations that need a parameter that is not sent are not judged: ${leftOut.map(({ id }) => id).join(', ')}.`),
    ...noted('ITEMS_IGNORED', having(unique(all.flatMap(mediaTypesOf)), 'itemSchema', 'prefixEncoding', 'itemEncoding'), 'The items of sequences ("itemSchema", "itemEncoding", {n}) are not judged one by one.'),
  ];
}

function noted(code: string, places: readonly JsonPointer[], what: string): readonly Inapplicable[] {
  const [pointer] = places;
  return pointer === undefined ? [] : [{ code, what: what.replace('{n}', String(places.length)), pointer }];
}

function mediaTypesOf({ requestBody, responses }: Operation): readonly JsonPointer[] {
  return [...(requestBody?.content.values() ?? []), ...[...responses.values()].flatMap(({ content }) => [...content.values()])].map(({ pointer }) => pointer);
}

/** The members of an object that are not extensions. */
function below(document: JsonObject, pointer: JsonPointer): readonly JsonPointer[] {
  const node = getAt(document, pointer);
  return isObject(node) ? Object.keys(node).filter((name) => !name.startsWith('x-')).map((name) => `${pointer}${formatPointer([name])}`) : [];
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
