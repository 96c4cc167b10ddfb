import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { described } from '../../generate/cases-from.fixture.ts';
import type { JsonObject } from '../../model/json.ts';
import { readArazzoSet } from '../../spec/arazzo/read-set.ts';
import { run, useTrialServer } from '../flow/trial.fixture.ts';
import { compileWorkflows } from './compile-workflows.ts';

const server = useTrialServer();
const responses = { 200: { description: 'ok' }, 201: { description: 'made' }, 404: { description: 'none' } };
const description = await described({
  '/things': { post: { operationId: 'make', responses } },
  '/things/{id}': { get: { operationId: 'read', parameters: [{ name: 'id', in: 'path', required: true, schema: {} }], responses } },
});

async function compiled(...steps: readonly JsonObject[]) {
  const folder = await mkdtemp(join(tmpdir(), 'run-step-'));
  try {
    const file = join(folder, 'workflow.arazzo.json');
    await writeFile(file, JSON.stringify({ arazzo: '1.0.1', info: { title: 'Trial', version: '1' }, sourceDescriptions: [{ name: 'things', url: 'openapi.json', type: 'openapi' }], workflows: [{ workflowId: 'main', steps }] }));
    const set = await readArazzoSet(file);
    const flows = set.ok ? compileWorkflows(set.value, description) : set;
    if (!flows.ok) throw new Error(JSON.stringify(flows.problems));
    return flows.value;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test('what a step gives that is run before another is tried again, later steps have', async () => {
  const [flow] = await compiled(
    {
      stepId: 'look', operationId: 'read', parameters: [{ name: 'id', in: 'path', value: 1 }], successCriteria: [{ condition: '$statusCode == 200' }],
      onFailure: [{ name: 'make first', type: 'retry', stepId: 'make' }], onSuccess: [{ name: 'on', type: 'goto', stepId: 'again' }],
    },
    { stepId: 'make', operationId: 'make', outputs: { id: '$response.body#/id' } },
    { stepId: 'again', operationId: 'read', parameters: [{ name: 'id', in: 'path', value: '$steps.make.outputs.id' }], successCriteria: [{ condition: '$statusCode == 200' }] },
  );
  server.answer = ({ method, url }, response) => {
    server.seen.push(`${method} ${url}`);
    response.statusCode = method === 'POST' ? 201 : server.seen.includes('POST /things') ? 200 : 404;
    response.setHeader('content-type', 'application/json');
    response.end('{"id":7}');
  };
  if (!flow) throw new Error('there is no flow');
  await run(server, flow);
  expect(server.seen).toEqual(['GET /things/1', 'POST /things', 'GET /things/1', 'GET /things/7']);
});
