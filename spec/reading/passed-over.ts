import type { Notice, Operation } from '../../model/description.ts';
import type { JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';

/** What of a description is not judged, one notice for each kind: nobody is to take silence for a pass. */
export function passedOver(document: JsonObject, operations: readonly Operation[]): readonly Notice[] {
  const notice = (code: string, places: readonly JsonPointer[], what: string): readonly Notice[] => {
    const [pointer] = places;
    return pointer === undefined ? [] : [{ code, what: what.replace('#', String(places.length)), where: { pointer } }];
  };
  const webhooks = isObject(document['webhooks']) ? Object.keys(document['webhooks']).map((name) => `/webhooks${formatPointer([name])}`) : [];
  const items = isObject(document['paths']) ? Object.keys(document['paths']).map((path) => `/paths${formatPointer([path])}`) : [];
  const having = (pointers: readonly JsonPointer[], member: string): readonly JsonPointer[] => pointers.map((pointer) => `${pointer}/${member}`).filter((pointer) => getAt(document, pointer) !== undefined);
  const places = [...items, ...operations.map(({ pointer }) => pointer)];
  const wholeQueries = places.flatMap((pointer) => {
    const list = getAt(document, `${pointer}/parameters`);
    return Array.isArray(list) ? list.flatMap((each, index) => (isObject(each) && each['in'] === 'querystring' ? [`${pointer}/parameters/${index}`] : [])) : [];
  });
  const sequences = operations.flatMap(({ responses }) => [...responses.values()].flatMap(({ pointer, content }) => [...content.keys()].flatMap((range) => having([`${pointer}/content${formatPointer([range])}`], 'itemSchema'))));
  return [
    ...notice('WEBHOOKS_IGNORED', webhooks, 'Webhooks (#) are not judged: they are requests of the API, not to it.'),
    ...notice('CALLBACKS_IGNORED', having(operations.map(({ pointer }) => pointer), 'callbacks'), 'Callbacks of operations (#) are not judged: they are requests of the API, not to it.'),
    ...notice('METHODS_IGNORED', [...having(items, 'query'), ...having(items, 'additionalOperations')], 'Operations of OpenAPI 3.2 with the method QUERY or methods of their own are not judged (# paths).'),
    ...notice('QUERYSTRING_IGNORED', wholeQueries, 'Parameters that are a whole query string ("in: querystring", #) are not sent.'),
    ...notice('ITEMS_IGNORED', sequences, 'The items of sequences ("itemSchema", #) are not judged one by one.'),
  ];
}
