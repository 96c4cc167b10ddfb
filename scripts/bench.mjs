// npm run bench [-- NAME…]: measures what DESIGN promises, prints it as it goes, and writes its section of docs/benchmarks.md when all of it was measured.
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import { root, setup } from './setup.mjs';

setup();
const { inOwnProcess } = await import('../bench/in-own-process.mjs');
const { writeSection } = await import('../bench/section.mjs');

const seconds = (value) => `${value.toFixed(1)} s`;
const count = (value) => value.toLocaleString('en');

/** Every measurement: what it is, how it is made, and what it says about its goal (met, missed, or none to meet). */
const measurements = {
  'throughput': {
    what: 'Requests per second with full judging, redaction and record, against a bare undici loop over the same requests, to a server that answers from memory; 8 at a time, in turn, median of five',
    goal: 'at least 60 %',
    measure: () => inOwnProcess('./throughput.mjs', 'throughput', {}),
    say: ({ bare, full, ratio }) => [`${(ratio * 100).toFixed(0)} % (${count(Math.round(full))} of ${count(Math.round(bare))})`, ratio >= 0.6],
  },
  'throughput-1': {
    what: 'The same, one request at a time',
    goal: 'at least 60 %',
    measure: () => inOwnProcess('./throughput.mjs', 'throughput', { concurrency: 1, operations: 100, rounds: 3 }),
    say: ({ bare, full, ratio }) => [`${(ratio * 100).toFixed(0)} % (${count(Math.round(full))} of ${count(Math.round(bare))})`, ratio >= 0.6],
  },
  'throughput-5ms': {
    what: 'The same, 8 at a time, to a server that takes 5 ms for an answer',
    goal: 'at least 60 %',
    measure: () => inOwnProcess('./throughput.mjs', 'throughput', { delayMs: 5, operations: 100, rounds: 3 }),
    say: ({ bare, full, ratio }) => [`${(ratio * 100).toFixed(0)} % (${count(Math.round(full))} of ${count(Math.round(bare))})`, ratio >= 0.6],
  },
  'first-request': {
    what: 'From the start of the process to its first request, built-in contract, median of eleven; beside it `node -e 0`',
    goal: 'under 300 ms',
    measure: () => inOwnProcess('./start.mjs', 'firstRequest', {}),
    say: ({ milliseconds, bare, ratio }) => [`${milliseconds.toFixed(0)} ms, ${ratio.toFixed(1)} times ${bare.toFixed(0)} ms`, milliseconds < 300],
  },
  'embedded': {
    what: 'The whole suite (profile full) on the embedded backend, process start and reports included, median of five',
    goal: 'under 3 s',
    measure: () => inOwnProcess('./start.mjs', 'embedded', {}),
    say: (result) => [`${seconds(result.seconds)}, ${result.peakMiB} MiB`, result.seconds < 3],
  },
  'planning': {
    what: '1,000 operations with four query parameters each, read and planned',
    goal: 'under 10 s and 1 GB',
    measure: () => inOwnProcess('./planning.mjs', 'planning', { operations: 1000, rich: false }),
    say: (result) => [`${seconds(result.seconds)}, ${result.peakMiB} MiB, ${count(result.cases)} cases`, result.seconds < 10 && result.peakMiB < 1024],
  },
  'planning-rich': {
    what: '1,000 operations with references, bodies, alternatives and recursion, read and planned',
    goal: 'under 10 s and 1 GB',
    measure: () => inOwnProcess('./planning.mjs', 'planning', { operations: 1000, rich: true }),
    say: (result) => [`${seconds(result.seconds)}, ${result.peakMiB} MiB, ${count(result.cases)} cases`, result.seconds < 10 && result.peakMiB < 1024],
  },
  ...Object.fromEntries([1_000, 10_000, 100_000].map((cases) => [`memory-${cases}`, {
    what: `A run of about ${count(cases)} cases and its record, in a process of its own: peak, and what is kept at the end. More cases come from more operations`,
    goal: 'does not grow with the number of cases',
    measure: () => inOwnProcess('./memory.mjs', 'longRun', { cases }, ['--expose-gc']),
    say: (result) => [`${result.peakMiB} MiB, kept ${result.keptMiB} MiB for ${count(result.operations)} operations, ${seconds(result.seconds)}`, undefined],
  }])),
  'memory-bounded': {
    what: 'The run of 100,000 cases (4,000 operations) again, with a heap of 512 MB: what is kept is the description, the plan and a tally for each requirement, the rest is garbage that nobody has collected yet',
    goal: 'does not grow with the number of cases',
    measure: () => inOwnProcess('./memory.mjs', 'longRun', { cases: 100_000 }, ['--expose-gc', '--max-old-space-size=512']),
    say: (result) => [`${result.peakMiB} MiB, kept ${result.keptMiB} MiB, ${seconds(result.seconds)}`, undefined],
  },
  ...Object.fromEntries([1_000, 10_000, 100_000].map((cases) => [`explore-${cases}`, {
    what: `The whole command line with ${count(cases)} random cases beside those of the plan, over 40 operations: more cases of the same requirements`,
    goal: 'does not grow with the number of cases',
    measure: () => inOwnProcess('./memory.mjs', 'wholeCommand', { cases: 1_000, explore: cases }),
    say: (result) => [`${result.commandMiB} MiB, ${seconds(result.seconds)}, a record of ${count(result.recordMiB)} MiB`, undefined],
  }])),
  ...Object.fromEntries([1_000, 10_000, 100_000].map((cases) => [`command-${cases}`, {
    what: `The whole command line over about ${count(cases)} cases, with all standard reports`,
    goal: 'reports hold every requirement, so they grow with their number',
    measure: () => inOwnProcess('./memory.mjs', 'wholeCommand', { cases }),
    say: (result) => [`${result.commandMiB} MiB, ${seconds(result.seconds)}, a record of ${count(result.recordMiB)} MiB`, undefined],
  }])),
  'report-opens': {
    what: 'report.html of a run with more than 10,000 requirements, from its file in Chromium until its list is there, median of five',
    goal: 'under 3 s with 10,000 requirements',
    measure: () => inOwnProcess('./report-opens.mjs', 'reportOpens', { cases: 5_000 }),
    say: (result) => (result.missing ? [`not measured: ${result.missing}`, undefined] : [`${seconds(result.milliseconds / 1000)}, ${count(result.requirements)} requirements, ${result.mebibytes.toFixed(1)} MiB`, result.milliseconds < 3000]),
  },
};

