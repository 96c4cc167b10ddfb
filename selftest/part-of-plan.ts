import type { CaptureKey, Case, CaseId } from '../model/case.ts';
import type { Description } from '../model/description.ts';
import type { Flow } from '../model/flow.ts';
import type { Plan } from '../model/plan.ts';
import { flowRequirements } from '../engine/flow/flow-requirements.ts';
import { requirementsIn } from '../engine/requirements-in.ts';
import { capturesIn } from '../generate/captures-in.ts';

/** What of a plan is sent: cases of one operation, and flows. */
export interface Wanted {
  readonly operationId: string;
  /** All of its cases where none are named. */
  readonly cases?: ReadonlySet<CaseId>;
  readonly flows: ReadonlySet<string>;
}

/**
 * Makes parts of a plan: these cases and flows, each with its positive controls and with whatever supplies its values.
 * The requests of a part are those of the whole plan, in the same order.
 */
export function partsOf(plan: Plan, flows: readonly Flow[], description: Description): (wanted: Wanted) => Plan {
  const flowsById = new Map(flows.map((flow) => [flow.id, flow]));
  const aboutOf = new Map(flows.map((flow) => [flow.id, flowRequirements(flow, description).map(({ operation }) => operation.id)]));
  const capturesByKey = new Map(plan.captures.map((capture) => [capture.key, capture]));

  return ({ operationId, cases, flows: wantedFlows }) => {
    const taken = new Map<string, Set<CaseId>>();
    const need = (id: string, wanted: (each: Case) => boolean): void => {
      const own = plan.casesOf(id);
      const byId = new Map(own.map((each) => [each.id, each]));
      const known = taken.get(id) ?? new Set<CaseId>();
      taken.set(id, known);
      for (const each of own) {
        if (each.strategy !== 'baseline' && !wanted(each)) continue;
        for (let next: Case | undefined = each; next && !known.has(next.id); next = next.control === undefined ? undefined : byId.get(next.control)) {
          known.add(next.id);
          for (const key of capturesIn(next.request)) supply(key);
        }
      }
    };
    const supply = (key: CaptureKey): void => {
      for (const source of capturesByKey.get(key)?.sources ?? []) {
        if (source.kind === 'discovery' && !taken.has(source.operationId)) need(source.operationId, () => false);
      }
    };
    if (cases === undefined || cases.size > 0) need(operationId, ({ id }) => cases?.has(id) ?? true);
    for (const id of wantedFlows) {
      const needs = flowsById.get(id)?.needs;
      for (const key of [...(needs?.captures ?? []), ...(needs?.optional ?? [])]) supply(key);
    }
    const judged = new Set([operationId, ...[...wantedFlows].flatMap((id) => aboutOf.get(id) ?? [])]);
    return {
      ...plan,
      requirements: requirementsIn([...judged].flatMap((id) => plan.requirements.of(id))),
      operations: plan.operations.filter((operation) => taken.has(operation.operationId)),
      flows: plan.flows.filter((id) => wantedFlows.has(id)),
      casesOf: (id) => {
        const own = taken.get(id);
        return own ? plan.casesOf(id).filter((each) => own.has(each.id)) : [];
      },
    };
  };
}
