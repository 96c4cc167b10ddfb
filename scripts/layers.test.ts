import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const script = fileURLToPath(new URL('layers.mjs', import.meta.url));
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

function check(files: Readonly<Record<string, string>>): { readonly code: number | null; readonly said: string } {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, folder], { encoding: 'utf8' });
  return { code: status, said: stdout + stderr };
}

test('the layers of this project are kept', () => {
  const { status, stdout } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect(stdout).toMatch(/^\d{3,} files keep to the layers\.\n$/);
  expect(status).toBe(0);
});

test('what the table allows is allowed', () => {
  expect(check({
    'model/a.ts': `import { b } from './b.ts';`, 'model/b.ts': '',
    'generate/deep/a.ts': `import { x } from '../../spec/x.ts';\nimport type { a } from '../../model/a.ts';\nimport { readFile } from 'node:fs/promises';`, 'spec/x.ts': '',
    'cli/a.ts': `import '../engine/run.ts'; import '../reference/server.ts'; import { version } from '../package.json';`, 'engine/run.ts': '', 'reference/server.ts': '',
  })).toEqual({ code: 0, said: '7 files keep to the layers.\n' });
});

test.each([
  ['a value', 'engine/run.ts', `\nimport { rules } from '../suites/rules.ts';`, 'engine/run.ts:2 imports suites/rules.ts, but engine/ may import only model, spec, generate.'],
  ['a type', 'model/a.ts', `import type { Plan } from '../engine/plan.ts';`, 'model/a.ts:1 imports engine/plan.ts, but model/ may import nothing.'],
  ['a type in passing', 'spec/a.ts', `export type A = import('../config/b.ts').B;`, 'spec/a.ts:1 imports config/b.ts, but spec/ may import only model.'],
  ['while running', 'suites/a.ts', `const later = await import('../engine/b.ts');`, 'suites/a.ts:1 imports engine/b.ts, but suites/ may import only model, spec.'],
  ['handing on', 'reference/a.ts', `export * from '../spec/b.ts';`, 'reference/a.ts:1 imports spec/b.ts, but reference/ may import only model.'],
  ['for effect', 'target/a.ts', `import '../cli/b.ts';`, 'target/a.ts:1 imports cli/b.ts, but target/ may import only model.'],
  ['a folder that is no layer', 'reporters/a.ts', `import '../scripts/b.ts';`, 'reporters/a.ts:1 imports scripts/b.ts, but reporters/ may import only model.'],
])('an import that is forbidden is named: %s', (_, file, text, sentence) => {
  expect(check({ [file]: text })).toEqual({ code: 1, said: `${sentence}\n` });
});

test('circles are found, of types too', () => {
  const { code, said } = check({ 'model/a.ts': `import { b } from './b.ts';`, 'model/b.ts': `import { c } from './deep/c.ts';`, 'model/deep/c.ts': `import type { A } from '../a.ts';` });
  expect(code).toBe(1);
  expect(said).toBe('These import each other in a circle: model/a.ts → model/b.ts → model/deep/c.ts → model/a.ts\n');
});

test('tests and fixtures may import what they like, and comments import nothing', () => {
  expect(check({
    'model/a.test.ts': `import '../engine/b.ts';`, 'model/a.fixture.ts': `import '../engine/b.ts';`, 'model/a.ts': `// import '../engine/b.ts';\n/* from '../engine/b.ts' */\nexport const text = "import '../engine/b.ts'";`,
  })).toEqual({ code: 0, said: '1 files keep to the layers.\n' });
});

test('a tree without sources is not in order', () => {
  expect(check({ 'README.md': '' }).code).toBe(1);
});
