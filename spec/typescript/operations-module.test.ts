import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readDescription } from '../read-description.ts';
import { operationsModule } from './operations-module.ts';

const odd = `openapi: 3.0.3
info: { title: "Odd */ one", version: '1' }
paths:
  /things/{thing-id}:
    put:
      operationId: put-thing
      summary: "ends */ here"
      parameters:
        - { name: thing-id, in: path, required: true, schema: { type: integer } }
        - { name: X-Trace, in: header, schema: { type: string } }
        - { name: filter, in: query, schema: { type: object, additionalProperties: { type: number } } }
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/thing-tree' } }, text/plain: { schema: { type: string } } } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/thing-tree' } } } }
        '204': { description: none }
        4XX: { description: no, content: { application/problem+json: { schema: { $ref: '#/components/schemas/ThingTree' } } } }
        default: { description: anything, content: { text/html: {} } }
components:
  schemas:
    thing-tree:
      type: object
      required: [name, "it's"]
      properties:
        name: { type: string, nullable: true }
        "it's": { enum: [a, 1, null, "quo\\"te"], nullable: true }
        children: { type: array, items: { $ref: '#/components/schemas/thing-tree' } }
        either: { oneOf: [{ type: string }, { $ref: '#/components/schemas/ThingTree' }] }
        both: { type: array, items: { anyOf: [{ type: string }, { type: number }] } }
        open: { type: object }
        shut: { type: object, additionalProperties: false }
        anything: {}
    ThingTree:
      allOf: [{ $ref: '#/components/schemas/thing-tree' }, { properties: { kind: { type: string, enum: [one] } }, required: [kind] }]
`;

test('whatever a description is like, its types are what the compiler reads: the file is checked with all others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'calico-'));
  try {
    await writeFile(join(folder, 'odd.yaml'), odd);
    const read = await readDescription(join(folder, 'odd.yaml'));
    if (!read.ok) throw new Error(read.problems[0].what);
    await expect(operationsModule(read.value)).toMatchFileSnapshot('odd-operations.fixture.ts');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
