import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunEvent } from '../model/run-event.ts';
import { bin, freshFolder } from './calico.ts';
import { calicoHere } from './calico-here.ts';
import { smallShop, startShop } from './small-shop.ts';

let folder = '';
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await freshFolder());
  await writeFile(join(folder, 'shop.json'), JSON.stringify(smallShop));
});
afterAll(() => remove());

const shop = (): readonly string[] => ['--description', join(folder, 'shop.json'), '--quiet'];
const record = async (): Promise<readonly RunEvent[]> => (await readFile(join(folder, 'conformance-report', 'run.ndjson'), 'utf8')).trimEnd().split('\n').map((line) => JSON.parse(line) as RunEvent);
const outcomes = async (): Promise<Readonly<Record<string, string>>> => Object.fromEntries((await record()).flatMap((event) => (event.event === 'judged' ? [[event.id.split('@')[0] ?? '', event.outcome.kind]] : [])));
const notices = async (): Promise<readonly string[]> => (await record()).flatMap((event) => (event.event === 'notice' ? [event.notice.what] : []));

/** One entry as a browser writes it down. */
function entry(url: string, answer: { readonly status?: number; readonly text?: string; readonly encoding?: 'base64'; readonly size?: number; readonly mimeType?: string; readonly headers?: readonly object[] }, method = 'GET'): object {
  const { status = 200, text, encoding, mimeType = 'application/json', headers = [{ name: 'content-type', value: mimeType }] } = answer;
  return {
    startedDateTime: '2026-01-02T03:04:05.678Z', time: 12,
    request: { method, url, httpVersion: 'http/2.0', headers: [{ name: ':authority', value: 'shop.example' }, { name: 'authorization', value: 'Bearer canary-of-a-customer' }], queryString: [], cookies: [], headersSize: -1, bodySize: 0 },
    response: { status, statusText: '', httpVersion: 'http/2.0', headers: [{ name: ':status', value: String(status) }, ...headers], cookies: [], content: { size: answer.size ?? text?.length ?? 0, mimeType, ...(text !== undefined && { text }), ...(encoding && { encoding }) }, redirectURL: '', headersSize: -1, bodySize: -1 },
    cache: {}, timings: { send: 0, wait: 12, receive: 0 },
  };
}

async function judged(entries: readonly object[], words: readonly string[] = []): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  await writeFile(join(folder, 'traffic.har'), JSON.stringify({ log: { version: '1.2', creator: { name: 'a browser', version: '1' }, entries } }));
  return calicoHere(['--recording', join(folder, 'traffic.har'), ...shop(), ...words], folder);
}

const good = JSON.stringify({ title: 'a', price: 5 });
const offer = 'https://shop.example/offer';

describe('a HAR file', () => {
  test('of honest answers: what was seen passes, and what was not stays open', async () => {
    const { stdout, code } = await judged([entry(offer, { text: good }), entry(`${offer}?size=0`, { status: 400, text: '', mimeType: 'text/plain' })]);
    expect(await outcomes()).toMatchObject({ 'body-schema': 'pass', 'status-documented': 'pass' });
    expect(Object.values(await outcomes())).not.toContain('fail');
    // What has to be asked for is no part of it.
    expect(Object.keys(await outcomes())).not.toContain('rejects-invalid');
    expect(stdout).not.toContain('canary');
    expect([0, 2]).toContain(code);
  });

  test('with a lie: it fails, with the answer as evidence, and no secret of a customer is written', async () => {
    const { code } = await judged([entry(offer, { text: JSON.stringify({ title: 'a', price: 'five' }) })]);
    expect(code).toBe(1);
    expect(await outcomes()).toMatchObject({ 'body-schema': 'fail' });
    const all = await Promise.all(['run.ndjson', 'junit.xml', 'report.html', 'summary.md'].map((name) => readFile(join(folder, 'conformance-report', name), 'utf8')));
    for (const text of all) expect(text).not.toContain('canary-of-a-customer');
    expect(await calicoHere(['rejudge', '--description', join(folder, 'shop.json')], folder)).toMatchObject({ code: 0 });
  });

  test.each<[string, object, string | undefined]>([
    ['a body that the browser did not keep', entry(offer, { size: 500 }), '1 recorded request has an answer whose body was not kept, and is not judged.'],
    ['a body that is announced and not there', entry(offer, { headers: [{ name: 'Content-Length', value: '30' }, { name: 'content-type', value: 'application/json' }] }), '1 recorded request has an answer whose body was not kept, and is not judged.'],
    ['a request that was blocked', entry(offer, { status: 0 }), '1 recorded request got no answer, and is not judged.'],
    ['an entry that is none', { request: 'GET' }, '1 recorded request cannot be read, and is not judged.'],
    ['a request of nobody', entry('https://shop.example/health', { text: 'ok' }), '1 request belongs to no operation of the description: GET /health.'],
    ['a preflight of a browser', entry(offer, { status: 204 }, 'OPTIONS'), '1 request belongs to no operation of the description: OPTIONS /offer.'],
    ['a body in base64', entry(offer, { text: Buffer.from(good).toString('base64'), encoding: 'base64' }), undefined],
    ['an answer from a cache', entry(offer, { status: 200, text: good }), undefined],
  ])('%s is no finding', async (_, each, said) => {
    await judged([entry(offer, { text: good }), each]);
    expect(Object.values(await outcomes())).not.toContain('fail');
    expect(await notices()).toEqual(said === undefined ? [] : [said]);
  });

  test('of several hosts: a base URL says which of them is the API', async () => {
    const lie = entry('https://other.example/offer', { text: '{}' });
    expect((await judged([entry(offer, { text: good }), lie])).code).toBe(1);
    await judged([entry(offer, { text: good }), lie], ['--base-url', 'https://shop.example']);
    expect(Object.values(await outcomes())).not.toContain('fail');
  });
});

