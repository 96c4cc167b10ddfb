import type { FailureAction, SuccessAction } from '../document.ts';
import { holds } from './holds.ts';
import type { Scope } from './scope.ts';

/** The first action whose criteria all hold; one that has tried again as often as it may is passed over. */
export function chooseAction<T extends SuccessAction | FailureAction>(actions: readonly T[], scope: Scope, retries: ReadonlyMap<string, number> = new Map()): T | undefined {
  return actions.find(({ name, criteria, then }) =>
    (then.kind !== 'retry' || (retries.get(name) ?? 0) < then.limit) && criteria.every((criterion) => holds(criterion, scope)));
}
