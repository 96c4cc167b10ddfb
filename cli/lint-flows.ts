import { fileURLToPath } from 'node:url';
import type { Description } from '../model/description.ts';
import type { Problem } from '../model/problem.ts';
import { compileWorkflows } from '../engine/arazzo/compile-workflows.ts';
import type { ArazzoSet } from '../spec/arazzo/read-set.ts';
import { readArazzoSet } from '../spec/arazzo/read-set.ts';
import { readBuiltIn } from '../spec/calico-enterprise.ts';
import { readDescription } from '../spec/read-description.ts';
import { urlOf } from '../spec/reading/open-description.ts';
import { isCode } from './load-flows.ts';

/** What is wrong with flows, what could not be checked, and which are sound. */
export interface FlowsLint {
  readonly problems: readonly Problem[];
  readonly notices: readonly Problem[];
  /** One line for each file without a problem. */
  readonly sound: readonly string[];
}

/** Holds Arazzo documents against their specification and modules against what a flow is, and their operations against the description that is named or stands beside. */
export async function lintFlows(files: readonly string[], given: { readonly description?: string; readonly overlays: readonly string[] }): Promise<FlowsLint> {
  const problems: Problem[] = [];
  const notices: Problem[] = [];
  const sound: string[] = [];
  for (const file of files) {
    if (isCode(file)) {
      const faults = await codeFaults(file, given);
      problems.push(...faults);
      if (faults.length === 0) sound.push(`${file}: sound, 1 flow`);
      continue;
    }
    const set = await readArazzoSet(file);
    if (!set.ok) {
      problems.push(...set.problems);
      continue;
    }
    const found = await operationsFaults(set.value, given);
    notices.push(...found.notices);
    problems.push(...found.problems);
    const count = set.value.main.workflows.length;
    if (found.problems.length === 0) sound.push(`${file}: sound, ${count} ${count === 1 ? 'workflow' : 'workflows'}`);
  }
  return { problems, notices, sound };
}

/** What is wrong with a flow in code, on its own and for the description that is named, or else the built-in contract. */
async function codeFaults(file: string, { description, overlays }: { readonly description?: string; readonly overlays: readonly string[] }): Promise<readonly Problem[]> {
  const [{ loadCode }, { operationProblems }] = await Promise.all([import('./code-flows/load-code.ts'), import('./code-flows/operation-problems.ts')]);
  const loaded = await loadCode(file);
  if (!loaded.ok) return loaded.problems;
  const read = description === undefined ? await readBuiltIn({}) : await readDescription(description, { overlays });
  return read.ok ? operationProblems(loaded.value, file, read.value) : read.problems;
}

async function operationsFaults(set: ArazzoSet, { description, overlays }: { readonly description?: string; readonly overlays: readonly string[] }): Promise<Pick<FlowsLint, 'problems' | 'notices'>> {
  const openapi = set.main.sources.filter(({ type }) => type === 'openapi');
  if (description === undefined && openapi.length !== 1) {
    return { problems: [], notices: [{ code: 'OPERATIONS_UNCHECKED', what: `The document has ${openapi.length} OpenAPI descriptions, so its operations were not looked up.`, where: set.main.place('/sourceDescriptions'), fix: 'Name the one that is judged: --description openapi.yaml.' }] };
  }
  const url = description ?? urlOf(openapi[0]?.url ?? '', set.main.url) ?? '';
  if (/^https?:/i.test(url) && description === undefined) {
    return { problems: [], notices: [{ code: 'OPERATIONS_UNCHECKED', what: `The description ${url} is not fetched, so operations were not looked up.`, where: set.main.place('/sourceDescriptions'), fix: `Say that it may be: --description ${url}` }] };
  }
  const read = await readDescription(url.startsWith('file:') ? fileURLToPath(url) : url, { overlays });
  if (!read.ok) return { problems: read.problems, notices: [] };
  return { problems: faultsOf(set, read.value), notices: [] };
}

function faultsOf(set: ArazzoSet, description: Description): readonly Problem[] {
  const compiled = compileWorkflows(set, description);
  return compiled.ok ? [] : compiled.problems;
}
