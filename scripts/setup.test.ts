import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

let folder: string;
const at = (...path: readonly string[]): string => join(folder, ...path);

function write(name: string, text: string): void {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
}

// A checkout in small: the real set-up, one source file, and a bundler from a folder beside it, so that no network is needed.
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'setup-'));
  cpSync(fileURLToPath(new URL('setup.mjs', import.meta.url)), at('scripts', 'setup.mjs'), { recursive: true });
  write('package.json', JSON.stringify({ name: 'small', version: '1.0.0', dependencies: { tsdown: 'file:bundler' } }));
  write('package-lock.json', JSON.stringify({
    name: 'small', version: '1.0.0', lockfileVersion: 3,
    packages: { '': { name: 'small', version: '1.0.0', dependencies: { tsdown: 'file:bundler' } }, 'bundler': { name: 'tsdown', version: '1.0.0' }, 'node_modules/tsdown': { resolved: 'bundler', link: true } },
  }));
  write('bundler/package.json', JSON.stringify({ name: 'tsdown', version: '1.0.0' }));
  write('bundler/dist/run.mjs', `
    import { appendFileSync, copyFileSync, mkdirSync, readFileSync } from 'node:fs';
    appendFileSync('built.txt', 'x');
    const out = process.argv.at(-1);
    if (readFileSync('model/a.ts', 'utf8') === 'wrong') { console.error('model/a.ts is wrong'); process.exit(1); }
    mkdirSync(out, { recursive: true });
    copyFileSync('model/a.ts', out + '/a.js');`);
  write('model/a.ts', 'one');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function setup(): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [at('scripts', 'setup.mjs')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => { said += text; });
  return { code: await new Promise((resolve) => child.on('close', resolve)), said };
}

const builds = (): number => readFileSync(at('built.txt'), 'utf8').length;

test('it does what is missing, says so in one line each, and then nothing', async () => {
  expect(await setup()).toEqual({ code: 0, said: 'Installing packages (npm ci) …\nBuilding …\n' });
  expect(readFileSync(at('dist', 'a.js'), 'utf8')).toBe('one');
  expect(await setup()).toEqual({ code: 0, said: '' });

  write('model/a.test.ts', 'a test is not built');
  expect(await setup()).toEqual({ code: 0, said: '' });

  write('model/a.ts', 'two');
  expect(await setup()).toEqual({ code: 0, said: 'Building …\n' });
  expect(readFileSync(at('dist', 'a.js'), 'utf8')).toBe('two');

  rmSync(at('node_modules'), { recursive: true });
  expect(await setup()).toEqual({ code: 0, said: 'Installing packages (npm ci) …\n' });
});

test('a build that fails leaves the old program, ends with 3, and is tried again', async () => {
  await setup();
  write('model/a.ts', 'wrong');
  for (let turn = 0; turn < 2; turn += 1) expect(await setup()).toEqual({ code: 3, said: 'Building …\nmodel/a.ts is wrong\nThe program could not be built.\n' });
  expect(readFileSync(at('dist', 'a.js'), 'utf8')).toBe('one');
  expect(existsSync(at('.setup-lock'))).toBe(false);
});

test('three at once do the work once', async () => {
  const all = await Promise.all([setup(), setup(), setup()]);
  expect(all.map(({ code }) => code)).toEqual([0, 0, 0]);
  expect(builds()).toBe(1);
});

test('the lock of a set-up that died is taken over', async () => {
  await setup();
  write('model/a.ts', 'two');
  const dead = spawn(process.execPath, ['--eval', '']);
  await new Promise((resolve) => dead.on('close', resolve));
  write('.setup-lock/pid', String(dead.pid));
  expect(await setup()).toEqual({ code: 0, said: 'Building …\n' });
});
