// npm test [-- ARGS]: set-up, the checks, then all tests; ARGS go to the test runner, and then the checks are left out.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, setup } from './setup.mjs';

setup();
const args = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-test-'));
const leftOut = join(folder, 'left-out.txt');
const results = join(folder, 'results.json');
let status = 0;
if (args.length === 0) status = run(process.execPath, [join('scripts', 'check.mjs')]);
const tests = run(process.execPath, [join('node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...args]);
status ||= tests;
const { numPassedTests: passed = 0, numFailedTests: failed = 0, numFailedTestSuites: broken = 0 } = readJson(results);
const reasons = readLines(leftOut);
if (reasons.length > 0) process.stdout.write(`\nLeft out here:\n${reasons.map((line) => `  ${line}\n`).join('')}`);
if (reasons.length > 0 && process.env.CONFORMANCE_FORBID_LEAVING_OUT === '1') {
  process.stdout.write('Nothing may be left out here (CONFORMANCE_FORBID_LEAVING_OUT=1).\n');
  status ||= 1;
}
rmSync(folder, { recursive: true, force: true });
process.stdout.write(`\n${passed} passed, ${failed + (failed === 0 && status !== 0 ? Math.max(1, broken) : 0)} failed\n`);
process.exitCode = passed === 0 ? 1 : status;

function run(command, commandArgs) {
  return spawnSync(command, commandArgs, { cwd: root, stdio: 'inherit', env: { ...process.env, CONFORMANCE_LEFT_OUT: leftOut } }).status ?? 1;
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}

function readLines(file) {
  try {
    return [...new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean))].sort();
  } catch {
    return [];
  }
}