test.each([
  ['{"log":{}}', 'problem RECORDING_UNREADABLE: '], ['no JSON', 'problem RECORDING_UNREADABLE: '],
])('a file that is no recording: %s', async (text, said) => {
  await writeFile(join(folder, 'none.har'), text);
  expect(await calicoHere(['--recording', join(folder, 'none.har'), ...shop()], folder)).toMatchObject({ code: 3, stderr: expect.stringContaining(said) });
});

test('a file that is not there, and flags that have no meaning for it', async () => {
  expect(await calicoHere(['--recording', 'nowhere.har', ...shop()], folder)).toMatchObject({ code: 3, stderr: expect.stringContaining('problem FILE_UNREADABLE: The recording cannot be read (ENOENT).') });
  expect(await calicoHere(['--recording', 'x.har', '--explore', '5', ...shop()], folder)).toMatchObject({ code: 3, stderr: 'problem USAGE: A recording is judged without --explore.\n  Leave --explore out.\n' });
});

test('what a run has recorded is a recording too, as its record and as the HAR that it leaves', async () => {
  const server = await startShop({ honest: false });
  await calicoHere(['--base-url', server.url, ...shop(), '--report', 'har', '--output', 'run'], folder);
  server.close();
  for (const file of ['run.ndjson', 'run.har']) {
    expect((await calicoHere(['--recording', join(folder, 'run', file), ...shop()], folder)).code).toBe(1);
    expect(await outcomes()).toMatchObject({ 'body-schema': 'fail', 'status-documented': 'pass' });
  }
});

test('a run in which all was well is a recording in which nothing fails, whatever was asked for on purpose', async () => {
  expect(await calicoHere(['--quiet', '--output', 'whole'], folder)).toMatchObject({ code: 0 });
  await calicoHere(['--recording', 'whole/run.ndjson', '--quiet'], folder);
  const kinds = (await record()).flatMap((event) => (event.event === 'judged' ? [event.outcome.kind] : []));
  expect(kinds).toContain('pass');
  expect(kinds).not.toContain('fail');
  expect(kinds).not.toContain('error');
});

describe('--record', () => {
  test.each([['kept/traffic.har', 'run.har'], ['kept/traffic.ndjson', 'run.ndjson']])('keeps the traffic in %s, which is judged again', async (file, report) => {
    const server = await startShop({ honest: false });
    const { stdout } = await calicoHere(['--base-url', server.url, ...shop().slice(0, 2), '--record', file, '--report', 'har', '--output', 'run'], folder);
    server.close();
    expect(stdout.replaceAll('\n', ' ')).toContain(`; reports in run/, traffic in ${file} `);
    expect(await readFile(join(folder, file), 'utf8')).toBe(await readFile(join(folder, 'run', report), 'utf8'));
    expect((await calicoHere(['--recording', file, ...shop()], folder)).code).toBe(1);
    expect(await outcomes()).toMatchObject({ 'body-schema': 'fail', 'status-documented': 'pass' });
  });

  test('into a place where nothing can be written: the run is not green, and its reports are there', async () => {
    await writeFile(join(folder, 'in-the-way'), '');
    const server = await startShop({ honest: true });
    const { code, stderr } = await calicoHere(['--base-url', server.url, ...shop(), '--record', 'in-the-way/traffic.har'], folder);
    server.close();
    expect({ code, stderr }).toEqual({ code: 4, stderr: 'problem OUTPUT_UNWRITABLE: The traffic cannot be written: a file of that name is there.\n  at in-the-way/traffic.har\n  Name another file with --record.\n' });
    expect((await record()).at(-1)).toMatchObject({ event: 'run-finished' });
  });

  test('into a file of another kind: nothing is sent', async () => {
    expect(await calicoHere(['--base-url', 'http://127.0.0.1:9', ...shop(), '--record', 'traffic.txt'], folder)).toMatchObject({ code: 3, stderr: expect.stringContaining('problem USAGE: --record must be a file that ends in .har or .ndjson.') });
  });
});

