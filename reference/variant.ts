import type { Behaviour } from './behaviour.ts';

/** An honest backend that differs from the plain one in what the contract leaves open. */
export interface Variant extends Behaviour {
  readonly id: string;
  readonly summary: string;
}
