// npm run bench:peers [-- --faults N --seed S --only PEER --at-once N --state FOLDER --fresh --write]: runs us and the peers on the honest backend, on every honest
// variant and on every fault, and writes the section of docs/benchmarks.md about it. What was measured is kept, and an interrupted run goes on.
import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { root, setup } from '../scripts/setup.mjs';
import { openBackends } from './peers/backends.mjs';
import { calicoConformance, withOtherTokens } from './peers/calico-conformance.mjs';
import { dredd } from './peers/dredd.mjs';
import { measuredCommand } from './peers/measured-command.mjs';
import { portman } from './peers/portman.mjs';
import { respect } from './peers/respect.mjs';
import { schemathesis } from './peers/schemathesis.mjs';
import { scored } from './peers/score.mjs';
import { specmatic } from './peers/specmatic.mjs';
import { stepCi } from './peers/step-ci.mjs';
import { sectionOn } from './peers/table.mjs';
import { writeSection } from './section.mjs';

const peers = [calicoConformance, withOtherTokens, schemathesis, specmatic, portman, respect, dredd, stepCi];
/** They cannot be had through a package registry, or do nothing by themselves. */
const elsewhere = [
  { name: 'CATS', because: 'no registry of packages has a version that can be run; it is handed out as a binary' },
  { name: 'EvoMaster', because: 'the same' },
  { name: 'RESTler', because: 'it is handed out as sources and container images, and was not tried' },
  { name: 'Hurl, Karate, Tavern', because: 'they run scripts that somebody writes, and read no description' },
  { name: 'Prism', because: 'its proxy judges the traffic of somebody else, and sends nothing by itself' },
];
const limitSeconds = 900;
const honestRounds = 2;
/** Characters of one complaint that are kept. */
const longest = 600;

const { values: options } = parseArgs({ options: {
  faults: { type: 'string', default: '24' }, seed: { type: 'string', default: '1' }, only: { type: 'string', multiple: true, default: [] }, 'at-once': { type: 'string', default: '1' },
  state: { type: 'string', default: join(tmpdir(), 'calico-conformance-peers') }, fresh: { type: 'boolean', default: false }, write: { type: 'boolean', default: false },
} });
const unknown = options.only.find((name) => !peers.some((peer) => peer.name === name));
if (unknown !== undefined) {
  process.stderr.write(`problem UNKNOWN_PEER: There is no peer "${unknown}".\n  Known: ${peers.map(({ name }) => name).join(', ')}.\n`);
  process.exit(3);
}
const { state } = options;
const log = join(state, 'runs.ndjson');
if (options.fresh) rmSync(log, { force: true });
mkdirSync(join(state, 'tools'), { recursive: true });
setup();

const backends = await openBackends();
const faults = backends.faults;
const sample = drawn(faults.map(({ id }) => id), Number(options.faults), Number(options.seed));
const before = loadavg()[0] ?? 0;

const known = await backends.start({});
const common = { tools: join(state, 'tools'), built: backends.folder, token: known.tokens.owner, userId: known.disposableUsers[0], description: join(state, 'openapi.yaml') };
await backends.stop(known.url);
// The contract itself, but that the example of an id is one that exists: without that, most peers ask for nobody.
writeFileSync(common.description, readFileSync(join(root, 'spec', 'calico-enterprise', 'openapi.yaml'), 'utf8').replace('example: a169451c-8525-4352-b8ca-070dd449a1a5', `example: ${common.userId}`));