describe('a proxy', () => {
  /** Starts it as a process, calls back with its address, ends it with Ctrl-C, and tells how that went. */
  async function watching(target: string, use: (url: string) => Promise<void>): Promise<{ readonly code: number | null; readonly stderr: string }> {
    const child = spawn(process.execPath, [bin, 'proxy', '--target', target, '--listen', '127.0.0.1:0', '--record', 'passed.har', ...shop()], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    let [said, stderr] = ['', ''];
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text; });
    await new Promise<void>((resolve, reject) => {
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said += text;
        if (said.includes('Ctrl-C')) resolve();
      });
      void ended.then(() => reject(new Error(stderr)));
    });
    await use(/^Listening\s+(\S+)/m.exec(said)?.[1] ?? '').finally(() => child.kill('SIGINT'));
    return { code: await ended, stderr };
  }

  test('lets everything pass as it is, and judges it', async () => {
    const heard: { readonly method: string | undefined; readonly url: string | undefined; readonly headers: readonly string[]; readonly body: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => {
        heard.push({ method: request.method, url: request.url, headers: request.rawHeaders, body });
        if (request.url === '/gone') request.socket.destroy();
        else response.writeHead(200, 'Fine', [['content-type', 'application/json'], ['content-encoding', 'gzip'], ['set-cookie', 'a=1'], ['set-cookie', 'b=2']].flat()).end(gzipSync(JSON.stringify({ title: 'a', price: 'five' })));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, stderr } = await watching(target, async (url) => {
      const answer = await fetch(`${url}/offer?size=3`, { headers: { 'x-mine': 'yes', 'te': 'trailers' } });
      expect([answer.status, answer.statusText, answer.headers.getSetCookie()]).toEqual([200, 'Fine', ['a=1', 'b=2']]);
      expect(await answer.json()).toEqual({ title: 'a', price: 'five' });
      await fetch(`${url}/stranger`, { method: 'POST', body: 'sent on', headers: { 'content-type': 'text/plain' } });
      expect((await fetch(`${url}/gone`)).status).toBe(502);
    });
    server.close();
    server.closeAllConnections();
    expect(heard.map(({ method, url, body }) => [method, url, body])).toEqual([['GET', '/offer?size=3', ''], ['POST', '/stranger', 'sent on'], ['GET', '/gone', '']]);
    expect(heard[0]?.headers).toEqual(expect.arrayContaining(['x-mine', 'yes', 'via', '1.1 calico-conformance', 'host', new URL(target).host]));
    expect(heard[0]?.headers.map((each) => each.toLowerCase())).not.toContain('te');
    expect(stderr).toBe('Ending: the reports are being written. Once more ends at once.\n');
    expect(code).toBe(1);
    expect(await outcomes()).toMatchObject({ 'body-schema': 'fail', 'status-documented': 'pass' });
    expect((await calicoHere(['--recording', 'passed.har', ...shop(), '--output', 'again'], folder)).code).toBe(1);
    expect(await notices()).toEqual(['1 request belongs to no operation of the description: POST /stranger.', '1 recorded request got no answer, and is not judged.']);
  });

  test.each([
    [[], 'problem USAGE: It is not said where to forward to.'], [['--target', 'ftp://x'], 'problem USAGE: The target is no URL of HTTP: ftp://x'],
    [['--target', 'http://127.0.0.1:9', '--listen', 'somewhere'], 'problem USAGE: This is no address to listen on: somewhere'],
  ])('%j', async (words, said) => {
    expect(await calicoHere(['proxy', ...words, ...shop()], folder)).toMatchObject({ code: 3, stderr: expect.stringContaining(said) });
  });
});
