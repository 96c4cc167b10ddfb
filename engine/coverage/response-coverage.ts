import { isDeepStrictEqual } from 'node:util';
import type { CoverageKind, Extent, ResponseCoverage } from '../../model/coverage.ts';
import type { Description, Operation, ResponseDescription, SchemaAt } from '../../model/description.ts';
import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import type { ResponseView } from '../../model/rule.ts';
import { getAt } from '../../spec/json-pointer.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { answerParts, branchesOf, membersOf, optionalProperties, schemaPointer, statusPointer, subschemas } from './answer-parts.ts';
import type { AnswerPart, Subschema } from './answer-parts.ts';

/** Remembers which parts of the documented answers were really seen. */
export interface CoverageRecorder {
  see(view: ResponseView): void;
  coverage(): ResponseCoverage;
}

/** Values of one answer that are looked at; of a very long list the beginning tells enough. */
const mostValues = 20_000;

const kinds: readonly CoverageKind[] = ['status', 'media-type', 'header', 'property', 'enum-member', 'branch'];

/** Over the answers of these operations. */
export function recordCoverage(description: Description, operations: readonly Operation[]): CoverageRecorder {
  const { document } = description;
  const visited = new Set<JsonPointer>();
  const parts = new Map<JsonPointer, AnswerPart>();
  for (const operation of operations) {
    for (const part of answerParts(description, operation, visited)) if (!parts.has(part.pointer)) parts.set(part.pointer, part);
  }
  const unseen = new Set(parts.keys());
  const answers = new Map<string, number>();
  const shapes = new Map<JsonPointer, Shape | undefined>();
  const starts = new WeakMap<SchemaAt, JsonPointer>();
  const statuses = new WeakMap<ResponseDescription, JsonPointer>();
  const startOf = (schema: SchemaAt): JsonPointer => {
    const start = starts.get(schema) ?? schemaPointer(document, schema.pointer);
    starts.set(schema, start);
    return start;
  };
  const shapeAt = (pointer: JsonPointer): Shape | undefined => {
    if (!shapes.has(pointer)) shapes.set(pointer, shapeOf(document, pointer));
    return shapes.get(pointer);
  };

  const promises = promisesOf(unseen, shapeAt);

  return {
    see({ operation, answer, declared, mediaType, body, schemas }) {
      if (answer.kind === 'failure') return;
      answers.set(operation.id, (answers.get(operation.id) ?? 0) + 1);
      if (!declared) return;
      const status = statuses.get(declared) ?? statusPointer(operation, declared.key);
      statuses.set(declared, status);
      unseen.delete(status);
      for (const header of declared.headers.values()) {
        if (answer.headers.some(([name]) => name.toLowerCase() === header.name.toLowerCase())) unseen.delete(header.pointer);
      }
      if (!mediaType) return;
      unseen.delete(mediaType.pointer);
      if (mediaType.schema === undefined || body.kind !== 'json') return;
      const holds = (pointer: JsonPointer, value: Json): boolean => schemas.validates(pointer, value);
      lookAt(startOf(mediaType.schema), body.value, { unseen, shapeAt, promises, holds, left: mostValues });
    },

    coverage() {
      const all = [...parts.values()];
      const extent = (some: readonly AnswerPart[]): Extent => ({ seen: some.filter(({ pointer }) => !unseen.has(pointer)).length, total: some.length });
      const byOperation = new Map<string, AnswerPart[]>();
      for (const part of all) (byOperation.get(part.operationId) ?? byOperation.set(part.operationId, []).get(part.operationId))?.push(part);
      return {
        ...extent(all),
        kinds: Object.fromEntries(kinds.map((kind) => [kind, extent(all.filter((part) => part.kind === kind))])) as ResponseCoverage['kinds'],
        operations: operations.map(({ id, method, path }) => ({
          operationId: id, operation: `${method.toUpperCase()} ${path}`, answers: answers.get(id) ?? 0, ...extent(byOperation.get(id) ?? []),
        })),
        unseen: all.filter(({ pointer }) => unseen.has(pointer)).map(({ pointer, ...part }) => ({ ...part, at: description.origin?.short(pointer) ?? pointer })),
      };
    },
  };
}

/** What one schema says of a value, read once. */
interface Shape {
  readonly members: readonly Json[];
  readonly properties: ReturnType<typeof optionalProperties>;
  readonly branches: ReturnType<typeof branchesOf>;
  readonly below: readonly Subschema[];
}

