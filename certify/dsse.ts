import type { Problem, Result } from '../model/problem.ts';
import type { VerifyingKey } from './signing-key.ts';

/** A DSSE envelope (Dead Simple Signing Envelope, version 1). */
export interface Envelope {
  readonly payloadType: string;
  /** Base64. */
  readonly payload: string;
  readonly signatures: readonly { readonly keyid: string; readonly sig: string }[];
}

/** What an in-toto statement is called in an envelope. */
export const statementType = 'application/vnd.in-toto+json';

/** The bytes that are signed: DSSE's pre-authentication encoding. */
export function encoded(payloadType: string, payload: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`DSSEv1 ${Buffer.byteLength(payloadType)} ${payloadType} ${payload.length} `), payload]);
}

/** An envelope around what was signed. */
export function envelopeOf(payload: Uint8Array, { id }: VerifyingKey, signature: Uint8Array): Envelope {
  return { payloadType: statementType, payload: Buffer.from(payload).toString('base64'), signatures: [{ keyid: id, sig: Buffer.from(signature).toString('base64') }] };
}

/** An envelope as text. */
export function envelopeText(envelope: Envelope): string {
  return `${JSON.stringify(envelope)}\n`;
}

const largest = 64 * 1024 * 1024;

/** Whether a text is a Sigstore bundle: an envelope, and who a Sigstore authority says has signed it. */
export function isSigstoreBundle(text: string): boolean {
  try {
    const { mediaType } = (JSON.parse(text) ?? {}) as { readonly mediaType?: unknown };
    return typeof mediaType === 'string' && mediaType.startsWith('application/vnd.dev.sigstore.bundle');
  } catch {
    return false;
  }
}

/** Reads an envelope as what it claims to be, by itself or in a Sigstore bundle; nothing of it is believed yet. */
export function readEnvelope(text: string): Result<Envelope> {
  const problem = (what: string): { readonly ok: false; readonly problems: readonly [Problem] } => ({ ok: false, problems: [{ code: 'E_SIG', what }] });
  if (text.length > largest) return problem('The envelope is larger than any of ours.');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return problem('The envelope is no JSON.');
  }
  const { dsseEnvelope, ...given } = (typeof value === 'object' && value !== null ? value : {}) as Partial<Record<keyof Envelope | 'dsseEnvelope', unknown>>;
  const { payloadType, payload, signatures } = (isSigstoreBundle(text) && typeof dsseEnvelope === 'object' && dsseEnvelope !== null ? dsseEnvelope : given) as Partial<Record<keyof Envelope, unknown>>;
  if (typeof payloadType !== 'string' || typeof payload !== 'string' || !isBase64(payload) || !Array.isArray(signatures)) return problem('This is no DSSE envelope.');
  const read = (signatures as readonly unknown[]).map((each) => (typeof each === 'object' && each !== null ? each : {}) as { readonly keyid?: unknown; readonly sig?: unknown });
  const signed = read.flatMap(({ keyid, sig }) => (typeof sig === 'string' && isBase64(sig) ? [{ keyid: typeof keyid === 'string' ? keyid : '', sig }] : []));
  if (signed.length === 0 || signed.length !== read.length || signed.length > 8) return problem('The envelope has no signature that could be read.');
  return { ok: true, value: { payloadType, payload, signatures: signed } };
}

/** Node passes over whatever is no base64; two texts must not mean the same bytes. */
function isBase64(text: string): boolean {
  return Buffer.from(text, 'base64').toString('base64') === text;
}

/** The first of these keys that has signed it. The name of a key in the envelope is a hint that nothing rests on. */
export function signerOf<T extends VerifyingKey>({ payloadType, payload, signatures }: Envelope, keys: readonly T[]): T | undefined {
  const message = encoded(payloadType, Buffer.from(payload, 'base64'));
  return keys.find((key) => signatures.some(({ sig }) => key.verifies(message, Buffer.from(sig, 'base64'))));
}
