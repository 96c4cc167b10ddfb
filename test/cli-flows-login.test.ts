import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { calico, freshFolder } from './calico.ts';

const secret = 'handed/out "by" the server+1';
const description = `openapi: 3.1.1
info: { title: Login, version: "1" }
paths:
  /login:
    post:
      operationId: login
      x-safe: true
      requestBody: { required: true, content: { application/json: { schema: { type: object, required: [user], properties: { user: { type: string, const: ada } } } } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } }, "4XX": { description: no } }
  /me:
    get:
      operationId: me
      parameters: [{ name: X-Session, in: header, schema: { type: string } }]
      responses: { "200": { description: ok, content: { application/json: { schema: { type: object } } } }, "4XX": { description: no } }
`;
const flow = `arazzo: 1.0.1
info: { title: Login, version: "1" }
sourceDescriptions: [{ name: api, url: ./api.yaml, type: openapi }]
workflows:
  - workflowId: log-in
    steps:
      - stepId: login
        operationId: login
        requestBody: { contentType: application/json, payload: { user: ada } }
        successCriteria: [{ condition: $statusCode == 200 }]
        outputs: { token: $response.body#/access_token }
      - stepId: me
        operationId: me
        parameters: [{ name: X-Session, in: header, value: "Session {$steps.login.outputs.token}" }]
        successCriteria: [{ condition: $statusCode == 200 }, { condition: "$response.body#/user == 'ada'" }]
`;

let server: Server;
let baseUrl = '';
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const known = request.url === '/login' || request.headers['x-session'] === `Session ${secret}`;
      const body = request.url === '/login' ? { access_token: secret } : known ? { user: 'ada', seen: secret } : { user: 'nobody' };
      response.writeHead(request.url === '/login' || request.url === '/me' ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }));

test('a token of a login goes on to the next step, and into no report', async () => {
  const { folder, remove } = await freshFolder();
  await writeFile(join(folder, 'api.yaml'), description);
  await writeFile(join(folder, 'login.arazzo.yaml'), flow);
  await calico(['--base-url', baseUrl, '--description', 'api.yaml', '--flows', 'login.arazzo.yaml', '--include', 'rule:log-in'], { folder });
  const reports = await Promise.all(['run.ndjson', 'junit.xml', 'report.html', 'summary.md'].map((name) => readFile(join(folder, 'conformance-report', name), 'utf8')));
  await remove();
  const judged = [...(reports[0] ?? '').matchAll(/"id":"(log-in@[^"]*)","outcome":\{"kind":"([a-z-]+)"/g)].map(([, id, kind]) => [id, kind]);
  expect(judged).toEqual([['log-in@login#/steps/login', 'pass'], ['log-in@me#/steps/me', 'pass']]);
  for (const report of reports) expect(report).not.toMatch(/handed.{0,3}out.{0,6}by/i);
});
