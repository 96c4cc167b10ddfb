import type { CapturePlan } from '../../model/case.ts';
import type { Description, Operation, Parameter } from '../../model/description.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { distinguishing, idFieldsFor } from '../../spec/id-fields.ts';
import { valueAt } from '../../generate/values/sites.ts';
import type { Workshop } from '../../generate/values/workshop.ts';
import { isValid } from '../../generate/values/workshop.ts';
import { pagingOf } from '../../suites/stateful/paging.ts';
import type { Resource } from '../../suites/stateful/resource.ts';
import { parametersIn, resourcesOf } from '../../suites/stateful/resource.ts';
import type { AnswerMaker } from './answer.ts';
import { idMaker } from './ids.ts';
import { placesOfNext } from './next-page.ts';
import { idField, placeOfList, placeOfThing } from './places.ts';
import { successOf } from './statuses.ts';
import type { Shelf, Thing } from './things.ts';
import { variation, withThing } from './things.ts';

/** What an operation does to a resource. */
export type Role = 'list' | 'create' | 'read' | 'replace' | 'patch' | 'remove';

const roles: readonly Role[] = ['list', 'create', 'read', 'replace', 'patch', 'remove'];

/** A resource whose things the server keeps. */
export interface Kept {
  readonly resource: Resource;
  /** Where an operation of it shows a thing. */
  shelf(operation: Operation): Shelf | undefined;
  /** The property by which things are known, in answers and in what is sent. */
  known(): string | undefined;
  id(number: number): Json | undefined;
  /** Whether a path can carry this as the name of a thing. */
  isId(value: Json): boolean;
  /** What is there from the beginning. */
  beginning(): readonly Thing[];
}

/** Things at the beginning: enough for several pages. */
const fewest = 5;
const most = 40;
/** Not in order, so that an order that was asked for is another one. */
const shuffled = [2, 0, 3, 1, 4];

/** The resources of a description, and which operation does what to which. */
export function keepingOf(description: Description, maker: AnswerMaker, shops: { readonly requests: Workshop; readonly answers: Workshop }, captures: readonly CapturePlan[]): ReadonlyMap<string, { readonly kept: Kept; readonly role: Role }> {
  const found = new Map<string, { readonly kept: Kept; readonly role: Role }>();
  for (const resource of resourcesOf(description)) {
    const kept = keep(resource, maker, shops, captures);
    if (!kept) continue;
    for (const role of roles) {
      const operation = resource[role];
      if (operation && !found.has(operation.id)) found.set(operation.id, { kept, role });
    }
  }
  for (const list of description.operations) {
    if (list.method !== 'get' || !list.safe || /\}\/?$/.test(list.path) || list.path.includes('#') || found.has(list.id)) continue;
    found.set(list.id, { kept: keepNameless(list, maker, shops.answers), role: 'list' });
  }
  return found;
}

/** A list of things that no path addresses: they are called as they show themselves. */
function keepNameless(list: Operation, maker: AnswerMaker, shop: Workshop): Kept {
  const path = list.path.replace(/\/$/, '');
  const name = path.split('/').at(-1) ?? '';
  const resource: Resource = { path, name, parameter: '', idFields: idFieldsFor('id', name), list };
  const shelf = once(() => shelfOf(resource, list, maker));
  return {
    resource, shelf, known: () => undefined, id: () => undefined, isId: () => false,
    beginning: once(() => {
      const place = shelf();
      if (!place) return [];
      const different = Array.from({ length: countFor(list, maker) }, (_, index) => variation(shop, place, Math.floor(index / fewest) * fewest + (shuffled[index % fewest] ?? 0)));
      const things = different.map((values, index): Thing => ({ id: `nameless-${index}`, values, version: 1, isCreated: false, isNameless: true }));
      const shown = (thing: Thing): string => {
        const item = valueAt(withThing(shop, place, thing, resource.idFields), place.at) ?? null;
        const known = idField(item, distinguishing(resource.idFields));
        return JSON.stringify(known === undefined ? item : valueAt(item, [known]));
      };
      // Things that cannot be told apart are one.
      return [...new Map(things.map((thing) => [shown(thing), thing])).values()];
    }),
  };
}

