import { tierOf, type Tier } from '../assurance.ts';
import { brokenChallenge } from './freshness.ts';
import type { Examined } from './check.ts';

/** The tier of a bundle, from who has signed it and whether it answers a challenge that is at hand. */
export function tierReached(examined: Examined): Tier {
  return tierOf(examined.signer, examined.challenge !== undefined && [...brokenChallenge(examined)].length === 0, examined.repeated);
}
