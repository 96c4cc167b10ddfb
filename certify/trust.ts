import { z } from 'zod';
import type { Problem, Result } from '../model/problem.ts';
import { readKey, type VerifyingKey } from './signing-key.ts';

/** Who somebody is in a programme: who runs a backend, who decides about it, or a workflow of the programme that nobody else's code runs beside. */
export type Role = 'partner' | 'workflow' | 'certifier';

/** A key that whoever verifies trusts, and as what. */
export interface TrustedKey extends VerifyingKey {
  readonly name: string;
  readonly role: Role;
}

const trustFile = z.strictObject({
  keys: z.array(z.strictObject({ name: z.string().min(1), role: z.enum(['partner', 'workflow', 'certifier']), publicKey: z.string() })).min(1),
});

/** Reads whom to trust: a public key in PEM, which is a partner's, or JSON with names, roles and public keys. */
export function readTrust(text: string, file: string): Result<readonly TrustedKey[]> {
  const refused = (problem: Omit<Problem, 'where'>): Result<never> => ({ ok: false, problems: [{ ...problem, where: { file } }] });
  if (/-----BEGIN (?:EC )?PRIVATE KEY-----/.test(text)) return refused({ code: 'TRUST_UNREADABLE', what: 'This is a private key, which nobody else should have.', fix: 'Give the public one; keys new leaves it beside the private one, with .pub at its end.' });
  let listed: z.output<typeof trustFile>;
  if (text.trimStart().startsWith('-----BEGIN')) listed = { keys: [{ name: file, role: 'partner', publicKey: text }] };
  else {
    const parsed = trustFile.safeParse(parsedJson(text));
    if (!parsed.success) return refused({ code: 'TRUST_UNREADABLE', what: 'This is no list of keys.', fix: 'Give a public key in PEM, or {"keys": [{"name": "...", "role": "partner", "workflow" or "certifier", "publicKey": "-----BEGIN PUBLIC KEY-----..."}]}.' });
    listed = parsed.data;
  }
  const keys: TrustedKey[] = [];
  for (const { name, role, publicKey } of listed.keys) {
    if (/PRIVATE KEY/.test(publicKey)) return refused({ code: 'TRUST_UNREADABLE', what: `The key of ${JSON.stringify(name)} is a private one.` });
    const key = readKey(publicKey, file);
    if (!key.ok) return key;
    keys.push({ ...key.value, name, role });
  }
  return { ok: true, value: keys };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
