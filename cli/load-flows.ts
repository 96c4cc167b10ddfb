import type { Description } from '../model/description.ts';
import type { Flow } from '../model/flow.ts';
import type { Problem, Result } from '../model/problem.ts';
import { calicoFlows } from '../suites/calico/flows.ts';
import { rules } from '../suites/rules.ts';

/** Flows of the user for a description: the workflows of Arazzo documents, and modules in TypeScript or JavaScript. */
export async function loadFlows(files: readonly string[], description: Description): Promise<Result<readonly Flow[]>> {
  if (files.length === 0) return { ok: true, value: [] };
  const flows: Flow[] = [];
  const problems: Problem[] = [];
  const taken = new Set([...rules, ...calicoFlows].map(({ id }) => id));
  for (const file of new Set(files)) {
    const compiled = isCode(file) ? await codeFlows(file, description) : await workflows(file, description);
    if (!compiled.ok) problems.push(...compiled.problems);
    else for (const flow of compiled.value) {
      if (taken.has(flow.id)) problems.push(nameTaken(flow, file));
      taken.add(flow.id);
      flows.push(flow);
    }
  }
  const [first, ...rest] = problems;
  return first ? { ok: false, problems: [first, ...rest] } : { ok: true, value: flows };
}

/** Whether a file of flows is a module, and not a document. */
export function isCode(file: string): boolean {
  return /\.m?[tj]s$/i.test(file);
}

// Only who has documents, or code, waits for what reads them.

async function workflows(file: string, description: Description): Promise<Result<readonly Flow[]>> {
  const [{ readArazzoSet }, { compileWorkflows }] = await Promise.all([import('../spec/arazzo/read-set.ts'), import('../engine/arazzo/compile-workflows.ts')]);
  const set = await readArazzoSet(file);
  return set.ok ? compileWorkflows(set.value, description) : set;
}

async function codeFlows(file: string, description: Description): Promise<Result<readonly Flow[]>> {
  const [{ loadCode }, { compileCodeFlow }, { operationProblems }] = await Promise.all([import('./code-flows/load-code.ts'), import('../engine/code-flow/compile-code-flow.ts'), import('./code-flows/operation-problems.ts')]);
  const loaded = await loadCode(file);
  if (!loaded.ok) return loaded;
  const [first, ...rest] = operationProblems(loaded.value, file, description);
  return first ? { ok: false, problems: [first, ...rest] } : { ok: true, value: [compileCodeFlow(loaded.value.definition, loaded.value.files, description)] };
}

function nameTaken({ id, code }: Flow, file: string): Problem {
  return {
    code: code ? 'FLOW_CODE_NAME_TAKEN' : 'ARAZZO_NAME_TAKEN', what: `A rule or another flow is called ${JSON.stringify(id)} already.`, where: { file },
    fix: `Give the ${code ? 'flow another id' : 'workflow another workflowId'}: requirements are named after it.`,
  };
}
