import type { Signer } from './trust.ts';

/** How sure one can be, from nothing upwards. It is computed by whoever verifies, and never read from what was signed. */
export const tiers = {
  A0: 'unsigned: somebody says so',
  A1: 'self-attested: signed with a key of the partner',
  A2: 'CI-attested: run and signed by a workflow of the programme, beside which no code of the partner runs',
  A3: 'witnessed: run and signed by the certifier, with a challenge of his',
  A4: 'repeated: witnessed, and again on another day',
} as const;

export type Tier = keyof typeof tiers;

/** The tier that a signer and a challenge that was met make; `repeated` is known of earlier bundles. */
export function tierOf(signer: Signer | undefined, challengeMet: boolean, repeated = false): Tier {
  if (!signer) return 'A0';
  if (signer.role === 'workflow') return 'A2';
  if (signer.role === 'partner' || !challengeMet) return 'A1';
  return repeated ? 'A4' : 'A3';
}

/** Whether a tier is at least another one. */
export function reaches(tier: Tier, least: Tier): boolean {
  return tier >= least;
}

/** Every tier, the least first. */
export const allTiers = Object.keys(tiers) as readonly Tier[];

/** A tier with what it means. */
export function tierText(tier: Tier): string {
  return `${tier} ${tiers[tier]}`;
}
