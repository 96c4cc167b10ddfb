import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';
import type { Result } from '../model/problem.ts';

/** How a key signs. The key alone decides it: no message says how it is to be verified. */
type Algorithm = 'Ed25519' | 'P-256';

function algorithmOf(key: KeyObject): Algorithm | undefined {
  if (key.asymmetricKeyType === 'ed25519') return 'Ed25519';
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'P-256' : undefined;
}

/** A key that verifies. */
export interface VerifyingKey {
  /** SHA-256 of its public part (SPKI, DER), lower-case hex. */
  readonly id: string;
  readonly algorithm: Algorithm;
  verifies(message: Uint8Array, signature: Uint8Array): boolean;
}

/** A key that signs. */
export interface SigningKey extends VerifyingKey {
  sign(message: Uint8Array): Buffer;
}

/** Reads a private key from PEM (PKCS #8 or SEC 1), or for a key that others hold, a public one. */
export function readKey(pem: string, file: string): Result<SigningKey | VerifyingKey> {
  const isPrivate = /-----BEGIN (?:EC )?PRIVATE KEY-----/.test(pem);
  let key: KeyObject;
  try {
    key = isPrivate ? createPrivateKey(pem) : createPublicKey(pem);
  } catch {
    return refused(/ENCRYPTED/.test(pem) ? 'The key is locked with a passphrase.' : 'This is no key in PEM.', file);
  }
  const algorithm = algorithmOf(key);
  if (algorithm === undefined) return refused('The key is of another kind than Ed25519 or P-256.', file);
  const open = isPrivate ? createPublicKey(key) : key;
  const verifying: VerifyingKey = {
    id: createHash('sha256').update(open.export({ type: 'spki', format: 'der' })).digest('hex'),
    algorithm,
    verifies: (message, signature) => verify(algorithm === 'Ed25519' ? null : 'sha256', message, open, signature),
  };
  return { ok: true, value: isPrivate ? { ...verifying, sign: (message) => sign(algorithm === 'Ed25519' ? null : 'sha256', message, key) } : verifying };
}

/** Whether a key can sign itself. */
export function canSign(key: SigningKey | VerifyingKey): key is SigningKey {
  return 'sign' in key;
}

/** A new Ed25519 key pair, as PEM. */
export function newKeys(): { readonly privateKey: string; readonly publicKey: string } {
  return generateKeyPairSync('ed25519', { privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
}

function refused(what: string, file: string): Result<never> {
  return { ok: false, problems: [{ code: 'KEY_UNREADABLE', what, where: { file }, fix: 'Ed25519 and P-256 keys in PEM are read. Make a pair: calico-conformance keys new --to partner.pem' }] };
}
