// ten-at-once.mjs [--from N] [--seeds N] [--write]: the reference backend tells ten lies at once, drawn by a seed, many seeds in turn; each lie has to be found,
// but for those that another one hides by the table of reference/hiding.fixture.ts. With --write the result goes into docs/benchmarks.md.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { root } from '../scripts/setup.mjs';
import { buildFromSource } from './build-from-source.mjs';
import { writeSection } from './section.mjs';

const { values } = parseArgs({ options: { from: { type: 'string', default: '1' }, seeds: { type: 'string', default: '40' }, write: { type: 'boolean', default: false } } });
const folder = await buildFromSource('ten-at-once', { 'ten-at-once': 'reference/ten-at-once.fixture.ts' });
const { tenAtOnce } = await import(pathToFileURL(join(folder, 'ten-at-once.mjs')).href);

const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => Number(values.from) + index);
const outcomes = [];
const start = performance.now();
for (const seed of seeds) {
  const outcome = await tenAtOnce(seed);
  outcomes.push({ seed, ...outcome });
  const found = outcome.told.length - outcome.hidden.length - outcome.lost.length;
  process.stdout.write(`seed ${String(seed).padStart(3)}: ${found} of ${outcome.told.length} found${list('hidden by another', outcome.hidden)}${list('LOST', outcome.lost)}${list('UNNAMED', outcome.unnamed)}\n`);
}
const all = (what) => outcomes.flatMap((outcome) => outcome[what]);
const [told, hidden, lost, unnamed] = ['told', 'hidden', 'lost', 'unnamed'].map(all);
const minutes = ((performance.now() - start) / 60_000).toFixed(1);
process.stdout.write(`${seeds.length} seeds, ${told.length} lies (${new Set(told).size} different ones): ${told.length - hidden.length - lost.length} found, ${hidden.length} hidden, ${lost.length} lost; ${unnamed.length} findings that no lie explains; ${minutes} min.\n`);
if (values.write) {
  writeSection(join(root, 'docs', 'benchmarks.md'), 'ten at once', `## Ten faults at once

Written by \`node bench/ten-at-once.mjs --write\`: the reference backend tells ten lies at the same time, drawn by the seeds ${seeds[0]} to ${seeds.at(-1)}. A lie is found when every requirement
that it breaks fails. One lie can hide another: who answers with a broken body cannot be shown to count wrongly in it. Which hides which, and why, is a table in
\`reference/hiding.fixture.ts\`; what is lost for any other reason, and what fails although no lie breaks it, is a defect.

| seeds | lies told | different ones | found | hidden by another, as the table says | lost | findings that no lie explains |
|---:|---:|---:|---:|---:|---:|---:|
| ${seeds.length} | ${told.length} | ${new Set(told).size} | ${told.length - hidden.length - lost.length} | ${hidden.length} | ${lost.length} | ${unnamed.length} |
${hidden.length === 0 ? '' : `\nHidden: ${outcomes.filter((outcome) => outcome.hidden.length > 0).map((outcome) => `${outcome.hidden.map((id) => `\`${id}\``).join(', ')} (seed ${outcome.seed})`).join('; ')}.`}`);
}
process.exitCode = lost.length + unnamed.length === 0 ? 0 : 1;

function list(word, ids) {
  return ids.length === 0 ? '' : `; ${word}: ${ids.join(', ')}`;
}
