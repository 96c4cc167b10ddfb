import type { TrustedKey } from './trust.ts';

/** How sure one can be, from nothing upwards. It is computed by whoever verifies, and never read from what was signed. */
export const tiers = {
  A0: 'unsigned: somebody says so',
  A1: 'self-attested: signed with a key of the partner',
  A3: 'witnessed: run and signed by the certifier, with a challenge of his',
} as const;

export type Tier = keyof typeof tiers;

/** The tier that a signer and a challenge that was met make. */
export function tierOf(signer: TrustedKey | undefined, challengeMet: boolean): Tier {
  if (!signer) return 'A0';
  return signer.role === 'certifier' && challengeMet ? 'A3' : 'A1';
}

/** Whether a tier is at least another one. */
export function reaches(tier: Tier, least: Tier): boolean {
  return tier >= least;
}

/** A tier with what it means. */
export function tierText(tier: Tier): string {
  return `${tier} ${tiers[tier]}`;
}
