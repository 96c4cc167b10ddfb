import type { HttpMethod, Operation, RequestBody } from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt } from '../json-pointer.ts';
import { isObject, pointerOf, resolve } from '../resolve-reference.ts';
import { contentOf } from './content.ts';
import type { UnsentParameter } from './parameters.ts';
import { parametersOf } from './parameters.ts';
import type { Part } from './parts.ts';
import { entriesOf, own, partAt, provenanceOf, strings, text } from './parts.ts';
import type { OperationIds } from './responses.ts';
import { responseOf } from './responses.ts';
import { securityOf } from './security.ts';
import { isServerIssued } from './server-issued.ts';

const methods: readonly HttpMethod[] = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/** The operations of a document, and what of them requests cannot carry. */
export interface OperationsRead {
  /** In the order in which they stand. */
  readonly operations: readonly Operation[];
  readonly unsent: readonly UnsentParameter[];
  /** Those that need what cannot be sent. */
  readonly leftOut: readonly Operation[];
}

/** Reads all operations of a document. */
export function readOperations(document: JsonObject, safeOperations: readonly string[]): OperationsRead {
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
  const read = named.map((standing) => operationOf(document, { ...standing, ids, safeOperations }));
  const isSent = ({ unsent }: { readonly unsent: readonly UnsentParameter[] }): boolean => !unsent.some(({ required }) => required);
  return {
    operations: read.filter(isSent).map(({ operation }) => operation), leftOut: read.filter((each) => !isSent(each)).map(({ operation }) => operation),
    unsent: read.flatMap(({ unsent }) => unsent),
  };
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

interface Standing {
  readonly id: string;
  readonly method: HttpMethod;
  readonly path: string;
  /** The path item: itself, then what it refers to. */
  readonly items: readonly Part[];
  readonly part: Part;
  readonly ids: OperationIds;
  readonly safeOperations: readonly string[];
}

function operationOf(document: JsonObject, { id, method, path, items, part, ids, safeOperations }: Standing): { readonly operation: Operation; readonly unsent: readonly UnsentParameter[] } {
  const provenance = provenanceOf(part.value) ?? provenanceOf(document) ?? 'documented';
  const body = partAt(document, own(part.value, 'requestBody'), `${part.pointer}/requestBody`);
  const { parameters, unsent } = parametersOf(document, [...items].reverse(), part, provenance);
  const operation: Operation = {
    id, method, path, pointer: part.pointer, provenance,
    summary: text(part.value, 'summary') ?? '',
    tags: strings(part.value, 'tags'),
    deprecated: part.value['deprecated'] === true,
    parameters,
    ...(body && { requestBody: requestBodyOf(document, body) }),
    responses: new Map(entriesOf(document, `${part.pointer}/responses`).filter(([key]) => !key.startsWith('x-')).map(([key, response]) => [key, responseOf(document, key, response, provenance, ids)] as const)),
    security: securityOf(own(part.value, 'security') ?? own(document, 'security')),
    safe: safeOperations.includes(id) || (typeof part.value['x-safe'] === 'boolean' ? part.value['x-safe'] : method === 'get' || method === 'head' || method === 'options'),
  };
  return { operation: { ...operation, parameters: parameters.map((parameter) => (isServerIssued({ document }, operation, parameter) ? { ...parameter, serverIssued: true } : parameter)) }, unsent };
}

function requestBodyOf(document: JsonObject, { value, pointer }: Part): RequestBody {
  return { required: value['required'] === true, content: contentOf(document, value, pointer), pointer };
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
