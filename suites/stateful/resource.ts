import type { Description, HttpMethod, Link, Operation } from '../../model/description.ts';
import { idFieldsFor } from '../../spec/id-fields.ts';
import { isJson } from '../../spec/media-type.ts';
import { mentionsProperty } from '../../spec/mentions-property.ts';
import { isObject } from '../../spec/resolve-reference.ts';

/** A collection and what is in it, as paths show them: `/pets` and `/pets/{petId}`. */
export interface Resource {
  /** Path of the collection. */
  readonly path: string;
  /** The last segment of the collection, such as `pets`. */
  readonly name: string;
  /** The parameter that names one thing of it. */
  readonly parameter: string;
  /** What answers may call that name, most specific first. */
  readonly idFields: readonly string[];
  readonly list?: Operation;
  readonly create?: Operation;
  readonly read?: Operation;
  readonly replace?: Operation;
  readonly patch?: Operation;
  readonly remove?: Operation;
  /** From an answer of `create` to the parameter, where the description says it. */
  readonly link?: Link;
  /** The resource whose things contain this collection. */
  readonly parent?: Pick<Resource, 'list' | 'parameter' | 'idFields'>;
}

/** The resources of a description: paths that end in a parameter, with the path before it. */
export function resourcesOf(description: Description): readonly Resource[] {
  const { operations } = description;
  const at = (path: string, method: HttpMethod): Operation | undefined => operations.find((each) => each.method === method && trimmed(each.path) === path);
  const items = new Set(operations.map(({ path }) => trimmed(path)).filter((path) => /[^/]\/\{[^{}]+\}$/.test(path) && !path.includes('#')));
  return [...items].map((item): Resource => {
    const path = item.slice(0, item.lastIndexOf('/'));
    const parameter = /\{([^{}]+)\}$/.exec(item)?.[1] ?? '';
    const name = path.split('/').at(-1) ?? '';
    const [list, create, read, replace, patch, remove] = [at(path, 'get'), at(path, 'post'), at(item, 'get'), at(item, 'put'), at(item, 'patch'), at(item, 'delete')];
    const link = read && create && [...create.responses].filter(([key]) => key.startsWith('2')).flatMap(([, { links }]) => links).find(({ operationId }) => operationId === read.id);
    const parent = parentOf(description, path);
    return {
      path, name, parameter, idFields: idFieldsFor(parameter, name), ...(list && { list }), ...(create && { create }), ...(read && { read }), ...(replace && { replace }),
      ...(patch && { patch }), ...(remove && { remove }), ...(link && { link }), ...(parent && { parent }),
    };
  });
}

/** Whether an answer to creating something will tell what was created: by `Location`, a link, or a property that names it. */
export function tellsWhatWasCreated(description: Description, { create, link, idFields }: Resource): boolean {
  if (!create) return false;
  const successes = [...create.responses].filter(([key]) => key.startsWith('2')).map(([, response]) => response);
  return link !== undefined || successes.some(({ headers, content }) =>
    [...headers.keys()].some((name) => name.toLowerCase() === 'location')
    || [...content.values()].some(({ range, schema }) => isJson(range) && schema !== undefined && mentionsProperty(description, schema.pointer, idFields)));
}

/** The names of the parameters in a path, in order. */
export function parametersIn(path: string): readonly string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name ?? '');
}

function parentOf({ operations }: Description, path: string): Resource['parent'] {
  const parameter = parametersIn(path).at(-1);
  if (parameter === undefined) return undefined;
  const collection = path.slice(0, path.lastIndexOf(`/{${parameter}}`));
  const list = operations.find((each) => each.method === 'get' && trimmed(each.path) === collection);
  return { parameter, idFields: idFieldsFor(parameter, collection.split('/').at(-1) ?? ''), ...(list && { list }) };
}

function trimmed(path: string): string {
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** Whether a request of the operation needs no body, or one in JSON that is an object. */
export function takesJsonObject({ requestBody }: Operation): boolean {
  return [...(requestBody?.content.values() ?? [])].some(({ range, schema }) => isJson(range) && !/json-patch/i.test(range) && isObject(schema?.schema));
}
