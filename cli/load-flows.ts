import type { Description } from '../model/description.ts';
import type { Flow } from '../model/flow.ts';
import type { Problem, Result } from '../model/problem.ts';
import { calicoFlows } from '../suites/calico/flows.ts';
import { rules } from '../suites/rules.ts';

/** The workflows of Arazzo documents as flows for a description. */
export async function loadFlows(files: readonly string[], description: Description): Promise<Result<readonly Flow[]>> {
  if (files.length === 0) return { ok: true, value: [] };
  // Only who has documents waits for what reads them.
  const [{ readArazzoSet }, { compileWorkflows }] = await Promise.all([import('../spec/arazzo/read-set.ts'), import('../engine/arazzo/compile-workflows.ts')]);
  const flows: Flow[] = [];
  const problems: Problem[] = [];
  const taken = new Set([...rules, ...calicoFlows].map(({ id }) => id));
  for (const file of new Set(files)) {
    const set = await readArazzoSet(file);
    const compiled = set.ok ? compileWorkflows(set.value, description) : set;
    if (!compiled.ok) problems.push(...compiled.problems);
    else for (const flow of compiled.value) {
      if (taken.has(flow.id)) problems.push({ code: 'ARAZZO_NAME_TAKEN', what: `A rule or another flow is called ${JSON.stringify(flow.id)} already.`, where: { file }, fix: 'Give the workflow another workflowId: requirements are named after it.' });
      taken.add(flow.id);
      flows.push(flow);
    }
  }
  const [first, ...rest] = problems;
  return first ? { ok: false, problems: [first, ...rest] } : { ok: true, value: flows };
}
