import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseConfiguration } from '../config/parse-configuration.ts';
import { composeProgram } from '../integrations/testcontainers/compose-program.ts';
import { tokens } from '../reference/tokens.ts';
import { root } from './calico.ts';
import { backendImage, docker, engineAnswers } from './container/image.ts';
import { leftOut } from './left-out.ts';
import { partnerHome, type PartnerHome } from './partner-home.ts';
import { shell } from './shell.ts';

const page = await readFile(join(root, 'docs', 'targets.md'), 'utf8');
const rows = [...page.matchAll(/^\| .*? \| `(npx [^`]+ --[^`]+)` \|/gm)].map(([, line = '']) => line);
const engine = await engineAnswers();
const compose = engine && (await composeProgram()) !== undefined;
if (engine && !compose) leftOut('Compose files, because neither docker compose nor docker-compose is installed');

const image = 'partner/backend:1.2';
let home: PartnerHome;
beforeAll(async () => {
  home = await partnerHome();
  if (engine) await docker('tag', await backendImage(), image);
  await writeFile(join(home.folder, 'traffic.har'), JSON.stringify({ log: { version: '1.2', entries: await Promise.all([{ authorization: `Bearer ${tokens.owner}` }, {}].map(visited)) } }));
  await writeFile(join(home.folder, 'compose.yaml'), blockWith('services:'));
}, 120_000);
afterAll(async () => {
  if (engine) await docker('rmi', image);
  await home.close();
});

/** The block of YAML on the page that has this line. */
function blockWith(line: string): string {
  const found = [...page.matchAll(/(?<=^```yaml\n).*?(?=^```)/gms)].map(([block]) => block).find((block) => block.split('\n').includes(line));
  if (found === undefined) throw new Error(`No block has ${line}`);
  return found;
}

test('the configuration of OAuth 2.0 that stands there is one', () => {
  expect(parseConfiguration(blockWith('auth:'), 'targets.md', { CLIENT_SECRET: 'a' })).toMatchObject({ ok: true });
});

/** A visit of the one operation, as a HAR file has it. */
async function visited(headers: Readonly<Record<string, string>>): Promise<object> {
  const url = `${home.url}/enterprise/v2/providers`;
  const answer = await fetch(url, { headers });
  const text = await answer.text();
  return { startedDateTime: new Date().toISOString(), time: 1, request: { method: 'GET', url, headers: [] }, response: { status: answer.status, headers: [...answer.headers].map(([name, value]) => ({ name, value })), content: { size: text.length, text } } };
}

describe('every kind of target is judged by the command that stands beside it', () => {
  test('there is a row for each', () => {
    for (const flag of ['--base-url', '--image', '--compose']) expect(rows.some((row) => row.includes(flag))).toBe(true);
  });

  test.each(rows)('%s', async (line) => {
    if ((line.includes('--image') && !engine) || (line.includes('--compose') && !compose)) return;
    // It does not end by itself; test/cli-recording.test.ts stops it.
    if (line.includes(' proxy ')) return;
    // One operation is enough to see that a target is reached.
    const { code, said } = await shell(`${line.replace('https://sandbox.partner.example', home.url)} --description openapi.yaml`, home.folder, { API_TOKEN: tokens.owner });
    expect(said).toMatch(/^CONFORMANT /m);
    expect(code).toBe(0);
    if (!line.includes('--compose')) return;
    expect(await readFile(join(home.folder, 'conformance-report', 'container.log'), 'utf8')).toMatch(/Z api \| GET \/enterprise\/v2\/providers HTTP\/1\.1$/m);
    expect(await docker('network', 'ls', '--quiet', '--filter', 'name=calico-conformance-')).toBe('');
  }, 60_000);
});

test('an app within the same process is judged by the code that stands there', async () => {
  const [code = ''] = /(?<=^```js\n).*?(?=^```)/ms.exec(page) ?? [];
  await writeFile(join(home.folder, 'app.mjs'), code);
  expect((await shell('node app.mjs', home.folder, {})).said).toMatch(/^CONFORMANT /);
}, 60_000);

test('what the README says about containers stands here too', async () => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const lines = readme.split('\n').filter((line) => /^npx .*--(image|compose) /.test(line));
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => !rows.includes(line))).toEqual([]);
});
