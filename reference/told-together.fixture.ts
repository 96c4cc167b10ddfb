import { random } from './data/random.ts';
import type { Fault } from './fault.ts';

/** Lies that one backend tells at once. */
export type Company = readonly Fault[];

/**
 * Puts every lie into two companies, such that no two lies meet twice. Where every company breaks what its lies name and
 * nothing else, each of those requirements is broken by the lie that names it: whoever else is in its one company is not in
 * its other one, and breaks it nowhere else.
 */
export function twoCompanies(lies: readonly Fault[], most: number, compatible: (one: Fault, other: Fault) => boolean): readonly Company[] {
  const refusals = (lie: Fault): number => lies.filter((other) => other !== lie && !compatible(lie, other)).length;
  // Whoever gets along with few is placed first.
  const order = lies.map((lie) => ({ lie, refusals: refusals(lie) })).sort((one, other) => other.refusals - one.refusals).map(({ lie }) => lie);
  const met = new Map<Fault, Set<Fault>>(lies.map((lie) => [lie, new Set()]));
  const arranged = (): readonly Company[] => {
    const companies: Fault[][] = [];
    for (const lie of order) {
      const free = companies.find((company) => company.length < most && company.every((other) => compatible(lie, other) && met.get(lie)?.has(other) !== true));
      if (free) free.push(lie);
      else companies.push([lie]);
    }
    for (const company of companies) for (const lie of company) for (const other of company) met.get(lie)?.add(other);
    return companies;
  };
  return [...arranged(), ...arranged()];
}

/** So many lies at random, in an order at random; the same ones for a seed. */
export function drawn(lies: readonly Fault[], count: number, seed: number): Company {
  const { below } = random(seed);
  const left = [...lies];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(below(left.length), 1)).flat();
}
