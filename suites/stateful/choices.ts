import type { Description, Operation, Parameter } from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { isObject, resolve } from '../../spec/resolve-reference.ts';
import { isJson } from '../../spec/media-type.ts';
import { pagingOf } from './paging.ts';

/** A query parameter that lets through what has its value in a property of the same name. */
export interface Filter {
  readonly parameter: string;
  readonly property: string;
}

/** A query parameter that puts a list in the order of a property. */
export interface Sorting {
  readonly parameter: string;
  readonly value: string;
  readonly property: string;
  readonly descending: boolean;
}

/**
 * The filters of a list that mean one thing only: a parameter called as a property of its things, both of few stated
 * values or both flags or ids. Texts may be searched in, and numbers may be bounds; of those nothing is inferred.
 */
export function filtersOf(description: Description, list: Operation): readonly Filter[] {
  const things = schemaOfThings(description, list);
  const paging = pagingOf(list);
  return list.parameters.flatMap((parameter): readonly Filter[] => {
    if (parameter.in !== 'query' || [paging.parameter, paging.size?.parameter].includes(parameter.name)) return [];
    const property = things && Object.hasOwn(things, parameter.name) ? things[parameter.name] : undefined;
    return property !== undefined && isClosed(description, parameter) && isClosedSchema(description, property, parameter.name) ? [{ parameter: parameter.name, property: parameter.name }] : [];
  });
}

/** The orders that a list offers by a parameter with stated values, each the name of a property: `stars`, `-stars`, `stars:desc`. */
export function sortingsOf(description: Description, list: Operation): readonly Sorting[] {
  const things = schemaOfThings(description, list);
  if (!things) return [];
  return list.parameters.flatMap((parameter): readonly Sorting[] => {
    if (parameter.in !== 'query' || !/^(?:sort|order)(?:_?by)?$/i.test(parameter.name) || !parameter.schema) return [];
    const schema = resolve(description.document, parameter.schema.pointer)?.node;
    const members = isObject(schema) && Array.isArray(schema['enum']) ? (schema['enum'] as readonly Json[]) : [];
    return members.flatMap((member): readonly Sorting[] => {
      const parsed = typeof member === 'string' ? /^([+-]?)([A-Za-z][\w.]*?)(?:[:_ .-](asc|desc))?$/i.exec(member) : null;
      const property = parsed?.[2] ?? '';
      if (!parsed || !Object.hasOwn(things, property)) return [];
      return [{ parameter: parameter.name, value: String(member), property, descending: parsed[1] === '-' || parsed[3]?.toLowerCase() === 'desc' }];
    });
  });
}

function isClosed(description: Description, { schema, name, style }: Parameter): boolean {
  const node = schema && resolve(description.document, schema.pointer)?.node;
  return node !== undefined && style === 'form' && isClosedSchema(description, node, name);
}

function isClosedSchema({ document }: Description, schema: Json, name: string): boolean {
  const own = isObject(schema) && typeof schema['$ref'] === 'string' ? resolve(document, decodeURIComponent(schema['$ref'].slice(1)))?.node : schema;
  if (!isObject(own)) return false;
  const types = Array.isArray(own['type']) ? own['type'] : [own['type']];
  return Array.isArray(own['enum']) || types.includes('boolean') || (types.includes('string') && (own['format'] === 'uuid' || /(?:^|_)id$|Id$/.test(name)));
}

/** The properties of the things in a list's answer. */
function schemaOfThings({ document }: Description, list: Operation): JsonObject | undefined {
  const [media] = [...list.responses].filter(([key]) => key === '200' || key === '2XX').flatMap(([, { content }]) => [...content.values()].filter(({ range, schema }) => isJson(range) && schema));
  return media?.schema === undefined ? undefined : propertiesOfItems(document, media.schema.pointer, 0);
}

function propertiesOfItems(document: JsonObject, pointer: JsonPointer, depth: number): JsonObject | undefined {
  const found = resolve(document, pointer);
  if (!found || !isObject(found.node) || depth > 3) return undefined;
  const { node } = found;
  if (node['items'] !== undefined) return propertiesAt(document, `${found.pointer}/items`);
  const properties = isObject(node['properties']) ? node['properties'] : {};
  const lists = Object.keys(properties).map((name) => propertiesOfItems(document, `${found.pointer}/properties/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, depth + 1)).filter((each) => each !== undefined);
  const [only, ...others] = lists;
  return others.length === 0 ? only : undefined;
}

function propertiesAt(document: JsonObject, pointer: JsonPointer): JsonObject | undefined {
  const found = resolve(document, pointer);
  if (!found || !isObject(found.node)) return undefined;
  const own = isObject(found.node['properties']) ? found.node['properties'] : {};
  const parts = Array.isArray(found.node['allOf']) ? (found.node['allOf'] as readonly Json[]).map((_, index) => propertiesAt(document, `${found.pointer}/allOf/${index}`) ?? {}) : [];
  return Object.assign({}, ...parts, own) as JsonObject;
}
