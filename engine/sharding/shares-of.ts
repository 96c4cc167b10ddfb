import type { Description } from '../../model/description.ts';
import type { Flow } from '../../model/flow.ts';
import type { Plan } from '../../model/plan.ts';
import type { Permission } from '../../model/profile.ts';
import type { Share } from '../../model/shard.ts';
import { covers, permissionOf } from '../permission-of.ts';

/** What cannot be taken apart: it is judged by one process, in its order. */
interface Unit {
  readonly operations: readonly string[];
  readonly flows: readonly string[];
  /** About so many requests. */
  readonly weight: number;
}

/** A step sends a request, and often looks again or fetches further pages. */
const requestsPerStep = 3;

/**
 * What each of so many shards judges: a pure function of the plan, so that every process comes to the same. The heaviest unit goes
 * first, and each to the shard that has least to do.
 */
export function sharesOf(plan: Plan, description: Description, flows: readonly Flow[], permission: Permission, of: number): readonly Share[] {
  const loads = Array.from({ length: of }, (_, position) => ({ index: position + 1, weight: 0, operations: new Set<string>(), flows: new Set<string>() }));
  const units = unitsOf(plan, description, flows, permission);
  for (const unit of [...units].sort((one, other) => other.weight - one.weight)) {
    const least = loads.reduce((best, each) => (each.weight < best.weight ? each : best));
    least.weight += unit.weight;
    for (const id of unit.operations) least.operations.add(id);
    for (const id of unit.flows) least.flows.add(id);
  }
  return loads.map(({ index, operations, flows: own }) => ({
    index, of,
    operations: plan.operations.flatMap(({ operationId }) => (operations.has(operationId) ? [operationId] : [])),
    flows: plan.flows.filter((id) => own.has(id)),
  }));
}

/** Whoever changes something does it alone, and no flow compares answers meanwhile; what only reads can be read anywhere. */
function unitsOf(plan: Plan, description: Description, flows: readonly Flow[], permission: Permission): readonly Unit[] {
  const changing = new Set(description.operations.filter((each) => permissionOf(each) !== 'read' && covers(permission, permissionOf(each))).map(({ id }) => id));
  const planned = plan.flows.flatMap((id) => flows.find((each) => each.id === id) ?? []);
  const changes = changing.size > 0 || planned.some((flow) => flow.permission !== 'read' && covers(permission, flow.permission));
  const stays = (flow: Flow): boolean => changes || flow.inOrder === true;
  const weightOf = (some: readonly Flow[]): number => requestsPerStep * some.reduce((sum, { steps }) => sum + steps.length, 0);

  const apart = plan.operations.filter(({ operationId }) => !changing.has(operationId));
  const together = plan.operations.filter(({ operationId }) => changing.has(operationId));
  const staying = planned.filter(stays);
  return [
    { operations: together.map(({ operationId }) => operationId), flows: staying.map(({ id }) => id), weight: together.reduce((sum, { cases }) => sum + cases, 0) + weightOf(staying) },
    ...apart.map(({ operationId, cases }): Unit => ({ operations: [operationId], flows: [], weight: cases })),
    ...planned.filter((flow) => !stays(flow)).map((flow): Unit => ({ operations: [], flows: [flow.id], weight: weightOf([flow]) })),
  ];
}
