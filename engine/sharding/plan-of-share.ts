import type { Case } from '../../model/case.ts';
import type { Description } from '../../model/description.ts';
import type { Flow } from '../../model/flow.ts';
import type { Plan } from '../../model/plan.ts';
import type { RequirementId } from '../../model/requirement.ts';
import type { Share } from '../../model/shard.ts';
import { flowRequirements } from '../flow/flow-requirements.ts';

/** Which requirements a share decides. */
function decidedBy(share: Share, plan: Plan, description: Description, flows: readonly Flow[]): ReadonlySet<RequirementId> {
  const [operations, own] = [new Set(share.operations), new Set(share.flows)];
  const flowOf = new Map(flows.filter(({ id }) => plan.flows.includes(id)).flatMap((flow) => flowRequirements(flow, description).map(({ requirement }) => [requirement.id, flow.id] as const)));
  return new Set([...plan.requirements].flatMap(({ id, operationId = '' }) => {
    const flow = flowOf.get(id);
    return (flow === undefined ? operations.has(operationId) : own.has(flow)) ? [id] : [];
  }));
}

/**
 * The part of a plan that one shard carries out. It keeps the digest and the requirements of the whole. Of operations that are judged
 * elsewhere it sends the first valid request, where that finds values or proves them.
 */
export function planOfShare(plan: Plan, share: Share, description: Description, flows: readonly Flow[]): Plan {
  const own = new Set(share.operations);
  const decided = decidedBy(share, plan, description, flows);
  const elsewhere = new Set([...plan.requirements].flatMap(({ id }) => (decided.has(id) ? [] : [id])));
  const sources = new Set(plan.captures.flatMap(({ sources: from }) => from.flatMap((source) => (source.kind === 'discovery' ? [source.operationId] : []))));
  const safe = new Set(description.operations.flatMap(({ id, safe: reads }) => (reads ? [id] : [])));
  const carries = ({ operationId, captures }: Plan['operations'][number]): boolean => safe.has(operationId) && (sources.has(operationId) || captures.length > 0);
  const casesOf = (operationId: string): readonly Case[] => {
    if (own.has(operationId)) return plan.casesOf(operationId);
    const planned = plan.operations.find((each) => each.operationId === operationId);
    return planned && carries(planned) ? plan.casesOf(operationId).filter(({ strategy }) => strategy === 'baseline') : [];
  };
  return {
    ...plan, casesOf, elsewhere,
    withheld: new Map([...[...elsewhere].map((id) => [id, 'Another shard decides it.'] as const), ...plan.withheld]),
    operations: plan.operations.map((each) => {
      if (own.has(each.operationId)) return each;
      const cases = carries(each) ? (each.strategies['baseline'] ?? 0) : 0;
      return { ...each, cases, strategies: cases === 0 ? {} : { baseline: cases } };
    }),
    flows: plan.flows.filter((id) => share.flows.includes(id)),
  };
}
