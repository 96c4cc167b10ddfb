import type {
  Encoding, Example, HeaderDescription, HttpMethod, Link, MediaType, Operation, Parameter, ParameterLocation, ParameterStyle, Provenance,
  RequestBody, ResponseDescription, SchemaAt, SecurityRequirement, SecurityScheme,
} from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer, Schema } from '../../model/json.ts';
import { formatPointer, getAt } from '../json-pointer.ts';
import type { Resolved } from '../resolve-reference.ts';
import { isObject, pointerOf, resolve } from '../resolve-reference.ts';

const methods: readonly HttpMethod[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const defaultStyles: Readonly<Record<ParameterLocation, ParameterStyle>> = { path: 'simple', query: 'form', header: 'simple', cookie: 'form' };
/** Header parameters of these names are ignored: OpenAPI says them elsewhere. */
const saidElsewhere = new Set(['accept', 'content-type', 'authorization']);

/** An object of the document, references followed. */
interface Part {
  readonly value: JsonObject;
  readonly pointer: JsonPointer;
}

/** All operations of a document, in the order in which they stand. */
export function operationsOf(document: JsonObject, safeOperations: readonly string[]): readonly Operation[] {
  const found: { readonly method: HttpMethod; readonly path: string; readonly items: readonly Part[]; readonly part: Part }[] = [];
  for (const [path, items] of pathItems(document)) {
    for (const method of methods) {
      const holder = items.find(({ value }) => isObject(own(value, method)));
      const value = holder && own(holder.value, method);
      if (holder && isObject(value)) found.push({ method, path, items, part: { value, pointer: `${holder.pointer}/${method}` } });
    }
  }
  const given = new Set(found.flatMap(({ part }) => text(part.value, 'operationId') ?? []));
  const taken = new Set<string>();
  const ids = new Map<JsonPointer, string>();
  const named = found.map((standing) => {
    const explicit = text(standing.part.value, 'operationId');
    // Two paths that refer to one item share its ids, which must differ here.
    const id = explicit !== undefined && !taken.has(explicit) ? explicit : newId(explicit ?? wordFor(standing.method, standing.path), (word) => taken.has(word) || given.has(word));
    taken.add(id);
    if (!ids.has(standing.part.pointer)) ids.set(standing.part.pointer, id);
    return { ...standing, id };
  });
  return named.map((standing) => operationOf(document, { ...standing, ids, safeOperations }));
}

/** Each path with its item: what it says itself, then what it refers to. */
function pathItems(document: JsonObject): readonly (readonly [path: string, items: readonly Part[]])[] {
  const paths = resolve(document, '/paths');
  if (!paths || !isObject(paths.node)) return [];
  return Object.entries(paths.node).flatMap(([path, value]) => {
    if (!path.startsWith('/') || !isObject(value)) return [];
    const pointer = `${paths.pointer}${formatPointer([path])}`;
    return [[path, hopsFrom(document, pointer)] as const];
  });
}

/** What stands at a pointer, and what that refers to, and so on. */
function hopsFrom(document: JsonObject, start: JsonPointer): readonly Part[] {
  const hops: Part[] = [];
  for (let pointer: JsonPointer | undefined = start; pointer !== undefined && hops.length < 20; ) {
    const value: Json | undefined = getAt(document, pointer);
    if (!isObject(value)) break;
    hops.push({ value, pointer });
    const reference = text(value, '$ref');
    pointer = reference === undefined ? undefined : pointerOf(reference);
  }
  return hops;
}

/** The security schemes by name. */
export function securitySchemesOf(document: JsonObject): ReadonlyMap<string, SecurityScheme> {
  return new Map(entriesOf(document, '/components/securitySchemes').map(([name, { value }]) => [name, schemeOf(value)] as const));
}

function schemeOf(value: JsonObject): SecurityScheme {
  const where = text(value, 'in');
  switch (text(value, 'type')) {
    case 'apiKey':
      return { kind: 'apiKey', name: text(value, 'name') ?? '', in: where === 'query' || where === 'cookie' ? where : 'header' };
    case 'http': {
      const scheme = text(value, 'scheme') ?? '';
      const known = scheme.toLowerCase();
      return known === 'basic' || known === 'bearer' ? { kind: known } : { kind: 'other', scheme };
    }
    case 'oauth2':
      return { kind: 'oauth2' };
    case 'openIdConnect':
      return { kind: 'openIdConnect' };
    case 'mutualTLS':
      return { kind: 'mutualTLS' };
    default:
      return { kind: 'other', scheme: text(value, 'type') ?? '' };
  }
}

interface Standing {
  readonly id: string;
  readonly method: HttpMethod;
  readonly path: string;
  /** The path item: itself, then what it refers to. */
  readonly items: readonly Part[];
  readonly part: Part;
  /** Ids of all operations by where they stand. */
  readonly ids: ReadonlyMap<JsonPointer, string>;
  readonly safeOperations: readonly string[];
}

function operationOf(document: JsonObject, { id, method, path, items, part, ids, safeOperations }: Standing): Operation {
  const provenance = provenanceOf(part.value) ?? provenanceOf(document) ?? 'documented';
  const body = partAt(document, own(part.value, 'requestBody'), `${part.pointer}/requestBody`);
  return {
    id, method, path, pointer: part.pointer, provenance,
    summary: text(part.value, 'summary') ?? '',
    tags: strings(part.value, 'tags'),
    deprecated: part.value['deprecated'] === true,
    parameters: parametersOf(document, [...items].reverse(), part, provenance),
    ...(body && { requestBody: requestBodyOf(document, body) }),
    responses: new Map(entriesOf(document, `${part.pointer}/responses`).filter(([key]) => !key.startsWith('x-')).map(([key, response]) => [key, responseOf(document, key, response, provenance, ids)] as const)),
    security: securityOf(own(part.value, 'security') ?? own(document, 'security')),
    safe: safeOperations.includes(id) || (typeof part.value['x-safe'] === 'boolean' ? part.value['x-safe'] : method === 'get' || method === 'head' || method === 'options'),
  };
}

function parametersOf(document: JsonObject, items: readonly Part[], operation: Part, provenance: Provenance): readonly Parameter[] {
  const found = new Map<string, Parameter>();
  for (const { value, pointer } of [...items, operation]) {
    const list = own(value, 'parameters');
    if (!Array.isArray(list)) continue;
    for (const [index, each] of (list as readonly Json[]).entries()) {
      const part = partAt(document, each, `${pointer}/parameters/${index}`);
      const parameter = part && parameterOf(document, part, provenance);
      if (parameter) found.set(`${parameter.in} ${parameter.name}`, parameter);
    }
  }
  return [...found.values()];
}

function parameterOf(document: JsonObject, { value, pointer }: Part, provenance: Provenance): Parameter | undefined {
  const name = text(value, 'name');
  const location = text(value, 'in');
  if (name === undefined || (location !== 'path' && location !== 'query' && location !== 'header' && location !== 'cookie')) return undefined;
  if (location === 'header' && saidElsewhere.has(name.toLowerCase())) return undefined;
  const style = (text(value, 'style') as ParameterStyle | undefined) ?? defaultStyles[location];
  const [media] = contentOf(document, value, pointer).values();
  const schema = schemaAt(value, pointer) ?? media?.schema;
  return {
    name, in: location, pointer,
    required: location === 'path' || value['required'] === true,
    deprecated: value['deprecated'] === true,
    allowReserved: value['allowReserved'] === true,
    allowEmptyValue: value['allowEmptyValue'] === true,
    style,
    explode: typeof value['explode'] === 'boolean' ? value['explode'] : style === 'form',
    ...(schema && { schema }),
    ...(media && { mediaType: media.range }),
    examples: [...examplesOf(document, value, pointer), ...(media?.examples ?? [])],
    provenance: provenanceOf(value) ?? provenance,
  };
}

function requestBodyOf(document: JsonObject, { value, pointer }: Part): RequestBody {
  return { required: value['required'] === true, content: contentOf(document, value, pointer), pointer };
}

function responseOf(document: JsonObject, key: string, { value, pointer }: Part, inherited: Provenance, ids: Standing['ids']): ResponseDescription {
  const provenance = provenanceOf(value) ?? inherited;
  return {
    key, pointer, provenance,
    headers: new Map(entriesOf(document, `${pointer}/headers`).map(([name, header]) => [name, headerOf(document, name, header, provenance)] as const)),
    content: contentOf(document, value, pointer),
    links: entriesOf(document, `${pointer}/links`).flatMap(([name, link]) => linkOf(name, link.value, ids) ?? []),
  };
}

function headerOf(document: JsonObject, name: string, { value, pointer }: Part, inherited: Provenance): HeaderDescription {
  const [media] = contentOf(document, value, pointer).values();
  const schema = schemaAt(value, pointer) ?? media?.schema;
  return {
    name, pointer, required: value['required'] === true, explode: value['explode'] === true, provenance: provenanceOf(value) ?? inherited,
    ...(schema && { schema }), ...(media && { mediaType: media.range }),
  };
}

function contentOf(document: JsonObject, value: JsonObject, pointer: JsonPointer): ReadonlyMap<string, MediaType> {
  const content = own(value, 'content');
  if (!isObject(content)) return new Map();
  return new Map(Object.entries(content).flatMap(([range, each]) => {
    const part = partAt(document, each, `${pointer}/content${formatPointer([range])}`);
    return part ? [[range, mediaTypeOf(document, range, part)] as const] : [];
  }));
}

function mediaTypeOf(document: JsonObject, range: string, { value, pointer }: Part): MediaType {
  const schema = schemaAt(value, pointer);
  return {
    range, pointer, ...(schema && { schema }), examples: examplesOf(document, value, pointer),
    encoding: new Map(entriesOf(document, `${pointer}/encoding`).map(([name, { value: each }]) => [name, encodingOf(each)] as const)),
  };
}

function encodingOf(value: JsonObject): Encoding {
  const contentType = text(value, 'contentType');
  const style = (text(value, 'style') as ParameterStyle | undefined) ?? 'form';
  return {
    ...(contentType !== undefined && { contentType }), style,
    explode: typeof value['explode'] === 'boolean' ? value['explode'] : style === 'form',
    allowReserved: value['allowReserved'] === true,
  };
}

function examplesOf(document: JsonObject, value: JsonObject, pointer: JsonPointer): readonly Example[] {
  const single = own(value, 'example');
  const named = entriesOf(document, `${pointer}/examples`).flatMap(([name, { value: example }]): readonly Example[] => {
    const content = own(example, 'value');
    return content === undefined ? [] : [{ name, value: content }];
  });
  return single === undefined ? named : [{ name: 'example', value: single }, ...named];
}

/** A link names its operation by id, or by where it stands; one that leads to no operation is none. */
function linkOf(name: string, value: JsonObject, ids: Standing['ids']): Link | undefined {
  const reference = text(value, 'operationRef');
  const operationId = text(value, 'operationId') ?? (reference === undefined ? undefined : ids.get(pointerOf(reference) ?? ''));
  const parameters = own(value, 'parameters');
  if (operationId === undefined) return undefined;
  return { name, operationId, parameters: new Map(isObject(parameters) ? Object.entries(parameters) : []) };
}

function securityOf(value: Json | undefined): readonly SecurityRequirement[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).filter(isObject).map((alternative) =>
    new Map(Object.entries(alternative).map(([name, scopes]) => [name, Array.isArray(scopes) ? (scopes as readonly Json[]).map(String) : []] as const)));
}

