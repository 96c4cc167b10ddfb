import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readArazzoSet } from './read-set.ts';

let folder = '';
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'calico-conformance-arazzo-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

const document = (url: string, steps: string): string => `arazzo: 1.0.1
info: { title: A, version: "1" }
sourceDescriptions: [{ name: api, url: ./api.yaml, type: openapi }, { name: more, url: ${url}, type: arazzo }]
workflows: [{ workflowId: one, steps: [${steps}] }]
`;
const calling = '{ stepId: a, workflowId: $sourceDescriptions.more.one }';

async function read(main: string, more?: string) {
  await mkdir(join(folder, 'in'));
  await writeFile(join(folder, 'in', 'main.arazzo.yaml'), main);
  if (more !== undefined) await writeFile(join(folder, 'in', 'more.arazzo.yaml'), more);
  return readArazzoSet(join(folder, 'in', 'main.arazzo.yaml'));
}

test('a document that a workflow is called of is read too, also when both call each other', async () => {
  const set = await read(document('./more.arazzo.yaml', calling), document('./main.arazzo.yaml', calling));
  if (!set.ok) throw new Error(set.problems[0].what);
  const more = set.value.documentOf(set.value.main, 'more');
  expect(more?.url).toMatch(/more\.arazzo\.yaml$/);
  expect(more && set.value.documentOf(more, 'more')).toBe(set.value.main);
});

test('one that nothing is called of is not asked for', async () => {
  expect((await read(document('./gone.arazzo.yaml', '{ stepId: a, operationId: x }'))).ok).toBe(true);
});

test.each<readonly [what: string, main: string, more: string | undefined, code: string]>([
  ['is not there', document('./gone.arazzo.yaml', calling), undefined, 'ARAZZO_NOT_FOUND'],
  ['is invalid', document('./more.arazzo.yaml', calling), 'arazzo: 3.0.0\n', 'ARAZZO_INVALID'],
  ['stands elsewhere', document('../more.arazzo.yaml', calling), undefined, 'ARAZZO_REFUSED'],
  ['stands in the network', document('http://127.0.0.1:9/more.arazzo.yaml', calling), undefined, 'ARAZZO_REFUSED'],
  ['lacks the workflow', document('./more.arazzo.yaml', '{ stepId: a, workflowId: $sourceDescriptions.more.two }'), document('./x.yaml', '{ stepId: a, operationId: x }'), 'ARAZZO_INVALID'],
])('one that %s is a problem', async (_, main, more, code) => {
  const set = await read(main, more);
  expect(set.ok ? [] : set.problems.map((problem) => problem.code)).toEqual([code]);
});
