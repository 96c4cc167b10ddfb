import { z } from 'zod';
import type { Problem, Result } from '../model/problem.ts';
import { readKey, type VerifyingKey } from './signing-key.ts';

/** Who somebody is in a programme: who runs a backend, who decides about it, or a workflow of the programme that nobody else's code runs beside. */
export type Role = 'partner' | 'workflow' | 'certifier';

/** A key that whoever verifies trusts, and as what. */
export interface TrustedKey extends VerifyingKey, Signer {}

/** Whose signature something bears. */
export interface Signer {
  /** Of a key, or the identity for which a certificate was issued. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** Somebody who signs without a key of his own: a Sigstore authority has certified who he is, for the moment of signing. */
export interface TrustedIdentity {
  readonly name: string;
  readonly role: Role;
  /** What the certificate names, such as the address of a workflow; it has to be the same to the letter. */
  readonly identity: string;
  /** Who vouched for that at the authority. */
  readonly issuer: string;
  /** Where a workflow runs, as the certificate says it, such as github-hosted. */
  readonly runner?: string | undefined;
}

/** Whom Sigstore signatures are believed of. */
export interface SigstoreTrust {
  /** File with the authorities and logs, from where the list of keys is. */
  readonly trustedRoot: string;
  readonly identities: readonly TrustedIdentity[];
}

/** Whom to trust. */
export interface Trust {
  readonly keys: readonly TrustedKey[];
  readonly sigstore?: SigstoreTrust | undefined;
}

const role = z.enum(['partner', 'workflow', 'certifier']);
const trustFile = z.strictObject({
  keys: z.array(z.strictObject({ name: z.string().min(1), role, publicKey: z.string() })).default([]),
  sigstore: z.strictObject({
    trustedRoot: z.string().min(1),
    identities: z.array(z.strictObject({ name: z.string().min(1), role, identity: z.string().min(1), issuer: z.string().min(1), runner: z.string().min(1).optional() })
      // Beside a runner of the partner's own, code of his may run.
      .refine((each) => each.role !== 'workflow' || each.runner !== undefined)).min(1),
  }).optional(),
}).refine(({ keys, sigstore }) => keys.length > 0 || sigstore !== undefined);

/** Reads whom to trust: a public key in PEM, which is a partner's, or JSON with names, roles and public keys. */
export function readTrust(text: string, file: string): Result<Trust> {
  const refused = (problem: Omit<Problem, 'where'>): Result<never> => ({ ok: false, problems: [{ ...problem, where: { file } }] });
  if (/-----BEGIN (?:EC )?PRIVATE KEY-----/.test(text)) return refused({ code: 'TRUST_UNREADABLE', what: 'This is a private key, which nobody else should have.', fix: 'Give the public one; keys new leaves it beside the private one, with .pub at its end.' });
  let listed: z.output<typeof trustFile>;
  if (text.trimStart().startsWith('-----BEGIN')) listed = { keys: [{ name: file, role: 'partner', publicKey: text }] };
  else {
    const parsed = trustFile.safeParse(parsedJson(text));
    if (!parsed.success) return refused({ code: 'TRUST_UNREADABLE', what: 'This is no list of keys.', fix: 'Give a public key in PEM, or {"keys": [{"name": "...", "role": "partner", "workflow" or "certifier", "publicKey": "-----BEGIN PUBLIC KEY-----..."}]}; for Sigstore, "sigstore": {"trustedRoot": "trusted_root.json", "identities": [{"name", "role", "identity", "issuer" and, for a workflow, "runner"}]}.' });
    listed = parsed.data;
  }
  const keys: TrustedKey[] = [];
  for (const { name, role, publicKey } of listed.keys) {
    if (/PRIVATE KEY/.test(publicKey)) return refused({ code: 'TRUST_UNREADABLE', what: `The key of ${JSON.stringify(name)} is a private one.` });
    const key = readKey(publicKey, file);
    if (!key.ok) return key;
    keys.push({ ...key.value, name, role });
  }
  return { ok: true, value: { keys, ...(listed.sigstore && { sigstore: listed.sigstore }) } };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
