import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { readDescription } from '../spec/read-description.ts';
import { judge } from './judge.ts';

const document = {
  openapi: '3.1.0', info: { title: 'Shelves', version: '1' },
  paths: {
    '/shelves': { post: { operationId: 'addShelf', responses: { 201: answer('Shelf') } } },
    '/shelves/{shelf}': { parameters: [inPath('shelf')], delete: { operationId: 'removeShelf', responses: { 204: { description: 'Gone.' }, 404: { description: 'None.' } } } },
    '/shelves/{shelf}/books': { parameters: [inPath('shelf')], post: { operationId: 'addBook', responses: { 201: answer('Book'), 404: { description: 'None.' } } } },
    '/shelves/{shelf}/books/{book}': { parameters: [inPath('shelf'), inPath('book')], delete: { operationId: 'removeBook', responses: { 204: { description: 'Gone.' }, 404: { description: 'None.' } } } },
  },
  components: { schemas: { Shelf: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } }, Book: { type: 'object', required: ['id'], properties: { id: { type: 'string' } } } } },
};

function answer(schema: string): object {
  return { description: 'Made.', content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } } };
}

function inPath(name: string): object {
  return { name, in: 'path', required: true, schema: { type: 'string' } };
}

test('what the run has made is deleted, and what stands below something else goes before it', async () => {
  const paths = new Set<string>();
  let count = 0;
  const server = createServer((request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    const parent = path.replace(/\/[^/]+$/, '');
    if (request.method === 'POST' && (path === '/shelves' || paths.has(parent))) {
      const id = `i${count++}`;
      paths.add(`${path}/${id}`);
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify({ id }));
    } else if (request.method === 'DELETE' && paths.has(path)) {
      for (const each of [...paths]) if (each === path || each.startsWith(`${path}/`)) paths.delete(each);
      response.writeHead(204).end();
    } else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  try {
    const read = await readDescription('http://127.0.0.1/shelves.json', { fetchBytes: () => Promise.resolve(Buffer.from(JSON.stringify(document))) });
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const run = await judge({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, description: read.value, disposables: {}, tidy: true });
    expect(run.ids('fail', 'error')).toEqual([]);
    for (const operation of ['removeShelf', 'removeBook']) expect(run.outcomes.get(`success-documented@${operation}#/responses/2XX`), operation).toEqual({ kind: 'pass' });
    const cases = run.events.flatMap((event) => (event.event === 'case-settled' && event.case.operationId.startsWith('remove') && event.case.intent.kind === 'valid' ? [event.case.id] : []));
    expect(cases).toEqual(['removeBook/baseline', 'removeShelf/baseline']);
    expect(paths.size).toBe(0);
  } finally {
    server.close();
    server.closeAllConnections();
  }
});
