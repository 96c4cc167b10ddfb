import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commands, type CommandName } from './commands.ts';
import { flags, type FlagName } from './flags.ts';
import type { Io } from './io.ts';
import { execute } from './execute.ts';

let folder = '';
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'execute-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

async function calico(...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly err: string }> {
  let out = '';
  let err = '';
  const sink = (take: (text: string) => void): Io['stdout'] => ({ write: take, flushed: async () => undefined, isTerminal: false, columns: undefined });
  const code = await execute({
    arguments: words, folder, environment: {}, node: 'v0', onInterrupt: () => () => undefined,
    stdout: sink((text) => { out += text; }), stderr: sink((text) => { err += text; }),
    exit: (status) => { throw new Error(`exit ${status}`); },
  });
  return { code, out, err };
}

describe('help', () => {
  test.each([['--help'], ['-h'], ['help'], ['--base-url', 'x', '--help']])('%s prints the program\'s', async (...words) => {
    const { code, out, err } = await calico(...words);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const name of Object.keys(commands)) expect(out).toMatch(new RegExp(`^  ${name} `, 'm'));
  });

  test.each(Object.keys(commands) as CommandName[])('of %s: every flag, every example, at most 80 columns', async (name) => {
    const { code, out } = await calico(name, '--help');
    expect(code).toBe(0);
    expect((await calico('help', name)).out).toBe(out);
    const command = await commands[name].load();
    for (const flag of command.flags) expect(out).toContain(`  ${flags[flag].written}`);
    for (const [typed] of command.examples) expect(out.replace(/ \\\n +/g, ' ')).toContain(`  ${typed}\n`);
    expect(out.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  test('every flag belongs to a command', async () => {
    const used = (await Promise.all((Object.keys(commands) as CommandName[]).map((name) => commands[name].load()))).flatMap((command) => command.flags);
    expect((Object.keys(flags) as FlagName[]).filter((name) => !used.includes(name))).toEqual([]);
  });

  test('the version', async () => {
    const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
    expect(await calico('--version')).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});

describe('wrong usage is a problem with exit 3, and says what to type', () => {
  test.each([
    [['rnu'], 'UNKNOWN_COMMAND', 'No command is named "rnu".', 'Did you mean run?'],
    [['https://api.example'], 'UNKNOWN_COMMAND', 'A URL is no command: "https://api.example".', 'Write --base-url "https://api.example".'],
    [['help', 'docter'], 'UNKNOWN_COMMAND', 'No command is named "docter".', 'Did you mean doctor?'],
    [['--baseurl', 'x'], 'UNKNOWN_FLAG', 'No flag is named "--baseurl".', 'Did you mean --base-url?'],
    [['--baseurl=x'], 'UNKNOWN_FLAG', 'No flag is named "--baseurl".', 'Did you mean --base-url?'],
    [['plan', '--output', 'x'], 'UNKNOWN_FLAG', 'The command plan does not take --output.', 'calico-conformance plan --help'],
    [['--seed'], 'USAGE', '--seed needs a value.', 'Write --seed <number>.'],
    [['--profile', 'full', 'plan'], 'USAGE', 'The command plan stands after flags.', 'Write it first: calico-conformance plan'],
    [['--quiet', 'https://api.example'], 'USAGE', 'A URL stands alone: "https://api.example".', 'Write --base-url "https://api.example".'],
    [['run', 'fast'], 'USAGE', 'run does not know what to do with "fast".', '--help'],
    [['--seed', 'x'], 'USAGE', '--seed must be a whole number from 0 to 2147483647.', ''],
    [['--timeout', '10'], 'USAGE', '--timeout must be a duration with a unit, such as 10s or 500ms.', ''],
    [['--allow', 'all'], 'USAGE', '--allow must be one of read, write, destructive, collection-delete.', ''],
    [['--header', 'X-Tenant'], 'USAGE', '--header "X-Tenant" is not written as <"Name: value">.', 'For example: --header "X-Tenant: acme"'],
    [['--auth', 'token'], 'USAGE', '--auth "token" is not written as <SCHEME=NAME>.', ''],
    [['--disposable', 'a1'], 'USAGE', '--disposable "a1" is not written as <NAME=VALUE>.', ''],
    [['--profile', 'lifecicle'], 'UNKNOWN_PROFILE', 'No profile is named "lifecicle".', 'Did you mean lifecycle'],
    [['--token-env', 'NOT_SET'], 'ENVIRONMENT_UNSET', 'The environment variable NOT_SET is not set.', 'export NOT_SET='],
    [['--config', 'nope.yaml'], 'CONFIGURATION_NOT_FOUND', 'There is no configuration file "nope.yaml".', 'init'],
    [['--base-url', 'api.example'], 'BASE_URL_INVALID', 'The base URL "api.example" is no http or https URL.', 'https://'],
    [['requirements', 'lsit'], 'UNKNOWN_COMMAND', 'No action of requirements is named "lsit".', 'Did you mean list?'],
    [['requirements', 'explain'], 'USAGE', 'explain needs the id of a requirement, a rule or a flow.', ''],
    [['serve', '--port', '99999'], 'USAGE', '--port must be a whole number from 0 to 65535.', ''],
  ])('%j', async (words, code, what, fix) => {
    const { code: exit, out, err } = await calico(...words);
    expect(out).toBe('');
    expect(err).toMatch(new RegExp(`^problem ${code}: `));
    expect(err).toContain(what);
    expect(err).toContain(fix);
    expect(err).not.toMatch(/\n\s+at .*\.[tj]s/);
    expect(exit).toBe(3);
  });
});

describe('init', () => {
  test('writes a configuration that the reader accepts, and does not overwrite it', async () => {
    expect(await calico('init', '--base-url', 'https://api.example')).toMatchObject({ code: 0, out: expect.stringContaining('Wrote calico-conformance.yaml and calico-conformance.schema.json.') });
    expect((await readdir(folder)).sort()).toEqual(['calico-conformance.schema.json', 'calico-conformance.yaml']);
    expect(await readFile(join(folder, 'calico-conformance.yaml'), 'utf8')).toContain('\nbaseUrl: "https://api.example"\n');
    expect(await calico('init')).toMatchObject({ code: 3, err: expect.stringContaining('problem CONFIGURATION_EXISTS: Here already stands calico-conformance.yaml.') });
    expect(await calico('init', '--force')).toMatchObject({ code: 0 });
  });

  test('does not add a second one beside JSON', async () => {
    await writeFile(join(folder, 'calico-conformance.json'), '{}');
    expect(await calico('init')).toMatchObject({ code: 3 });
  });
});

test('a fault of ours is one problem, without its stack, and exit 70', async () => {
  const io = { arguments: ['init'], folder: undefined as never, environment: {}, stdout: { write: () => undefined }, stderr: { write: (text: string) => { said += text; } } } as unknown as Io;
  let said = '';
  expect(await execute(io)).toBe(70);
  expect(said).toMatch(/^problem BUG: calico-conformance [\d.]+ itself broke: TypeError: .*\n  Run it again with CONFORMANCE_DEBUG=1.*\n$/);
  expect(await execute({ ...io, environment: { CONFORMANCE_DEBUG: '1' } })).toBe(70);
  expect(said).toMatch(/\n    at /);
});
