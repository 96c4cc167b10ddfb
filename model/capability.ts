import type { OtherActor } from './case.ts';

/** Something that not every API has. What depends on it may stay without an occasion; for who declares it, it may not. */
export interface Capability {
  /** Reads on from "The API has". */
  readonly summary: string;
  /** Whose credentials have to be at hand to show it. */
  readonly actor?: OtherActor;
  /** Rules whose occasion has to arise. */
  readonly rules?: readonly string[];
}

/** What can be declared. */
export const capabilities = {
  tenants: { summary: 'tenants, none of whom sees what belongs to another', actor: 'other-tenant' },
  'reader-role': { summary: 'credentials that may read and not write', actor: 'read-only' },
  'token-expiry': { summary: 'credentials that expire', actor: 'expired' },
  'problem-details': { summary: 'errors in the format of RFC 9457', rules: ['problem-details-valid'] },
} as const satisfies Readonly<Record<string, Capability>>;

export type CapabilityId = keyof typeof capabilities;

/** Their names, in the order of the table. */
export const capabilityIds = Object.keys(capabilities) as readonly CapabilityId[];

/** The capability that this actor shows, or that this rule depends on. */
export function capabilityOf({ actor, rule }: { readonly actor?: OtherActor | undefined; readonly rule?: string }): CapabilityId | undefined {
  return capabilityIds.find((id) => {
    const capability: Capability = capabilities[id];
    return (actor !== undefined && capability.actor === actor) || (rule !== undefined && capability.rules?.includes(rule) === true);
  });
}

/** Whose credentials these capabilities need. */
export function actorsFor(declared: readonly CapabilityId[]): readonly OtherActor[] {
  return declared.flatMap((id) => {
    const { actor }: Capability = capabilities[id];
    return actor ?? [];
  });
}
