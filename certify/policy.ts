import { z } from 'zod';
import { capabilityIds, type CapabilityId } from '../model/capability.ts';
import type { Result } from '../model/problem.ts';
import type { Tier } from './assurance.ts';
import { sha256Of } from './bundle.ts';

const policyFile = z.strictObject({
  assurance: z.enum(['A0', 'A1', 'A2', 'A3', 'A4']).optional(),
  profiles: z.array(z.string()).min(1).optional(),
  descriptions: z.array(z.string().regex(/^[0-9a-f]{64}$/)).optional(),
  host: z.string().min(1).optional(),
  publicAddress: z.boolean().optional(),
  tls: z.boolean().optional(),
  domainProof: z.boolean().optional(),
  challenge: z.boolean().optional(),
  waivers: z.boolean().optional(),
  waiverOwners: z.array(z.string().min(1)).optional(),
  capabilities: z.array(z.enum(capabilityIds as readonly [CapabilityId, ...CapabilityId[]])).optional(),
  maxAgeDays: z.number().positive().max(3650).optional(),
});

/** What a bundle has to satisfy beyond being what it says it is. */
export interface Policy {
  /** The least tier. */
  readonly assurance: Tier;
  /** Profiles that will do; absent: any. */
  readonly profiles?: readonly string[];
  /** Digests of bundled descriptions that are published; the built-in contract always is. */
  readonly descriptions: readonly string[];
  /** The host that was to be judged; absent: any. */
  readonly host?: string;
  /** Whether the endpoint has to stand at a public address. */
  readonly publicAddress: boolean;
  readonly tls: boolean;
  /** Whether the host has to name the key that signs, or the challenge. */
  readonly domainProof: boolean;
  /** Whether the run has to be made with a challenge. */
  readonly challenge: boolean;
  /** Whether a waiver will do where a requirement does not hold. */
  readonly waivers: boolean;
  /** Who may answer for one; absent: anybody. */
  readonly waiverOwners?: readonly string[];
  /** What the API has to have, declared and shown. */
  readonly capabilities: readonly CapabilityId[];
  readonly maxAgeDays: number;
  /** SHA-256 of the file; absent where none was given. */
  readonly digest?: string;
}

/** What holds where no policy is given. */
export const defaultPolicy: Policy = { assurance: 'A1', descriptions: [], capabilities: [], publicAddress: false, tls: false, domainProof: false, challenge: false, waivers: false, maxAgeDays: 90 };

/** Reads a policy; what it does not say is as without one. */
export function readPolicy(text: string, file: string): Result<Policy> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  const parsed = policyFile.safeParse(value);
  if (parsed.success) return { ok: true, value: { ...defaultPolicy, ...(JSON.parse(JSON.stringify(parsed.data)) as Partial<Policy>), digest: sha256Of(Buffer.from(text)) } };
  const [issue] = parsed.error.issues;
  const which = issue?.code === 'unrecognized_keys' ? `It has no setting ${JSON.stringify(issue.keys[0])}.` : issue && issue.path.length > 0 ? `Its ${issue.path.join('.')} is wrong.` : 'It is no JSON object.';
  return { ok: false, problems: [{ code: 'POLICY_UNREADABLE', what: `This is no policy. ${which}`, where: { file }, fix: `Known: ${Object.keys(policyFile.shape).join(', ')}.` }] };
}
