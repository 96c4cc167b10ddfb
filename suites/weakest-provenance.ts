import type { Provenance } from '../model/description.ts';

const strength: Readonly<Record<Provenance, number>> = { assumed: 0, platform: 1, documented: 2 };

/** A promise is as well grounded as the weakest part that it rests on. */
export function weakestProvenance(first: Provenance, ...rest: readonly Provenance[]): Provenance {
  return rest.reduce((weakest, each) => (strength[each] < strength[weakest] ? each : weakest), first);
}
