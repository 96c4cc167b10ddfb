import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Case, Unprovable } from '../model/case.ts';
import type { Description, Operation } from '../model/description.ts';
import type { Json, JsonObject } from '../model/json.ts';
import { readDescription } from '../spec/read-description.ts';
import type { Schemas } from '../spec/schemas.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { casesOf } from './cases-of.ts';

/** A description of these paths, read like anybody's. */
export async function described(paths: JsonObject, rest: JsonObject = {}): Promise<Description> {
  const folder = await mkdtemp(join(tmpdir(), 'generate-'));
  try {
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify({ openapi: '3.1.1', info: { title: 'Test', version: '1' }, ...rest, paths }));
    const read = await readDescription(file);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return read.value;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Everything that is proposed for the one operation of these paths. */
export async function casesFrom(paths: JsonObject, rest: JsonObject = {}): Promise<{ readonly operation: Operation; readonly schemas: Schemas; readonly cases: readonly Case[]; readonly unprovable: readonly Unprovable[] }> {
  const description = await described(paths, rest);
  const [operation] = description.operations;
  if (!operation) throw new Error('there is no operation');
  const schemas = compileSchemas(description, { direction: 'request' });
  return { operation, schemas, ...casesOf(description, operation, { seed: 3, schemas, actors: [] }) };
}

/** One POST with a body of these media types. */
export function posting(content: JsonObject): JsonObject {
  return { '/things': { post: { operationId: 'post', requestBody: { required: true, content }, responses: { 204: { description: 'ok' } } } } };
}

/** One GET with these parameters. */
export function getting(...parameters: readonly Json[]): JsonObject {
  return { '/things': { get: { operationId: 'get', parameters, responses: { 200: { description: 'ok' } } } } };
}
