import type { Provenance } from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';

/** A part of the contract that says where it comes from. */
export interface GroundedPart {
  readonly pointer: JsonPointer;
  /** The thing itself, references followed. */
  readonly value: JsonObject;
  readonly provenance: Provenance;
  readonly note: string;
  /** Aspects that are better or worse grounded than the part as a whole. */
  readonly aspects: readonly (readonly [aspect: string, provenance: Provenance])[];
  /** The contradiction that shows here, by its number. */
  readonly contradiction: number | undefined;
}

/** One operation of the contract, in the order of the paths. */
export interface OutlinedOperation extends GroundedPart {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly GroundedPart[];
  readonly requestBody: GroundedPart | undefined;
  readonly responses: readonly (readonly [status: string, response: GroundedPart])[];
}

/** The contract as facts: what a page about it can be written from. */
export interface ContractOutline {
  readonly operations: readonly OutlinedOperation[];
  /** Every part that states its provenance, in the order of the document. */
  readonly parts: readonly GroundedPart[];
  readonly contradictions: readonly { readonly number: number; readonly what: string; readonly treatment: string }[];
  readonly statuses: readonly { readonly status: number; readonly meaning: string; readonly contradiction: number | undefined }[];
  /** Component schemas by name; `used` when an operation leads to it. */
  readonly schemas: readonly { readonly name: string; readonly title: string | undefined; readonly used: boolean; readonly part: GroundedPart }[];
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const word = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const number = (value: Json | undefined): number | undefined => (typeof value === 'number' ? value : undefined);
const escaped = (token: string): string => token.replaceAll('~', '~0').replaceAll('/', '~1');
const methods: ReadonlySet<string> = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

/** The part that stands here, or the component that a reference here names. */
function grounded(document: JsonObject, value: Json | undefined, pointer: JsonPointer): GroundedPart {
  const reference = object(value)['$ref'];
  if (typeof reference === 'string') return grounded(document, at(document, reference.slice(1)), reference.slice(1));
  const here = object(value);
  return {
    pointer,
    value: here,
    provenance: here['x-provenance'] as Provenance,
    note: word(here['x-provenance-note']),
    aspects: Object.entries(object(here['x-provenance-parts'])) as [string, Provenance][],
    contradiction: number(here['x-contradiction']),
  };
}

function at(document: JsonObject, pointer: JsonPointer): Json | undefined {
  return pointer.split('/').slice(1).reduce<Json | undefined>((value, token) => {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    return Array.isArray(value) ? value[Number(key)] : object(value)[key];
  }, document);
}

function* partsBelow(document: JsonObject, value: Json, pointer: JsonPointer): Generator<GroundedPart> {
  if (typeof value !== 'object' || value === null) return;
  if (object(value)['x-provenance'] !== undefined) yield grounded(document, value, pointer);
  for (const [key, child] of Object.entries(value)) {
    if (key !== 'examples') yield* partsBelow(document, child as Json, `${pointer}/${escaped(key)}`);
  }
}

function* operationsOf(document: JsonObject): Generator<OutlinedOperation> {
  for (const [path, item] of Object.entries(object(document['paths']))) {
    for (const [method, described] of Object.entries(object(item))) {
      if (!methods.has(method)) continue;
      const base = `/paths/${escaped(path)}`;
      const pointer = `${base}/${method}`;
      const here = object(described);
      yield {
        ...grounded(document, here, pointer),
        method: method.toUpperCase(),
        path,
        parameters: [
          ...list(object(item)['parameters']).map((each, index) => grounded(document, each, `${base}/parameters/${index}`)),
          ...list(here['parameters']).map((each, index) => grounded(document, each, `${pointer}/parameters/${index}`)),
        ],
        requestBody: here['requestBody'] === undefined ? undefined : grounded(document, here['requestBody'], `${pointer}/requestBody`),
        responses: Object.entries(object(here['responses'])).map(([status, each]) => [status, grounded(document, each, `${pointer}/responses/${status}`)]),
      };
    }
  }
}

/** The pointers that references lead to from here, and from there. */
function reached(document: JsonObject, value: Json | undefined, seen: Set<JsonPointer>): Set<JsonPointer> {
  if (typeof value !== 'object' || value === null) return seen;
  for (const [key, child] of Object.entries(value)) {
    if (key !== '$ref' || typeof child !== 'string') reached(document, child as Json, seen);
    else if (!seen.has(child.slice(1))) reached(document, at(document, child.slice(1)), seen.add(child.slice(1)));
  }
  return seen;
}

/** Reads the contract, as parsed, into facts. */
export function outlineOf(document: JsonObject): ContractOutline {
  const used = reached(document, document['paths'], new Set());
  return {
    operations: [...operationsOf(document)],
    parts: [...partsBelow(document, document, '')],
    contradictions: list(document['x-contradictions']).map(object).map((each) => ({
      number: number(each['number']) ?? 0,
      what: word(each['what']),
      treatment: word(each['treatment']),
    })),
    statuses: list(document['x-status-codes']).map(object).map((each) => ({
      status: number(each['status']) ?? 0,
      meaning: word(each['meaning']),
      contradiction: number(each['x-contradiction']),
    })),
    schemas: Object.entries(object(at(document, '/components/schemas'))).map(([name, schema]) => {
      const pointer = `/components/schemas/${escaped(name)}`;
      const title = word(object(schema)['title']);
      return { name, title: title === '' ? undefined : title, used: used.has(pointer), part: grounded(document, schema, pointer) };
    }),
  };
}