/** Most of what answers show was seen before: where nothing new can come, nobody needs to look. */
function promisesOf(unseen: ReadonlySet<JsonPointer>, shapeAt: (pointer: JsonPointer) => Shape | undefined): (pointer: JsonPointer) => boolean {
  // What promised nothing once never will again; a promise stands as long as what it was about is unseen.
  const exhausted = new Set<JsonPointer>();
  const witnesses = new Map<JsonPointer, JsonPointer>();
  return (start) => {
    if (exhausted.has(start)) return false;
    const witness = witnesses.get(start);
    if (witness !== undefined && unseen.has(witness)) return true;
    const reached = new Set([start]);
    for (const pointer of reached) {
      const shape = exhausted.has(pointer) ? undefined : shapeAt(pointer);
      if (!shape) continue;
      const found = ownParts(pointer, shape).find((part) => unseen.has(part));
      if (found !== undefined) {
        witnesses.set(start, found);
        return true;
      }
      for (const { pointer: below } of shape.below) reached.add(below);
    }
    for (const pointer of reached) exhausted.add(pointer);
    return false;
  };
}

/** Where the parts stand that one schema has by itself. */
function ownParts(pointer: JsonPointer, { members, properties, branches }: Shape): readonly JsonPointer[] {
  return [...members.map((_, index) => `${pointer}/enum/${index}`), ...properties.map(({ pointer: at }) => at), ...branches.map(({ pointer: at }) => at)];
}

function shapeOf(document: JsonObject, pointer: JsonPointer): Shape | undefined {
  const schema = getAt(document, pointer);
  if (!isObject(schema)) return undefined;
  return { members: membersOf(schema), properties: optionalProperties(document, schema, pointer), branches: branchesOf(schema, pointer), below: subschemas(schema, pointer) };
}

interface Looking {
  readonly unseen: Set<JsonPointer>;
  shapeAt(pointer: JsonPointer): Shape | undefined;
  /** Whether a value of this schema can show anything that was not seen before. */
  promises(pointer: JsonPointer): boolean;
  holds(pointer: JsonPointer, value: Json): boolean;
  left: number;
}

function lookAt(start: JsonPointer, whole: Json, looking: Looking): void {
  const waiting: [JsonPointer, Json][] = [[start, whole]];
  const met = new Map<Json, Set<JsonPointer>>();
  for (let next = waiting.pop(); next !== undefined && looking.left-- > 0; next = waiting.pop()) {
    const [pointer, value] = next;
    const shape = looking.shapeAt(pointer);
    // A chain of references may lead back to where it began.
    if (shape === undefined || !looking.promises(pointer) || isMetAgain(met, pointer, value)) continue;
    shape.members.forEach((member, index) => {
      if (isDeepStrictEqual(member, value)) looking.unseen.delete(`${pointer}/enum/${index}`);
    });
    if (isObject(value)) for (const { name, pointer: at } of shape.properties) if (Object.hasOwn(value, name)) looking.unseen.delete(at);
    const open = shape.branches.filter((branch) => looking.unseen.has(branch.pointer) || looking.promises(branch.pointer));
    const holding = new Set(open.filter((branch) => looking.holds(branch.pointer, value)).map((branch) => branch.pointer));
    for (const at of holding) looking.unseen.delete(at);
    for (const { pointer: at, of } of shape.below) {
      if (of.kind === 'branch' && !holding.has(at)) continue;
      for (const part of partsOf(value, of, shape)) waiting.push([at, part]);
    }
  }
}

function isMetAgain(met: Map<Json, Set<JsonPointer>>, pointer: JsonPointer, value: Json): boolean {
  if (value === null || typeof value !== 'object') return false;
  const before = met.get(value) ?? new Set();
  met.set(value, before);
  if (before.has(pointer)) return true;
  before.add(pointer);
  return false;
}

/** The values within one that a schema below speaks of. */
function partsOf(value: Json, of: Subschema['of'], { below }: Shape): readonly Json[] {
  if (of.kind === 'same' || of.kind === 'branch') return [value];
  if (Array.isArray(value)) {
    if (of.kind === 'items') return value.slice(of.from) as readonly Json[];
    return of.kind === 'item' && of.index < value.length ? [value[of.index] as Json] : [];
  }
  if (!isObject(value)) return [];
  if (of.kind === 'property') return Object.hasOwn(value, of.name) ? [value[of.name] as Json] : [];
  if (of.kind === 'pattern') return Object.entries(value).flatMap(([name, member]) => (matches(of.pattern, name) ? [member] : []));
  if (of.kind !== 'rest') return [];
  const spokenFor = (name: string): boolean => below.some(({ of: other }) => (other.kind === 'property' && other.name === name) || (other.kind === 'pattern' && matches(other.pattern, name)));
  return Object.entries(value).flatMap(([name, member]) => (spokenFor(name) ? [] : [member]));
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return false;
  }
}