const asked = process.argv.slice(2);
const unknown = asked.find((name) => !Object.hasOwn(measurements, name));
if (unknown !== undefined) {
  process.stderr.write(`problem UNKNOWN_MEASUREMENT: Nothing is measured under the name "${unknown}".\n  Known: ${Object.keys(measurements).join(', ')}.\n`);
  process.exit(3);
}
const rows = [];
const [before = 0] = loadavg();
for (const [name, { what, goal, measure, say }] of Object.entries(measurements)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const [figure, met] = say(await measure());
  const verdict = met === undefined ? '' : met ? 'met' : '**missed**';
  process.stdout.write(`${name.padEnd(16)} ${figure.padEnd(34)} goal: ${goal}${met === undefined ? '' : met ? ' (met)' : ' (missed)'}\n`);
  rows.push(`| \`${name}\` | ${what} | ${figure} | ${goal} | ${verdict} |`);
}
if (asked.length === 0) {
  writeSection(join(root, 'docs', 'benchmarks.md'), 'figures', `Written by \`npm run bench\`, which measures all of this again; \`npm run bench -- NAME\` measures one row and writes nothing.
Node ${process.versions.node}, ${availableParallelism()} cores. Ratios are of one run on one machine; times are of that machine,
whose load average was ${before.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} afterwards: with more than it has cores, others worked on it too, and times say little.

\`node bench/determinism.mjs\`, which takes minutes and so stands apart, runs the built-in contract (profile full) on the embedded backend and on a liar: in the order of the plan
twice and in ten drawn orders (\`--shuffle\`), 1, 8 and 32 requests at a time. When it was run last, on a machine with five times as much work as cores, none of 1,215
requirements ended otherwise in any of 72 runs.

\`node bench/shards.mjs\` runs the built-in contract in 1, 2, 4 and 8 parts on one reference backend. When it was run last, the 5,807 lines of
run.ndjson, junit.xml and summary.md that merge made of them were the same, times and the request ids of the backend apart.

The rows \`memory-…\` are of the run and its record: beyond 256 operations the plan lies packed, and what is kept grows with the size of the description.
The rows \`command-…\` have the reports too, which are made from the record when the run has ended.
The rows \`explore-…\` have more cases of the same requirements, and the rows \`memory-…\` and \`command-…\` more operations, with requirements of their own.

| name | what is measured | figure | goal | |
|---|---|---|---|---|
${rows.join('\n')}
`);
  process.stdout.write('Wrote docs/benchmarks.md.\n');
}
