// mutation.mjs [--count N] [--seed S] [--minutes M] [--state FILE] [--write]: changes the program in small ways, one at a time, drawn by a seed, and sees whether a test notices.
// Each mutant has tests of the same three folders that reach its file through imports, the nearest of those that are quick, and at last a run of the whole suite against the
// reference backend. How long a test file takes is measured once, and kept beside what became of the mutants. Of what survives, docs/mutation.md has a reading.
import { fork, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import typescript from 'typescript';
import { root } from '../scripts/setup.mjs';
import { mutantsOf, mutated } from './mutation/mutants.mjs';
import { writeSection } from './section.mjs';

const { values } = parseArgs({ options: {
  count: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' }, minutes: { type: 'string', default: '40' }, state: { type: 'string', default: join(tmpdir(), 'calico-conformance-mutation.ndjson') }, write: { type: 'boolean', default: false },
} });
const folders = ['suites', 'generate', 'engine'];
/** Runs the whole suite against the reference backend, honest and lying. Whom no nearer test notices is given this one at last. */
const wholeSuite = 'reference/whole-suite.test.ts';
/** So many quick tests for each, beside that. */
const nearest = 2;
/** A test file that takes longer than this is given to a mutant only where no other reaches it. */
const quickMs = 10_000;
/** What takes longer than this is not measured to its end. */
const longestMs = 120_000;
/** How much longer than unchanged a test may take: a loop that does not end is told apart from a busy machine. */
const patience = (ms) => ms * 4 + 10_000;

const tracked = spawnSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' }).stdout.split('\0').filter((file) => file !== '' && existsSync(join(root, file)));
const isTest = (file) => /\.(test|fixture)\.ts$/.test(file);
const sources = tracked.filter((file) => folders.includes(file.split('/')[0]) && file.endsWith('.ts') && !isTest(file)).sort();
const tests = tracked.filter((file) => (folders.includes(file.split('/')[0]) && file.endsWith('.test.ts')) || file === wholeSuite).sort();
const all = sources.flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')));
const chosen = drawn(all, Number(values.count), Number(values.seed));
process.stdout.write(`${all.length} mutants in ${sources.length} files; ${chosen.length} drawn\n`);

const compiles = typeChecker();
const near = testsByDistance();
const copy = mkdtempSync(join(tmpdir(), 'calico-conformance-mutation-'));
for (const file of tracked) cpSync(join(root, file), join(copy, file));
for (const folder of ['node_modules', 'dist']) symlinkSync(join(root, folder), join(copy, folder));
process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));

const kept = (existsSync(values.state) ? readFileSync(values.state, 'utf8').trim().split('\n').filter(Boolean) : []).map((line) => JSON.parse(line));
const done = new Map(kept.filter(({ fate }) => fate !== undefined).map((each) => [keyOf(each), each]));
const measured = new Map(kept.filter(({ test }) => test !== undefined).map(({ test, ms }) => [test, ms]));
const end = Date.now() + Number(values.minutes) * 60_000;
let tester;
for (const mutant of chosen) {
  if (done.has(keyOf(mutant)) || Date.now() > end) continue;
  const fate = await tried(mutant);
  const told = { ...mutant, ...fate };
  done.set(keyOf(mutant), told);
  appendFileSync(values.state, `${JSON.stringify(told)}\n`);
  process.stdout.write(`${fate.fate.padEnd(10)} ${mutant.file}:${mutant.line} ${mutant.kind}: ${mutant.was.replaceAll(/\s+/g, ' ').slice(0, 60)} -> ${mutant.into.slice(0, 40)}${fate.by === undefined ? '' : ` (${fate.by})`}\n`);
}
tester?.kill('SIGKILL');

