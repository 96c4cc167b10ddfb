import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { calico, freshFolder, golden } from './calico.ts';

interface Case {
  readonly words: readonly string[];
  readonly files?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Every case in a folder of its own; all of a group in one golden. */
async function goldenOf(cases: readonly Case[]): Promise<string> {
  const texts: string[] = [];
  for (const { words, files = {}, environment = {} } of cases) {
    const { folder, remove } = await freshFolder();
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    const ended = await calico(words, { folder, environment });
    await remove();
    expect(ended.code).toBe(3);
    expect(ended.stdout).toBe('');
    const given = Object.entries(files).map(([name, content]) => `[${name}]\n${content.trimEnd()}\n`).join('');
    texts.push(`${given}${golden(words, ended, folder)}`.replaceAll(/ and \d+ more\./g, ' and N more.'));
  }
  return texts.join('\n');
}

test('words that are not known', async () => {
  await expect(await goldenOf([
    { words: ['rnu'] },
    { words: ['https://api.example'] },
    { words: ['help', 'docter'] },
    { words: ['--baseurl', 'https://api.example'] },
    { words: ['plan', '--ouptut', 'x'] },
    { words: ['plan', '--output', 'x'] },
    { words: ['--profile', 'lifecicle'] },
    { words: ['--allow', 'everything'] },
    { words: ['requirements', 'lsit'] },
    { words: ['requirements', 'explain', 'rejects-invald'] },
    { words: ['requirements', 'explain', 'body-schema@getUsr#/responses/200/content/application~1json/schema'] },
    { words: ['plan', '--include', 'getUsr'] },
    { words: ['plan', '--include', 'tag:Stat'] },
    { words: ['plan', '--exclude', 'rule:body-shema'] },
    { words: ['plan', '--include', 'GTE /enterprise/v2/users'] },
    { words: ['plan', '--include', 'getUser', '--exclude', 'getUser'] },
    { words: ['plan', '--fixture', 'user_idd=1'] },
    { words: ['plan', '--auth', 'baerer=HOME'] },
    { words: ['serve', '--variant', 'slw'] },
    { words: ['serve', '--fault', 'any-tokn'] },
  ])).toMatchFileSnapshot('goldens/unknown-words.txt');
});

test('flags that are written wrong', async () => {
  await expect(await goldenOf([
    { words: ['--seed'] },
    { words: ['--seed', 'soon'] },
    { words: ['--timeout', '10'] },
    { words: ['--concurrency', '0'] },
    { words: ['--rate', 'fast'] },
    { words: ['--header', 'X-Tenant'] },
    { words: ['--auth', 'token'] },
    { words: ['--disposable', 'a169451c'] },
    { words: ['--base-url', 'api.example'] },
    { words: ['--base-url', 'https://user:secret@api.example'] },
    { words: ['--base-url', 'https://api.example/?a=b'] },
    { words: ['--profile', 'full', 'plan'] },
    { words: ['--quiet', 'https://api.example'] },
    { words: ['--token-env', 'NOT_SET'] },
    { words: ['requirements', 'explain'] },
    { words: ['requirements', 'list', 'getUser'] },
    { words: ['serve', '--port', 'http'] },
    { words: ['report', 'nowhere.ndjson'] },
    { words: ['plan', '--diff', 'nowhere.ndjson'] },
    { words: ['plan'], environment: { CALICO_CONFORMANCE_PROFIL: 'full' } },
    { words: ['plan'], environment: { CALICO_CONFORMANCE_SEED: 'x' } },
  ])).toMatchFileSnapshot('goldens/wrong-flags.txt');
});

test('configurations that are wrong', async () => {
  const yaml = (content: string): Pick<Case, 'files' | 'words'> => ({ words: ['plan'], files: { 'calico-conformance.yaml': content } });
  await expect(await goldenOf([
    yaml('profile: full\nconcurency: 4\nseed: soon\n'),
    yaml('auth:\n  main:\n    beerer: { tokenEnv: T }\n'),
    yaml('profile: [full\n'),
    yaml('seed: 1\nseed: 2\n'),
    yaml('baseUrl: ${PARTNER_URL}\n'),
    yaml('seed: 1\ntokenEnv: NOT_SET\n'),
    yaml('profile: lifecicle\n'),
    yaml('safeOperations: [searchUser]\n'),
    yaml('fixtures:\n  disposable:\n    userid: [a]\n'),
    yaml('include:\n  - tag:Stats\n  - getUsr\n'),
    { words: ['plan'], files: { 'calico-conformance.json': '{\n  "timeout": 10\n}\n' } },
    { words: ['plan'], files: { 'calico-conformance.json': '{}', 'calico-conformance.yml': '' } },
    { words: ['plan', '--config', 'nowhere.yaml'] },
    { words: ['report', 'run.txt'], files: { 'run.txt': 'hello\n' } },
    { words: ['plan', '--diff', 'plan.txt'], files: { 'plan.txt': 'hello\n' } },
  ])).toMatchFileSnapshot('goldens/wrong-configurations.txt');
});

test('descriptions that are wrong', async () => {
  const described = (content: string): Case => ({ words: ['--base-url', 'http://127.0.0.1:9', '--description', 'api.yaml'], files: { 'api.yaml': content } });
  await expect(await goldenOf([
    { words: ['--base-url', 'http://127.0.0.1:9', '--description', 'nowhere.yaml'] },
    described('openapi: 3.1.0\ninfo: [\n'),
    described('swagger: "2.0"\n'),
    described('hello: world\n'),
    described('openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: {}\n'),
    { words: ['--description', 'api.yaml'], files: { 'api.yaml': 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\nservers: [{ url: "https://api.example" }]\npaths:\n  /a:\n    get:\n      responses: { "200": { description: ok } }\n' } },
  ])).toMatchFileSnapshot('goldens/wrong-descriptions.txt');
});

test('a folder that cannot be written stops the run before anything is sent', async () => {
  const { folder, remove } = await freshFolder();
  await writeFile(join(folder, 'taken'), '');
  const asked: string[] = [];
  const { createServer } = await import('node:http');
  const server = createServer((request, response) => { asked.push(request.url ?? ''); response.end(); });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { readonly port: number };
  const words = ['--base-url', `http://127.0.0.1:${port}`, '--output', 'taken'];
  const ended = await calico(words, { folder });
  const below = await calico([...words.slice(0, 3), join('taken', 'below')], { folder });
  server.close();
  expect([ended.code, below.code]).toEqual([3, 3]);
  expect(ended.stderr).toBe('problem OUTPUT_UNWRITABLE: The reports cannot be written: a file of that name is there.\n  at taken\n  Name another folder with --output.\n');
  expect(below.stderr).toContain('problem OUTPUT_UNWRITABLE: ');
  expect(asked).toEqual([]);
  await remove();
});

test('init writes once', async () => {
  const { folder, remove } = await freshFolder();
  await mkdir(join(folder, 'empty'));
  const first = await calico(['init'], { folder });
  const second = await calico(['init'], { folder });
  const third = await calico(['init', '--force'], { folder });
  await expect([golden(['init'], first), golden(['init'], second), golden(['init', '--force'], third)].join('\n')).toMatchFileSnapshot('goldens/init.txt');
  expect([first.code, second.code, third.code]).toEqual([0, 3, 0]);
  expect((await calico(['plan', '--include', 'countUsers'], { folder })).code).toBe(0);
  await remove();
});
