import type { Behaviour } from './behaviour.ts';

/** An honest backend that differs from the plain one in what the contract leaves open. */
export interface Variant extends Behaviour {
  readonly id: string;
  readonly summary: string;
}

const table = [] as const satisfies readonly Variant[];

/** All variants, by id. */
export const variants: Readonly<Record<string, Variant>> = Object.fromEntries((table as readonly Variant[]).map((variant) => [variant.id, variant]));