const looked = chosen.map((mutant) => done.get(keyOf(mutant))).filter(Boolean);
const of = (fate, folder) => looked.filter((each) => each.fate === fate && (folder === undefined || each.file.startsWith(`${folder}/`))).length;
const score = (folder) => {
  const [killed, rest] = [of('killed', folder), of('survived', folder) + of('untested', folder)];
  return killed + rest === 0 ? '–' : `${Math.round((killed / (killed + rest)) * 100)} %`;
};
process.stdout.write(`${looked.length} tried: ${of('killed')} killed, ${of('timeout')} by time, ${of('survived')} survived, ${of('untested')} untested, ${of('invalid')} do not compile; score ${score()}\n`);
if (values.write) {
  writeSection(join(root, 'docs', 'mutation.md'), 'mutants', `Of ${all.length.toLocaleString('en')} mutants in ${sources.length} files, ${looked.length} drawn by the seed ${values.seed} were tried.

| folder | tried | do not compile | noticed | not decided in time | survived | no test reaches it | score |
|---|---:|---:|---:|---:|---:|---:|---:|
${[...folders, undefined].map((folder) => `| ${folder === undefined ? 'all' : `\`${folder}/\``} | ${looked.filter(({ file }) => folder === undefined || file.startsWith(`${folder}/`)).length} | ${of('invalid', folder)} | ${of('killed', folder)} | ${of('timeout', folder)} | ${of('survived', folder)} | ${of('untested', folder)} | ${score(folder)} |`).join('\n')}

Survived:

${looked.filter(({ fate }) => fate === 'survived' || fate === 'untested').map((each) => `- \`${each.file}\`, line ${each.line}, ${each.kind}: \`${each.was.replaceAll(/\s+/g, ' ').slice(0, 100)}\` became \`${each.into.slice(0, 60)}\``).join('\n')}`);
}

/** What became of one mutant. */
async function tried(mutant) {
  const original = readFileSync(join(root, mutant.file), 'utf8');
  const text = mutated(original, mutant);
  if (!compiles(mutant.file, text)) return { fate: 'invalid' };
  const own = await testsFor(mutant.file);
  if (own.length === 0) return { fate: 'untested' };
  const limitMs = patience(await timeOfAll(own));
  const file = join(copy, mutant.file);
  writeFileSync(file, text);
  try {
    const said = await ask({ changed: file, tests: own.map((test) => join(copy, test)) }, limitMs);
    if (said === undefined) return { fate: 'timeout' };
    return said.failed === undefined ? { fate: 'survived', tests: own.length } : { fate: 'killed', by: `${relative(copy, said.failed.test)}: ${said.failed.name}` };
  } finally {
    writeFileSync(file, original);
    if (tester) await ask({ changed: file, tests: [] }, longestMs);
  }
}

/** The nearest few that are quick, and the whole suite; where there is neither, the one that takes the shortest time. */
async function testsFor(file) {
  const candidates = near(file);
  const chosen = [];
  for (const test of candidates.filter((each) => each !== wholeSuite)) {
    if (chosen.length < nearest && await timeOf(test) <= quickMs) chosen.push(test);
  }
  if (candidates.includes(wholeSuite)) chosen.push(wholeSuite);
  if (chosen.length > 0) return chosen;
  return candidates.toSorted((one, other) => measured.get(one) - measured.get(other)).slice(0, 1).filter((test) => measured.get(test) < longestMs);
}

async function timeOfAll(some) {
  let all = 0;
  for (const test of some) all += await timeOf(test);
  return all;
}

/** How many milliseconds a test file takes when nothing is changed; measured once. */
async function timeOf(test) {
  if (measured.has(test)) return measured.get(test);
  if (!tester) await ask({ tests: [] }, longestMs);
  const start = performance.now();
  const said = await ask({ tests: [join(copy, test)] }, longestMs);
  if (said?.failed !== undefined) throw new Error(`${test} fails when nothing is changed: ${said.failed.name}`);
  const ms = said === undefined ? longestMs : Math.round(performance.now() - start);
  measured.set(test, ms);
  appendFileSync(values.state, `${JSON.stringify({ test, ms })}\n`);
  return ms;
}

/** Asks the process with the tests; nothing comes back where it took too long, and then there is a new one. */
async function ask(question, limitMs) {
  tester ??= await new Promise((ready, failed) => {
    const child = fork(fileURLToPath(new URL('./mutation/tester.mjs', import.meta.url)), [copy], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'], cwd: copy });
    child.once('message', () => ready(child)).once('exit', (code) => failed(new Error(`The tests ended with ${code}.`)));
  });
  const { promise, resolve: settle } = Promise.withResolvers ? Promise.withResolvers() : deferred();
  const timer = setTimeout(() => {
    tester.removeAllListeners('message').kill('SIGKILL');
    tester = undefined;
    settle(undefined);
  }, limitMs);
  tester.once('message', settle);
  tester.send(question);
  const said = await promise;
  clearTimeout(timer);
  return said;
}

function deferred() {
  let settle;
  return { promise: new Promise((resolve_) => { settle = resolve_; }), resolve: settle };
}

/** Whether the file still compiles with this text; the program is read once. */
function typeChecker() {
  const { config } = typescript.readConfigFile(join(root, 'tsconfig.json'), typescript.sys.readFile);
  const { options } = typescript.parseJsonConfigFileContent(config, typescript.sys, root);
  const changed = new Map();
  const versions = new Map();
  const service = typescript.createLanguageService({
    getCompilationSettings: () => options, getCurrentDirectory: () => root, getDefaultLibFileName: typescript.getDefaultLibFilePath,
    getScriptFileNames: () => sources.map((file) => join(root, file)), getScriptVersion: (file) => String(versions.get(file) ?? 0),
    getScriptSnapshot: (file) => (changed.has(file) ? typescript.ScriptSnapshot.fromString(changed.get(file)) : existsSync(file) ? typescript.ScriptSnapshot.fromString(readFileSync(file, 'utf8')) : undefined),
    fileExists: typescript.sys.fileExists, readFile: typescript.sys.readFile, readDirectory: typescript.sys.readDirectory, directoryExists: typescript.sys.directoryExists, getDirectories: typescript.sys.getDirectories,
  });
  return (file, text) => {
    const path = join(root, file);
    versions.set(path, (versions.get(path) ?? 0) + 1);
    changed.set(path, text);
    const good = service.getSyntacticDiagnostics(path).length === 0 && service.getSemanticDiagnostics(path).every(({ code }) => /^(6133|6196|6138|7027)$/.test(String(code)));
    changed.delete(path);
    versions.set(path, versions.get(path) + 1);
    return good;
  };
}

/** For a file, the tests that reach it through imports, the nearest first. */
function testsByDistance() {
  const importsOf = new Map(tracked.filter((file) => file.endsWith('.ts')).map((file) => [file, [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import\()\s*'(\.[^']+\.ts)'/g)].map(([, name]) => relative(root, resolve(root, dirname(file), name)))]));
  const distances = new Map(tests.map((test) => {
    const seen = new Map([[test, 0]]);
    for (const [file, distance] of seen) for (const next of importsOf.get(file) ?? []) if (!seen.has(next)) seen.set(next, distance + 1);
    return [test, seen];
  }));
  const rank = (test, file) => (test === file.replace(/\.ts$/, '.test.ts') ? 0 : distances.get(test).get(file));
  return (file) => tests.filter((test) => distances.get(test).has(file)).sort((one, two) => rank(one, file) - rank(two, file));
}

function keyOf({ file, from, into }) {
  return [file, from, into].join(' | ');
}

/** So many by a seed. */
function drawn(list, count, from) {
  let seed = from;
  const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  return list.map((each) => [random(), each]).sort(([one], [two]) => one - two).slice(0, count).map(([, each]) => each);
}
