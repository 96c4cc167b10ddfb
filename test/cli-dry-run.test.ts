import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { RunEvent } from '../model/run-event.ts';
import { calico, freshFolder } from './calico.ts';

const description = fileURLToPath(new URL('honest/store.openapi.yaml', import.meta.url));

test('a dry run says what a run sends, request by request, and sends nothing', async () => {
  const { folder, remove } = await freshFolder();
  let requests = 0;
  // Whatever is asked is answered so that everything planned is sent.
  const server = createServer((request, response) => {
    requests++;
    request.resume().on('end', () => response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"a169451c-8525-4352-b8ca-070dd449a1a5","items":[]}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const words = ['--base-url', `http://127.0.0.1:${(server.address() as AddressInfo).port}`, '--description', description, '--profile', 'full', '--allow', 'write', '--include', 'listThings', '--include', 'createThing'];
  try {
    const dry = await calico([...words, '--dry-run'], { folder });
    expect([dry.code, dry.stderr, requests]).toEqual([0, '', 0]);
    const told = new Map([...dry.stdout.matchAll(/^# ([^ :]+(?:\/[^ ]*)?): .*\n([A-Z]+) (\/.*)$/gm)].map(([, id = '', method = '', path = '']) => [id, `${method} ${path}`]));
    expect(dry.stdout).toContain(`\n${told.size} requests (`);

    await calico(words, { folder });
    const events = (await readFile(join(folder, 'conformance-report', 'run.ndjson'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as RunEvent);
    const sent = events.flatMap((event) => (event.event === 'exchange' && event.exchange.caseId !== undefined ? [event.exchange] : []));
    expect(sent.length).toBeGreaterThan(80);
    const wrong = sent.flatMap(({ caseId = '', request: { method, url } }) => {
      const asked = `${method} ${new URL(url).pathname}${new URL(url).search}`;
      return told.get(caseId) === asked ? [] : [[caseId, told.get(caseId), asked]];
    });
    expect(wrong).toEqual([]);
    const settled = events.flatMap((event) => (event.event === 'case-settled' || event.event === 'case-withheld' ? [event.case.id] : []));
    expect([...told.keys()].sort()).toEqual([...new Set(settled)].sort());
  } finally {
    server.close();
    server.closeAllConnections();
    await remove();
  }
}, 60_000);
