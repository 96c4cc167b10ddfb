import type { Exchange } from '../../model/exchange.ts';

/** Times are rounded: what follows at once must not look as if it had overlapped. */
const rounding = 0.005;

/**
 * The order in which exchanges of a flow are told: as they were sent; but what was under way at the same time, by its branch, or by its
 * path where nothing says of a branch, because there chance decides what comes first. So a step has the same evidence each time, live
 * and judged again.
 */
export function inSettledOrder(exchanges: readonly Exchange[]): readonly Exchange[] {
  const sent = [...exchanges].sort((one, other) => one.startedAt - other.startedAt);
  const together: Exchange[][] = [];
  let until = Number.NEGATIVE_INFINITY;
  for (const exchange of sent) {
    const last = together.at(-1);
    const before = last?.at(-1);
    if (last && before && (areOfOneFork(before, exchange) || (exchange.startedAt < until - rounding && !isInFork(before) && !isInFork(exchange)))) last.push(exchange);
    else together.push([exchange]);
    until = Math.max(until, exchange.startedAt + exchange.durationMs);
  }
  return together.flatMap((group) => group.sort((one, other) => branchOf(one) - branchOf(other) || (isInFork(one) ? 0 : order(pathOf(one), pathOf(other)))));
}

function isInFork({ step }: Exchange): boolean {
  return step?.branch !== undefined;
}

function areOfOneFork({ step: one }: Exchange, { step: other }: Exchange): boolean {
  return one?.branch !== undefined && one.step === other?.step && one.branch[0] === other.branch?.[0];
}

function branchOf({ step }: Exchange): number {
  return step?.branch?.[1] ?? 0;
}

/** Pages of one list differ in their query, and follow each other. */
function pathOf({ request: { url } }: Exchange): string {
  return url.split(/[?#]/, 1)[0] ?? url;
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
