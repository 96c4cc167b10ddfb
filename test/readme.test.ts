import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseConfiguration } from '../config/parse-configuration.ts';
import { exitCodes } from '../cli/exit-codes.ts';
import { calico, freshFolder, root } from './calico.ts';
import { startServe, type Served } from './served.ts';
import { installedIn, shell } from './shell.ts';

const readme = await readFile(join(root, 'README.md'), 'utf8');
const guide = await readFile(join(root, 'docs', 'partner-guide.md'), 'utf8');
const blocks = (language: string, page = readme): readonly string[] => [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text);
const linesOf = (page: string): readonly string[] => blocks('sh', page).flatMap((block) => block.replaceAll(/\\\n\s*/g, '').trim().split('\n'));
const typed = linesOf(readme);
const typedByPartners = linesOf(guide);

let served: Served;
let home: Awaited<ReturnType<typeof freshFolder>>;
beforeAll(async () => {
  home = await freshFolder();
  served = await startServe(home.folder);
  await installedIn(home.folder);
  await copyFile(join(root, 'spec', 'calico-enterprise', 'openapi.yaml'), join(home.folder, 'openapi.yaml'));
  for (const name of ['users.arazzo.yaml', 'deactivate.flow.ts']) await copyFile(join(root, 'examples', name), join(home.folder, name));
});
afterAll(async () => {
  await served.stop();
  await home.remove();
});

/** As typed, but at the backend that is served here. */
const typeHere = (line: string, folder: string): ReturnType<typeof shell> =>
  shell(line.replaceAll('https://sandbox.partner.example', served.url), folder, { API_TOKEN: served.token, DISPOSABLE_USER: served.disposable[0] ?? '', OTHER_USER: served.disposable[1] ?? '' });

describe('every command of the README does what it says', () => {
  const elsewhere = ['npm start', 'npm test', 'npx calico-conformance serve --port 8080'];
  // Containers have tests of their own, which know whether there is an engine.
  test.each(typed.filter((line) => !elsewhere.includes(line) && !/ --(image|compose) /.test(line)))('%s', async (line) => {
    const { code, said } = await typeHere(line, home.folder);
    expect(said).not.toMatch(/problem [A-Z_]+:/);
    expect(code).toBe(0);
  }, 60_000);

  test('the guide for partners goes the same way', () => {
    const way = ['doctor', 'keys new', '--bundle', 'attest', 'verify'];
    expect(typedByPartners.map((line) => way.find((step) => line.includes(step)))).toEqual(way);
    // In the README too, so that they are executed here.
    expect(typedByPartners.filter((line) => !typed.includes(line))).toEqual([]);
  });

  test('npm start', async () => {
    expect(typed).toContain('npm start');
    const { code, said } = await typeHere('npm start', root);
    expect(said).toContain('CONFORMANT');
    expect(code).toBe(0);
  }, 120_000);

  test('npm test is the script that runs this', async () => {
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };
    expect(typed).toContain('npm test');
    expect(scripts['test']).toBe('node scripts/test.mjs');
  });

  test('npx calico-conformance serve listens, as every other command here shows', () => {
    expect(typed).toContain('npx calico-conformance serve --port 8080');
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});

test('the run that it shows is what a run prints today, counts and times apart', async () => {
  const [picture = ''] = blocks('console');
  const [typedThere = '', ...printed] = picture.split('\n');
  const faulty = await startServe(home.folder, ['--fault', 'balance-as-number']);
  const { folder, remove } = await freshFolder();
  const { stdout, code } = await calico(typedThere.replace('http://127.0.0.1:8080', faulty.url).split(' ').slice(3), { folder, environment: { API_TOKEN: faulty.token } });
  await faulty.stop();
  await remove();
  const timeless = (text: string): string => text
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT').replaceAll(/\s+/g, ' ').replaceAll(/ \d+(\.\d+)?(e\+\d+)?(?= )/g, ' N').trim();
  expect(timeless(stdout)).toBe(timeless(printed.join('\n')));
  expect(code).toBe(1);
});

test('the flow that docs/flows.md shows holds', async () => {
  const [, code = ''] = /^```ts\n(.*?)^```/ms.exec(await readFile(join(root, 'docs', 'flows.md'), 'utf8')) ?? [];
  await writeFile(join(home.folder, 'agree.flow.ts'), code);
  const { said } = await typeHere('npx calico-conformance --base-url https://sandbox.partner.example --token-env API_TOKEN --flows agree.flow.ts --include rule:list-and-user-agree', home.folder);
  const record = await readFile(join(home.folder, 'conformance-report', 'run.ndjson'), 'utf8');
  expect(said).not.toContain('problem ');
  expect([...record.matchAll(/"id":"list-and-user-agree@(\w+)#[^"]*","outcome":\{"kind":"(\w+)"/g)].map(([, operation, kind]) => [operation, kind])).toEqual([['listUsers', 'pass'], ['getUser', 'pass']]);
}, 60_000);

test('its configuration is one', () => {
  const [yaml = ''] = blocks('yaml');
  const environment = { API_TOKEN: 'a', EXPIRED_TOKEN: 'b', PARTNER_KEY: 'c', LOGIN_PASSWORD: 'd', DISPOSABLE_USER: 'e' };
  expect(parseConfiguration(yaml, 'README.md', environment)).toMatchObject({ ok: true });
});

test('it names every exit code', () => {
  for (const code of Object.keys(exitCodes)) expect(readme).toMatch(new RegExp(`\\| ${code} \\|`));
});

test('every file that it links to is there', async () => {
  const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)].map(([, path = '']) => path);
  expect(links.length).toBeGreaterThan(3);
  await Promise.all(links.map((path) => readFile(join(root, path))));
});

describe('the examples', () => {
  test('the configuration of a partner is one', async () => {
    const environment = { PARTNER_BASE_URL: 'https://x', PARTNER_TOKEN: 'a', PARTNER_DISPOSABLE_USER_1: 'b', PARTNER_DISPOSABLE_USER_2: 'c' };
    expect(parseConfiguration(await readFile(join(root, 'examples', 'partner.yaml'), 'utf8'), 'partner.yaml', environment)).toMatchObject({ ok: true });
  });

  test.each(['github-actions.yml', 'gitlab-ci.yml'])('%s calls the program with flags that it has', async (name) => {
    const text = await readFile(join(root, 'examples', name), 'utf8');
    expect(parse(text)).toBeTypeOf('object');
    const [line = ''] = /npx calico-conformance .*/.exec(text) ?? [];
    const { flags, longName } = await import('../cli/flags.ts');
    const known = (Object.keys(flags) as (keyof typeof flags)[]).map(longName);
    const used = line.match(/--[a-z-]+/g) ?? [];
    expect(used.length).toBeGreaterThan(1);
    expect(used.filter((flag) => !known.includes(flag))).toEqual([]);
  });
});