/** How many things there are: enough for several pages, where the next one can be named. */
function countFor(list: Operation | undefined, maker: AnswerMaker): number {
  const paging = list && pagingOf(list);
  const body = list && maker.sample(list, successOf(list, 'other'))?.value;
  const endless = paging?.style === 'cursor' && (body === undefined || placesOfNext(body).length === 0);
  return endless ? 1 : Math.min(most, Math.max(fewest, (paging?.size?.least ?? 1) + fewest - 1));
}

function keep(resource: Resource, maker: AnswerMaker, { requests, answers }: { readonly requests: Workshop; readonly answers: Workshop }, captures: readonly CapturePlan[]): Kept | undefined {
  const parameter = parameterOf(resource);
  if (!parameter) return undefined;
  const shelves = new Map<string, Shelf | undefined>();
  const shelf = (operation: Operation): Shelf | undefined => {
    if (!shelves.has(operation.id)) shelves.set(operation.id, shelfOf(resource, operation, maker));
    return shelves.get(operation.id);
  };
  const shown = once(() => [resource.read, resource.list, resource.create].flatMap((operation) => (operation ? shelf(operation) ?? [] : [])));
  const id = idMaker(requests, parameter);
  const { schema } = parameter;
  return {
    resource, shelf, id,
    known: once(() => {
      const [first] = shown();
      const object = first && valueAt(first.value, first.at);
      return object === undefined ? undefined : idField(object, resource.idFields);
    }),
    isId: (value) => typeof value !== 'object' && value !== null && value !== '' && (!schema || isValid(requests, schema.pointer, value)),
    beginning: once(() => beginningOf(resource, shown(), id, captures.filter(({ parameter: name }) => name === resource.parameter), answers, maker)),
  };
}

function beginningOf({ list }: Resource, shown: readonly Shelf[], id: Kept['id'], captures: readonly CapturePlan[], shop: Workshop, maker: AnswerMaker): readonly Thing[] {
  const count = countFor(list, maker);
  const given = captures.flatMap(({ sources }) => sources.flatMap((source) => (source.kind === 'discovery' ? [] : source.values)));
  const ids = new Map<string, Json>();
  for (let number = 0; number < count; number++) {
    const made = id(number);
    if (made !== undefined) ids.set(String(made), made);
  }
  for (const value of given) if (typeof value !== 'object') ids.set(String(value), value);
  return [...ids.values()].map((each, index) => {
    const number = Math.floor(index / fewest) * fewest + (shuffled[index % fewest] ?? 0);
    const values: JsonObject = Object.assign({}, ...[...shown].reverse().map((place) => variation(shop, place, number))) as JsonObject;
    return { id: each, values, version: 1, isCreated: false };
  });
}

function shelfOf(resource: Resource, operation: Operation, maker: AnswerMaker): Shelf | undefined {
  const isList = operation.id === resource.list?.id;
  const status = successOf(operation, operation.id === resource.create?.id ? 'create' : operation.id === resource.replace?.id ? 'replace' : 'other');
  const sample = maker.sample(operation, status);
  if (!sample || sample.value === undefined) return undefined;
  const { value } = sample;
  if (!isList) {
    const at = placeOfThing(value, resource.idFields);
    return at && { operation, status, sample, value, at };
  }
  const list = placeOfList(value, resource.name);
  const items = list && valueAt(value, list);
  return list && Array.isArray(items) && items.length > 0 ? { operation, status, sample, value, at: [...list, '0'] } : undefined;
}

function parameterOf({ parameter, read, replace, patch, remove }: Resource): Parameter | undefined {
  const operation = read ?? replace ?? patch ?? remove;
  const own = operation && parametersIn(operation.path).at(-1);
  return operation?.parameters.find((each) => each.in === 'path' && each.name === (own ?? parameter));
}

/** What is made when it is first asked for: of a large description little is. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
