// arazzo-runners.mjs [CASE…]: runs the corpus of spec/arazzo-conformance in Redocly's Respect, and writes what came out into docs/arazzo.md.
// With names it runs those cases only, shows what Respect said of them, and writes nothing.
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { root } from '../scripts/setup.mjs';

const require = createRequire(import.meta.url);
const home = join(root, 'spec', 'arazzo-conformance');
const page = join(root, 'docs', 'arazzo.md');
const version = require('@redocly/cli/package.json').version;
const redocly = join(dirname(require.resolve('@redocly/cli/package.json')), 'bin', 'cli.js');
const { startTinyServer } = await fromTypeScript(join(home, 'tiny-server.fixture.ts'));
const named = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'arazzo-'));

const rows = [];
for (const file of readdirSync(join(home, 'cases')).filter((each) => each.endsWith('.arazzo.yaml')).sort()) {
  const name = file.replace('.arazzo.yaml', '');
  if (named.length > 0 && !named.includes(name)) continue;
  const told = parse(readFileSync(join(home, 'cases', file), 'utf8'))['x-case'];
  const came = await inRespect(join(home, 'cases', file), told);
  const differs = differences(told, came);
  rows.push({ name, told, differs });
  process.stdout.write(`${differs.length === 0 ? 'keeps ' : told.silent ? 'silent' : 'breaks'}  ${name}${differs.map((each) => `\n          ${each}`).join('')}\n`);
  if (named.length > 0) process.stdout.write(`${came.said}\n`);
}
rmSync(scratch, { recursive: true });
if (named.length === 0) writeTable();

/** A module in TypeScript, which Node 20 cannot load by itself. */
async function fromTypeScript(file) {
  const { default: typescript } = await import('typescript');
  const { outputText } = typescript.transpileModule(readFileSync(file, 'utf8'), { compilerOptions: { module: 'esnext', target: 'es2023' } });
  return import(`data:text/javascript;base64,${Buffer.from(outputText).toString('base64')}`);
}

/** Runs a case as its README says, and gives what was seen. */
async function inRespect(file, told) {
  const server = await startTinyServer(told.server ?? {});
  const report = join(scratch, 'report.json');
  rmSync(report, { force: true });
  const arguments_ = ['respect', file, '--workflow', 'main', '--server', `things=${server.baseUrl}`, '--json-output', report,
    // What the description promises about answers is no matter of the corpus.
    '--severity', 'SCHEMA_CHECK=off', '--severity', 'STATUS_CODE_CHECK=off', '--severity', 'CONTENT_TYPE_CHECK=off', '--execution-timeout', '60000',
    ...Object.entries(told.inputs ?? {}).flatMap(([key, value]) => ['--input', typeof value === 'string' ? `${key}=${value}` : JSON.stringify({ [key]: value })])];
  const ended = await new Promise((resolve) => {
    execFile(process.execPath, [redocly, ...arguments_], { timeout: 90_000, env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' } }, (error, out, err) => resolve({ code: error ? (error.code ?? 'killed') : 0, said: `${out}${err}` }));
  });
  await server.close();
  let json;
  try { json = JSON.parse(readFileSync(report, 'utf8')); } catch { /* It was refused before anything ran. */ }
  return { ...ended, seen: server.seen, json };
}

/** In which ways a run is not what the case wants, in words. */
function differences(told, { code, seen, json, said }) {
  const workflows = Object.values(json?.files ?? {}).flatMap(({ executedWorkflows }) => executedWorkflows ?? []);
  const broken = workflows.flatMap(({ executedSteps }) => executedSteps ?? []).find(({ status }) => status === 'error' || status === 'failed');
  const differs = [];
  const refused = code !== 0 && seen.length === 0 && workflows.every(({ executedSteps = [] }) => executedSteps.length === 0);
  if (told.ends === 'passes' && code !== 0) differs.push(refused ? `refuses the document: ${firstComplaint(said)}` : `fails${broken ? ` at ${broken.stepId}` : ''}${reason(said)}`);
  else if (told.ends?.refused !== undefined && !refused) differs.push(code === 0 ? 'accepts the document' : 'runs the document, and fails only then');
  else if (told.ends?.fails !== undefined && code === 0) differs.push('passes');
  else if (told.ends?.fails !== undefined && refused && (told.requests ?? []).length > 0) differs.push(`refuses the document: ${firstComplaint(said)}`);
  const wanted = (told.requests ?? []).map((each) => (typeof each === 'string' ? { request: each } : each));
  const sent = seen.map(({ request }) => request);
  if (told.requests && differs.every((each) => !each.startsWith('refuses')) && !isDeepStrictEqual(sent, wanted.map(({ request }) => request))) differs.push(`sends ${sent.length === 0 ? 'nothing' : briefly(sent)}`);
  else {
    for (const [index, { headers = {}, body, text }] of wanted.entries()) {
      const own = seen[index];
      if (!own) break;
      for (const [name, value] of Object.entries(headers)) if (own.headers[name.toLowerCase()] !== value) differs.push(`sends ${name}: ${own.headers[name.toLowerCase()] ?? '(none)'}`);
      if (text !== undefined && own.text !== text) differs.push(`sends the body ${own.text}`);
      if (body !== undefined && !isDeepStrictEqual(jsonOf(own.text), body)) differs.push(`sends the body ${own.text}`);
    }
  }
  return differs;
}

function briefly(sent) {
  const runs = [];
  for (const each of sent) {
    if (runs.at(-1)?.each === each) runs.at(-1).times++;
    else runs.push({ each, times: 1 });
  }
  return runs.map(({ each, times }) => (times === 1 ? each : `${each} (${times} times)`)).join(', ');
}

function jsonOf(text) {
  try { return JSON.parse(text); } catch { return undefined; }
}

/** Why a step failed, where Respect says more than that a criterion does not hold. */
function reason(said) {
  const why = /Failed to pass \{.*\}: (.*)/.exec(said)?.[1] ?? /Runtime expression is not valid.*/.exec(said)?.[0];
  return why === undefined ? '' : `: ${why.trim().slice(0, 100)}`;
}

function firstComplaint(said) {
  const line = said.split('\n').map((each) => each.trim()).find((each) => /error|invalid|must|not |Unexpected|Cannot/i.test(each) && !/Node\.js|deprecat/i.test(each)) ?? 'it does not say why';
  return line.replaceAll(root, '').slice(0, 110);
}

/** Replaces the part of the page between its two marks. */
function writeTable() {
  const cell = (text) => text.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1');
  const kept = rows.filter(({ differs }) => differs.length === 0).length;
  const silent = rows.filter(({ differs, told }) => differs.length > 0 && told.silent).length;
  const table = `Of ${rows.length} cases our runner keeps ${rows.length} (a test holds it to each), Respect ${version} keeps ${kept}; ${silent} more it reads otherwise where the
specification is silent. What it does otherwise:

| case | rule | Respect |
|---|---|---|
${rows.filter(({ differs }) => differs.length > 0).map(({ name, told, differs }) => `| \`${name}\` | ${cell(told.rule)}${told.silent ? ' (the specification is silent)' : ''} | ${cell(differs.join('; '))} |`).join('\n')}`;
  const text = readFileSync(page, 'utf8');
  writeFileSync(page, text.replace(/(<!-- table -->\n)[^]*(\n<!-- end of table -->)/, (_, before, after) => `${before}${table}${after}`));
  process.stdout.write('Wrote the table of docs/arazzo.md.\n');
}
