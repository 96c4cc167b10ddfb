import type { Requirements } from '../model/plan.ts';
import type { Requirement } from '../model/requirement.ts';

/** Requirements that are at hand, by operation. */
export function requirementsIn(all: readonly Requirement[]): Requirements {
  const byOperation = new Map<string, Requirement[]>();
  for (const requirement of all) {
    if (requirement.operationId === undefined) continue;
    const own = byOperation.get(requirement.operationId) ?? [];
    byOperation.set(requirement.operationId, own);
    own.push(requirement);
  }
  return { length: all.length, of: (operationId) => byOperation.get(operationId) ?? [], [Symbol.iterator]: () => all[Symbol.iterator]() };
}