function schemaAt(value: JsonObject, pointer: JsonPointer): SchemaAt | undefined {
  const schema = own(value, 'schema');
  return isObject(schema) || typeof schema === 'boolean' ? { schema: schema as Schema, pointer: `${pointer}/schema` } : undefined;
}

/** The members of an object that stands at a pointer, their references followed; what is no object is passed over. */
function entriesOf(document: JsonObject, pointer: JsonPointer): readonly (readonly [string, Part])[] {
  const container = resolve(document, pointer);
  if (!container || !isObject(container.node)) return [];
  return Object.entries(container.node).flatMap(([name, member]) => {
    const part = partAt(document, member, `${container.pointer}${formatPointer([name])}`);
    return part ? [[name, part] as const] : [];
  });
}

function partAt(document: JsonObject, node: Json | undefined, pointer: JsonPointer): Part | undefined {
  if (!isObject(node)) return undefined;
  if (typeof node['$ref'] !== 'string') return { value: node, pointer };
  const resolved: Resolved | undefined = resolve(document, pointer);
  return resolved && isObject(resolved.node) ? { value: resolved.node, pointer: resolved.pointer } : undefined;
}

function provenanceOf(value: JsonObject): Provenance | undefined {
  const given = value['x-provenance'];
  return given === 'documented' || given === 'platform' || given === 'assumed' ? given : undefined;
}

/** The word itself, or with the first number that makes it new. */
function newId(word: string, isTaken: (id: string) => boolean): string {
  let id = word;
  for (let number = 2; isTaken(id); number++) id = `${word}-${number}`;
  return id;
}

/** `get /pets/{id}` as `get-pets-id`. */
function wordFor(method: HttpMethod, path: string): string {
  return [method, ...path.split(/[^A-Za-z0-9_.]+/)].filter((part) => part !== '').join('-');
}

function own(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function text(value: JsonObject, name: string): string | undefined {
  const found = own(value, name);
  return typeof found === 'string' ? found : undefined;
}

function strings(value: JsonObject, name: string): readonly string[] {
  const found = own(value, name);
  return Array.isArray(found) ? (found as readonly Json[]).filter((each) => typeof each === 'string') : [];
}
