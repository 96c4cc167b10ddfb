import type { Configuration } from '../config/configuration.ts';
import type { OtherActor } from '../model/case.ts';
import { otherActors } from '../model/case.ts';
import type { Json } from '../model/json.ts';
import { calicoFlows } from '../suites/calico/flows.ts';
import { isEmbedded } from './settle.ts';

/** What a run may use up, and what it can show at the door. */
export interface Supplies {
  /** Values that may be destroyed, by parameter name. */
  readonly disposable: Readonly<Record<string, readonly Json[]>>;
  /** Who is at hand beside the owner. */
  readonly actors: readonly OtherActor[];
}

/** What a configuration hands out for a run; the embedded backend has users to lose and tokens of everybody. */
export async function suppliesOf(configuration: Configuration): Promise<Supplies> {
  const { credentials, disposable } = configuration;
  if (!isEmbedded(configuration)) return { disposable, actors: otherActors.filter((actor) => credentials.others[actor] !== undefined) };
  const { disposableUsers } = await import('../reference/data/tenants.ts');
  // The flows say by which name they ask for what may be destroyed.
  const names = calicoFlows.flatMap(({ needs }) => needs.captures).flatMap((key) => /^disposable:(.+)$/.exec(key)?.[1] ?? []);
  return { disposable: { ...Object.fromEntries(names.map((name) => [name, disposableUsers()])), ...disposable }, actors: otherActors };
}
