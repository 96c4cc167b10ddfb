// npm run check: everything that can be told without running the program.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './setup.mjs';

const checks = {
  types: ['node_modules/typescript/bin/tsc', '-p', '.'],
  'types of the page': ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.page.json'],
  lint: ['node_modules/oxlint/bin/oxlint', '--type-aware', '--deny-warnings'],
  layers: ['scripts/layers.mjs'],
  unused: ['node_modules/knip/bin/knip.js', '--no-progress'],
};

/** Runs every check, prints what each found, and resolves with the names of those that failed. */
export async function check() {
  const failed = [];
  // Two at a time would be faster on an idle machine, and no easier to read.
  for (const [name, [script, ...args]] of Object.entries(checks)) {
    const { code, text } = await run(join(root, script), args);
    process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}\n${code === 0 ? '' : `${text}\n`}`);
    if (code !== 0) failed.push(name);
  }
  return failed;
}

function run(script, args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (chunk) => { text += chunk; });
    child.on('error', (error) => resolve({ code: 1, text: error.message }));
    child.on('close', (code) => resolve({ code, text }));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = (await check()).length === 0 ? 0 : 1;
