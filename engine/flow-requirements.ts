import type { Description, Operation, Provenance } from '../model/description.ts';
import type { Flow, FlowStep, OperationRef } from '../model/flow.ts';
import type { Requirement } from '../model/requirement.ts';
import { requirementId } from './requirement-id.ts';

/** A step as a requirement, with the operation that it is about. */
export interface StepRequirement {
  readonly requirement: Requirement;
  readonly operation: Operation;
}

/** What a flow promises of this description: every step, or nothing where the description lacks an operation. */
export function flowRequirements(flow: Flow, description: Description): readonly StepRequirement[] {
  const operations = flowOperations(flow, description);
  if (!operations) return [];
  return flow.steps.flatMap((step) => {
    const operation = operations.get(step.operation);
    return operation ? [{ operation, requirement: requirementOf(flow, step, operation) }] : [];
  });
}

/** The operations that a flow uses, by its names for them; undefined where one is missing. */
export function flowOperations(flow: Flow, description: Description): ReadonlyMap<string, Operation> | undefined {
  const found = new Map<string, Operation>();
  for (const [key, ref] of Object.entries(flow.needs.operations)) {
    const operation = description.operations.find((each) => isMeant(each, ref));
    if (!operation) return undefined;
    found.set(key, operation);
  }
  return found;
}

/** The id under which a step is planned and judged. */
export function stepRequirementId(flow: Flow, step: FlowStep, operation: Pick<Operation, 'id'>): string {
  return requirementId(flow.id, operation.id, `/steps/${step.id}`);
}

function requirementOf(flow: Flow, step: FlowStep, operation: Operation): Requirement {
  return {
    id: stepRequirementId(flow, step, operation),
    rule: flow.id,
    suite: flow.suite,
    level: step.level ?? flow.level,
    statement: step.statement,
    clause: step.clause ?? flow.clause,
    provenance: weaker(step.provenance ?? flow.provenance, operation.provenance),
    operationId: operation.id,
    ...(operation.tags[0] !== undefined && { tag: operation.tags[0] }),
    at: `/steps/${step.id}`,
    place: operation.pointer,
    cases: [],
    conditional: false,
  };
}

function isMeant(operation: Operation, ref: OperationRef): boolean {
  return operation.method === ref.method && withoutNames(operation.path) === withoutNames(ref.path);
}

function withoutNames(path: string): string {
  return path.replaceAll(/\{[^}]*\}/g, '{}');
}

const strength: readonly Provenance[] = ['assumed', 'platform', 'documented'];

function weaker(a: Provenance, b: Provenance): Provenance {
  return strength.indexOf(a) <= strength.indexOf(b) ? a : b;
}
