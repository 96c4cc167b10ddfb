import { execFile } from 'node:child_process';
import { cp, readFile, symlink, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import supertest from 'supertest';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiSpec } from '../vitest.ts';
import { freshFolder, root } from './calico.ts';
import { installedIn } from './shell.ts';

let home: Awaited<ReturnType<typeof freshFolder>>;
beforeAll(async () => {
  home = await freshFolder();
  await installedIn(home.folder);
  await symlink(join(root, 'node_modules', 'vitest'), join(home.folder, 'node_modules', 'vitest'));
  await cp(join(root, 'examples', 'vitest'), home.folder, { recursive: true });
});
afterAll(() => home.remove());

interface Told {
  readonly status: string;
  readonly fullName: string;
  readonly title: string;
  readonly failureMessages: readonly string[];
}

/** A run of the installed vitest, as its JSON reporter tells it; the app is honest or lies. */
async function vitest(app: 'honest' | 'lying' = 'honest', ...files: readonly string[]): Promise<{ readonly code: number; readonly tests: readonly Told[] }> {
  const { PATH, HOME } = process.env;
  const text = await readFile(join(root, 'examples', 'vitest', 'app.mjs'), 'utf8');
  await writeFile(join(home.folder, 'app.mjs'), app === 'lying' ? text.replace('items: things', "items: 'none'") : text);
  const code = await new Promise<number>((resolve) => {
    execFile(process.execPath, [join(home.folder, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...(files.length === 0 ? ['conformance', 'expected'] : files), '--maxWorkers=1', '--reporter=json', '--outputFile=told.json'], { cwd: home.folder, env: { PATH, HOME, NO_COLOR: '1' }, maxBuffer: 2 ** 24 },
      (error) => { resolve(error ? Number(error.code ?? 1) : 0); });
  });
  const told = JSON.parse(await readFile(join(home.folder, 'told.json'), 'utf8')) as { readonly testResults: readonly { readonly assertionResults: readonly Told[] }[] };
  return { code, tests: told.testResults.flatMap(({ assertionResults }) => assertionResults) };
}

const schema = 'body-schema@listThings#/responses/200/content/application~1json/schema';

describe('a run of vitest', () => {
  beforeAll(async () => {
    const text = await readFile(join(home.folder, 'conformance.test.mjs'), 'utf8');
    const expected = { [schema]: 'to be mended', 'nothing@here': 'gone' };
    await writeFile(join(home.folder, 'expected.test.mjs'), text.replace("description: 'openapi.yaml' });", `name: 'With expectations', description: 'openapi.yaml', expected: ${JSON.stringify(expected)} });`).replace(/^test\([^]*/m, ''));
  });
  const expectations = ({ fullName }: Told): boolean => fullName.startsWith('With expectations');

  test('has every requirement as a test, and is green on an honest app; what is expected to fail and does not, or is not judged at all, fails', async () => {
    const { tests } = await vitest();
    const [own, expecting] = [tests.filter((each) => !expectations(each)), tests.filter(expectations)];
    expect(own.filter(({ status }) => status === 'failed')).toEqual([]);
    const passed = own.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName);
    expect(passed).toContain(`API conformance listThings MUST ${schema}`);
    expect(passed).toContain('API conformance everything that must hold was decided');
    expect(passed).toContain('the things are listed');
    expect(own.length).toBeGreaterThan(20);
    expect(expecting.flatMap(({ failureMessages }) => failureMessages)).toEqual([
      expect.stringContaining(`It holds by now: take ${schema} out of what is expected to fail (to be mended).`), expect.stringContaining('nothing@here'),
    ]);
  }, 60_000);

  test('fails where the app lies, with the evidence, and skips what is expected to', async () => {
    const { code, tests } = await vitest('lying');
    expect(code).toBe(1);
    const failed = tests.filter((each) => each.status === 'failed' && !expectations(each));
    expect(failed.map(({ title }) => title)).toEqual([`MUST ${schema}`, 'the things are listed']);
    expect(failed[0]?.failureMessages.join('\n')).toMatch(/documented: must be\s+array[^]*MUST, OpenAPI[^]*curl [^]*\/things[^]*GET http[^]*200 after/);
    expect(failed[1]?.failureMessages.join('\n')).toMatch(/The answer to GET \/things with status 200 is not as described:[^]*body-schema@listThings/);
    expect(tests.find((each) => expectations(each) && each.title.includes(schema))?.status).toBe('skipped');
  }, 60_000);
});

describe('one file of tests', () => {
  const entry = (target: string): string => `version: 1\nwaivers:\n  - requirement: ${JSON.stringify(target)}\n    reason: Old clients read a text.\n    ticket: SHOP-7\n    owner: ada@shop.example\n    expires: "2999-12-31"\n`;

  test('with only, skip and waivers: what is waived is skipped with who answers for it, a waiver of what passes fails, and nothing else is run', async () => {
    await writeFile(join(home.folder, 'waived.yaml'), entry(schema));
    await writeFile(join(home.folder, 'stale.yaml'), entry('status-documented@listThings#/responses'));
    await writeFile(join(home.folder, 'only.test.mjs'), [
      "import { conformance } from 'calico-conformance/vitest';", "import { test } from 'vitest';", "import { app } from './app.mjs';",
      "const about = (name, waivers) => ({ name, app, description: 'openapi.yaml', waivers });",
      "conformance.only(about('waived', 'waived.yaml'));", "conformance.only(about('stale', 'stale.yaml'));", "conformance.skip(about('skipped'));", "conformance(about('another'));", "test('of ours', () => { throw new Error('it was run'); });",
    ].join('\n'));
    const { code, tests } = await vitest('lying', 'only.test.mjs');
    expect(code).toBe(1);
    const of = (name: string): readonly Told[] => tests.filter(({ fullName }) => fullName.startsWith(name));
    expect(of('waived').filter(({ status }) => status === 'failed')).toEqual([]);
    expect(of('waived').find(({ title }) => title.includes(schema))?.status).toBe('skipped');
    expect(of('waived').filter(({ status }) => status === 'passed').length).toBeGreaterThan(5);
    expect(of('stale').filter(({ status }) => status === 'failed').flatMap(({ failureMessages }) => failureMessages).join('\n')).toMatch(/1 waiver does not hold:\nstatus-documented@listThings#\/responses: stale/);
    expect([...of('skipped'), ...of('another'), ...of('of ours')].filter(({ status }) => status === 'passed' || status === 'failed')).toEqual([]);
  }, 60_000);
});

describe('toSatisfyApiSpec', () => {
  let server: Server;
  let lying = false;
  let url = '';
  beforeAll(async () => {
    const { app } = (await import(join(root, 'examples', 'vitest', 'app.mjs'))) as { readonly app: RequestListener };
    server = createServer((asked, answer) => {
      if (lying) answer.writeHead(200, { 'Content-Type': 'application/json' }).end('{"items":"none"}');
      else app(asked, answer);
    });
    await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => { server.close(resolve); }));

  const clients: Readonly<Record<string, (path: string) => Promise<unknown>>> = {
    supertest: async (path) => supertest(url).get(path),
    fetch: (path) => fetch(url + path),
    undici: (path) => request(url + path),
  };

  test.each(Object.entries(clients))('judges answers of %s', async (client, get) => {
    const { toSatisfyApiSpec } = await apiSpec({ description: join(root, 'examples', 'vitest', 'openapi.yaml') });
    const asked = client === 'undici' ? 'GET /things' : undefined;
    expect(await toSatisfyApiSpec(await get('/things?a=b'), asked)).toMatchObject({ pass: true });
    lying = true;
    const lie = await toSatisfyApiSpec(await get('/things'), asked);
    lying = false;
    expect(lie.pass).toBe(false);
    expect(lie.message()).toMatch(/^The answer to GET \/things with status 200 is not as described:\n[^]*body-schema@listThings/);
    const elsewhere = await toSatisfyApiSpec(await get('/nowhere'), asked && 'GET /nowhere');
    expect([elsewhere.pass, elsewhere.message()]).toEqual([false, 'The description has no operation GET /nowhere.']);
  });

  test.each([[undefined, /no answer of supertest, fetch or undici/], [{ statusCode: 200, headers: {}, body: '' }, /does not say what was asked/]])('%j is refused', async (value, message) => {
    const { toSatisfyApiSpec } = await apiSpec({ description: join(root, 'examples', 'vitest', 'openapi.yaml') });
    const { pass, message: words } = await toSatisfyApiSpec(value);
    expect([pass, words()]).toEqual([false, expect.stringMatching(message)]);
  });
});
