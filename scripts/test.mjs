// npm test [-- ARGS]: set-up, the checks, all tests. With ARGS, which go to vitest, the checks are left out.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root, setup } from './setup.mjs';

setup();
const { check } = await import('./check.mjs');
const args = process.argv.slice(2);
const failedChecks = args.length === 0 ? await check() : [];

const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-test-'));
const [results, leftOut] = [join(folder, 'results.json'), join(folder, 'left-out.txt')];
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...args],
  { cwd: root, stdio: 'inherit', env: { ...process.env, CONFORMANCE_LEFT_OUT: leftOut } },
);
const { testResults = [] } = JSON.parse(contentOf(results) || '{}');
const { passed, failed } = countOf(testResults);
const reasons = [...new Set(contentOf(leftOut).split('\n').filter(Boolean))].sort();
rmSync(folder, { recursive: true, force: true });

const trouble = [
  ...failedChecks.map((name) => `check: ${name}`),
  ...(failed === 0 && status !== 0 ? [`vitest ended with ${status}, though no test failed`] : []),
  ...(passed + failed === 0 ? ['no test ran'] : []),
  ...(process.env.CONFORMANCE_FORBID_LEAVING_OUT === '1' ? reasons.filter((reason) => !mayBeLeftOut(reason)).map((reason) => `left out, which is not allowed here: ${reason}`) : []),
];
if (reasons.length > 0) process.stdout.write(`\nLeft out on this machine:\n${reasons.map((reason) => `  ${reason}\n`).join('')}`);
if (trouble.length > 0) process.stdout.write(`\nFailed beside the tests:\n${trouble.map((each) => `  ${each}\n`).join('')}`);
const slowest = testResults.map(({ name, startTime, endTime }) => ({ name: relative(root, name), seconds: (endTime - startTime) / 1000 })).sort((a, b) => b.seconds - a.seconds).slice(0, 12);
if (args.length === 0) process.stdout.write(`\nSlowest files:\n${slowest.map(({ name, seconds }) => `  ${seconds.toFixed(0).padStart(4)} s  ${name}\n`).join('')}`);
process.stdout.write(`\n${passed} passed, ${failed + trouble.length} failed\n`);
process.exitCode = failed + trouble.length === 0 ? 0 : 1;

/** CONFORMANCE_MAY_LEAVE_OUT begins like the one reason that is accepted even so. */
function mayBeLeftOut(reason) {
  const accepted = process.env.CONFORMANCE_MAY_LEAVE_OUT;
  return accepted !== undefined && accepted !== '' && reason.startsWith(accepted);
}

function contentOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Counted from the tests themselves; a file that could not be loaded has none, and counts as one that failed. */
function countOf(testResults) {
  const tests = testResults.flatMap(({ assertionResults }) => assertionResults);
  const unloaded = testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((each) => each.status === 'failed'));
  return { passed: tests.filter((each) => each.status === 'passed').length, failed: tests.filter((each) => each.status === 'failed').length + unloaded.length };
}