const absent = [...elsewhere];
const present = [];
for (const peer of peers) {
  if (options.write || (options.only.length > 0 && !options.only.includes(peer.name))) continue;
  try {
    present.push({ peer, ready: await peer.prepare(common) });
  } catch (error) {
    absent.unshift({ name: peer.name, because: error.message });
    process.stdout.write(`absent: ${peer.name}, because ${error.message}\n`);
  }
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

/** The honest backend first, then the sample, then the rest, and each fault for everybody in turn: an interrupted run has something to say. */
const honest = present.flatMap((each) => Array.from({ length: honestRounds }, (_, round) => ({ ...each, kind: 'honest', target: 'honest', round, start: {} })));
const onFaults = (each, ids) => ids.map((id) => ({ ...each, kind: 'fault', target: id, round: 0, start: { fault: id } }));
const stages = [
  () => honest,
  () => sample.flatMap((id) => present.filter(({ peer }) => peer !== withOtherTokens).flatMap((each) => onFaults(each, [id]))),
  () => present.filter(({ peer }) => peer === withOtherTokens).flatMap((each) => onFaults(each, missedByUs())),
  // Quick tools first.
  () => [true, false].flatMap((all) => backends.variants.flatMap((variant) => present.filter(({ peer }) => (peer.all && peer !== withOtherTokens) === all).map((each) => ({ ...each, kind: 'variant', target: variant, round: 0, start: { variant } })))),
  () => present.filter(({ peer }) => peer.all && peer !== withOtherTokens).flatMap((each) => onFaults(each, faults.map(({ id }) => id).filter((id) => !sample.includes(id)))),
  () => present.filter(({ peer }) => peer === withOtherTokens).flatMap((each) => onFaults(each, missedByUs())),
];
for (const [index, stage] of stages.entries()) {
  const done = new Set(readRuns().map(keyOf));
  const left = stage().map((task) => ({ ...task, key: keyOf({ peer: task.peer.name, version: task.ready.version, kind: task.kind, target: task.target, round: task.round }) })).filter(({ key }) => !done.has(key));
  process.stdout.write(`${left.length} runs are left in stage ${index + 1} of ${stages.length}\n`);
  // What is measured on the honest backend is measured alone.
  await Promise.all(Array.from({ length: index === 0 ? 1 : Number(options['at-once']) }, async () => {
    for (let task = left.shift(); task; task = left.shift()) await make(task);
  }));
}
backends.close();

const runs = readRuns();
if (options.only.length === 0) {
  const own = peers.map((peer) => ({ ...peer, ...(peer === withOtherTokens && { chosen: 'It was run on the faults that the row above has missed; the other ones count as found by both.' }) }));
  writeSection(join(root, 'docs', 'benchmarks.md'), 'peers', sectionOn({
    peers: own, absent, runs: withThoseOfTheRowAbove(runs), faults, sample, seed: options.seed,
    when: `The load average was ${before.toFixed(1)} before and ${(loadavg()[0] ?? 0).toFixed(1)} afterwards.`,
  }));
  process.stdout.write('Wrote the section of docs/benchmarks.md about peers.\n');
}
for (const { name } of peers) {
  const score = scored(runs.filter(({ peer }) => peer === name));
  if (score.servers > 0) process.stdout.write(`${name}: ${score.found.length} of ${score.faults} found, ${score.falseAlarms} false alarms\n`);
}

/** One run of one tool on a server of its own. */
async function make({ peer, ready, kind, target, round, start }) {
  const backend = await backends.start(start);
  const folder = mkdtempSync(join(tmpdir(), 'calico-conformance-peer-'));
  const { shown, files = {}, ...command } = peer.run({ ...common, ...ready, ...backend, token: backend.tokens.owner, folder });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const ended = await measuredCommand({ cwd: folder, ...command, limitSeconds });
  const requests = await backends.stop(backend.url);
  let findings = [];
  let broken = ended.timedOut ? `it took more than ${limitSeconds} s` : undefined;
  if (broken === undefined) {
    try {
      findings = [...new Set(peer.findings({ folder, said: ended.said, code: ended.code }).map((finding) => finding.replaceAll(backend.url, '').slice(0, longest)))];
    } catch (error) {
      broken = error.message;
      mkdirSync(join(state, 'broken'), { recursive: true });
      writeFileSync(join(state, 'broken', `${peer.name.replaceAll(/\W+/g, '-')}-${target}.txt`), ended.said);
    }
  }
  rmSync(folder, { recursive: true, force: true });
  const { code, seconds, peakMiB, cpuSeconds } = ended;
  appendFileSync(log, `${JSON.stringify({ peer: peer.name, version: ready.version, kind, target, round, shown, requests, code, seconds, peakMiB, cpuSeconds, findings, ...(broken !== undefined && { broken }) })}\n`);
  process.stdout.write(`${peer.name.padEnd(32)} ${target.padEnd(32)} ${String(findings.length).padStart(4)} findings  ${String(requests).padStart(6)} requests  ${seconds.toFixed(1)} s${broken === undefined ? '' : `  broken: ${broken}`}\n`);
}

function readRuns() {
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n').filter(Boolean).map((line) => JSON.parse(line)) : [];
}

function keyOf({ peer, version, kind, target, round }) {
  return [peer, version, kind, target, round].join(' | ');
}

function missedByUs() {
  return scored(readRuns().filter(({ peer }) => peer === calicoConformance.name)).missed;
}

/** With more credentials nothing less is sent: what was found without them was not looked for again. */
function withThoseOfTheRowAbove(all) {
  const own = new Set(all.filter(({ peer, kind }) => peer === withOtherTokens.name && kind === 'fault').map(({ target }) => target));
  if (own.size === 0) return all;
  return [...all, ...all.filter(({ peer, kind, target }) => peer === calicoConformance.name && kind === 'fault' && !own.has(target)).map((run) => ({ ...run, peer: withOtherTokens.name, version: all.find(({ peer }) => peer === withOtherTokens.name).version }))];
}

/** So many of them by a seed, in the order of the list. */
function drawn(ids, count, from) {
  let seed = from;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const chosen = new Set(ids.map((id) => [random(), id]).sort(([one], [other]) => one - other).slice(0, count).map(([, id]) => id));
  return ids.filter((id) => chosen.has(id));
}
