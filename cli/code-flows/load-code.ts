import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FlowDefinition } from '../../engine/code-flow/definition.ts';
import { isFlowDefinition } from '../../engine/code-flow/define-flow.ts';
import { definitionFaults } from '../../engine/code-flow/definition-faults.ts';
import type { AnyOperations } from '../../engine/code-flow/operation-types.ts';
import { sha256 } from '../../engine/digest.ts';
import type { CodeFile } from '../../model/flow.ts';
import type { Problem, Result } from '../../model/problem.ts';
import { importProblem } from './import-problem.ts';
import { installHooks, type InstalledHooks } from './install-hooks.ts';
import { userCode } from './user-code.ts';

/** A flow in code of the user. */
export interface LoadedCode {
  readonly definition: FlowDefinition<AnyOperations>;
  /** The file itself first, then all that it imports. */
  readonly files: readonly CodeFile[];
  /** The line of its file in which this stands first. */
  lineOf(text: string): number | undefined;
}

const longestMs = 30_000;

/** Imports a module of TypeScript or JavaScript that exports a flow. */
export async function loadCode(file: string): Promise<Result<LoadedCode>> {
  const path = resolve(file);
  const text = await readFile(path, 'utf8').catch((error: unknown) => error as NodeJS.ErrnoException);
  if (typeof text !== 'string') return failed({ code: 'FLOW_CODE_NOT_FOUND', what: `The file cannot be read (${text.code ?? text.message}).`, where: { file }, fix: 'Check the path.' });
  const dist = join(dirname(createRequire(import.meta.url).resolve('calico-conformance/package.json')), 'dist');
  const hooks = installHooks(pathToFileURL(join(dist, 'flows.js')).href, pathToFileURL(join(dist, 'cli', 'hooks-thread.js')).href);
  const url = pathToFileURL(path).href;
  const shown = (each: string): string => (each === url ? file : join(dirname(file), relative(dirname(path), fileURLToPath(each))).split(sep).join('/'));
  const lineOf = (part: string): number | undefined => lineIn(text, part);
  userCode.add(url);
  const found = await imported(url);
  const urls = closure(url, hooks);
  for (const each of urls) userCode.add(each);
  if ('thrown' in found) return failed(await importProblem(found.thrown, urls, shown));
  hooks.close(urls);
  const line = lineOf('export default');
  const where = { file, ...(line !== undefined && { line }) };
  const { value } = found;
  if (value === undefined) return failed({ code: 'FLOW_CODE_NO_FLOW', what: 'It has no default export.', where: { file, line: 1 }, fix });
  if (!isFlowDefinition(value)) return failed({ code: 'FLOW_CODE_NO_FLOW', what: 'What it exports is no flow.', where, fix });
  const [first, ...rest] = definitionFaults(value).map((what): Problem => ({ code: 'FLOW_CODE_INVALID', what, where }));
  if (first) return { ok: false, problems: [first, ...rest] };
  return { ok: true, value: { definition: value, lineOf, files: await Promise.all(urls.map(async (each) => ({ file: shown(each), sha256: sha256(await readFile(fileURLToPath(each))) }))) } };
}

const fix = "Write export default defineFlow({ ... }), with defineFlow from 'calico-conformance/flows'.";

async function imported(url: string): Promise<{ readonly value: unknown } | { readonly thrown: unknown }> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new Error(`It was not loaded after ${longestMs / 1000} seconds: something at its top level is awaited and does not come.`)); }, longestMs);
  });
  try {
    const module = (await Promise.race([import(url), late])) as { readonly default?: unknown };
    return { value: module.default };
  } catch (thrown) {
    return { thrown };
  } finally {
    clearTimeout(timer);
  }
}

/** The file and all that it imports, each once, in an order that is the same each time. */
function closure(entry: string, hooks: InstalledHooks): readonly string[] {
  const links = hooks.imports();
  const found = new Set([entry]);
  for (const from of found) for (const link of links) if (link.from === from) found.add(link.file);
  const [, ...others] = found;
  return [entry, ...others.sort()];
}

function lineIn(text: string, part: string): number | undefined {
  const at = text.indexOf(part);
  return at === -1 ? undefined : text.slice(0, at).split('\n').length;
}

function failed(problem: Problem): Result<never> {
  return { ok: false, problems: [problem] };
}
