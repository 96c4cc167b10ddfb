import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { calico, freshFolder, golden, root, type Ended } from './calico.ts';

/** Of a note only its text can be set, so that nothing shows whether a PATCH keeps the rest. */
const notes = `openapi: 3.1.0
info: { title: Notes, version: 1.0.0 }
paths:
  /notes:
    post:
      operationId: addNote
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Text' } } } }
      responses: { '201': { description: Added., content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }, 4XX: { description: No. } }
  /notes/{noteId}:
    parameters: [{ name: noteId, in: path, required: true, schema: { type: integer } }]
    get: { operationId: getNote, responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }, 4XX: { description: No. } } }
    patch:
      operationId: patchNote
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Text' } } } }
      responses: { '200': { description: It., content: { application/json: { schema: { $ref: '#/components/schemas/Note' } } } }, 4XX: { description: No. } }
components:
  schemas:
    Text: { type: object, required: [text], properties: { text: { type: string, maxLength: 40 } } }
    Note: { type: object, required: [id, text], properties: { id: { type: integer }, text: { type: string } } }
`;

const words = ['selftest', '--description', 'notes.yaml', '--profile', 'full', '--allow', 'write', '--include', 'patch-merges', '--include', 'read-after-create', '--include', 'success-documented'];
let folder = '';
let remove: () => Promise<void>;
let demanding: Ended;
beforeAll(async () => {
  ({ folder, remove } = await freshFolder());
  await writeFile(join(folder, 'notes.yaml'), notes);
  demanding = await calico([...words, '--threshold', '100'], { folder });
});
afterAll(() => remove());

describe('selftest', () => {
  test('shows what a plan finds out, and ends red below its threshold', async () => {
    await expect(golden(words, demanding, folder).replaceAll(/\d+ (?=exchanges)/g, 'N ').replaceAll(/\d+ of \d+ (?=requirements)/g, 'N of N ').replaceAll(/\d+ (?=× The plan leaves)/g, 'N ')).toMatchFileSnapshot('goldens/selftest.txt');
    expect(demanding.code).toBe(1);
  });

  test('ends green above it', async () => {
    expect(await calico([...words, '--threshold', '50', '--quiet', '--output', 'other'], { folder })).toMatchObject({ code: 0, stdout: expect.stringMatching(/^[\d.]+ % of \d+ lies were found out/) });
  });

  test('leaves a matrix that its schema allows, and a page', async () => {
    const read = async (...path: readonly string[]): Promise<string> => readFile(join(...path), 'utf8');
    const validate = new Ajv2020({ strict: true }).compile(JSON.parse(await read(root, 'reporters', 'kill-matrix', 'selftest.schema.json')) as object);
    validate(JSON.parse(await read(folder, 'conformance-report', 'selftest.json')));
    expect(validate.errors).toBeNull();
    expect((await read(folder, 'conformance-report', 'selftest.html')).replaceAll('<wbr>', '')).toMatch(/^<!doctype html>\n[^]*patch-merges@patchNote[^]*<\/html>\n$/);
  });

  test.each([['--threshold', '101'], ['--sample', 'few']])('%s %s is a problem of its own', async (flag, value) => {
    expect(await calico([...words, flag, value], { folder })).toMatchObject({ code: 3, stderr: expect.stringContaining(`problem USAGE: ${flag} must be`) });
  });
});
