import { capabilityOf } from '../../model/capability.ts';
import type { Description, Operation } from '../../model/description.ts';
import type { Flow } from '../../model/flow.ts';
import type { Requirement } from '../../model/requirement.ts';
import { requirementId } from '../requirement-id.ts';
import { referredOperation } from './referred-operation.ts';

/** One requirement per step; none at all when the description lacks an operation that the flow needs. */
export function flowRequirements(
  flow: Flow, description: Pick<Description, 'operations' | 'origin'>,
): readonly { readonly requirement: Requirement; readonly operation: Operation }[] {
  const found = new Map(Object.entries(flow.needs.operations).map(([key, ref]) => [key, referredOperation(ref, description)]));
  if ([...found.values()].includes(undefined)) return [];
  return flow.steps.flatMap((step) => {
    const operation = found.get(step.operation);
    if (!operation) return [];
    const at = `/steps/${step.id}`;
    const [tag] = operation.tags;
    const capability = capabilityOf(step);
    return [{
      operation,
      requirement: {
        id: requirementId(step.rule ?? flow.id, operation.id, at),
        rule: step.rule ?? flow.id,
        suite: step.suite ?? flow.suite,
        level: step.level ?? flow.level,
        statement: step.statement,
        clause: step.clause ?? flow.clause,
        provenance: step.provenance ?? flow.provenance,
        operationId: operation.id,
        ...(tag !== undefined && { tag }),
        at,
        place: description.origin?.short(operation.pointer) ?? operation.pointer,
        cases: [],
        ...(capability !== undefined && { capability }),
        conditional: false,
      },
    }];
  });
}
