import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Result } from '../model/problem.ts';

/** What a certifier hands out, so that a run cannot have been made before he did. */
export interface Challenge {
  readonly format: 'calico-conformance/challenge/1';
  readonly id: string;
  /** 32 random bytes, hex. */
  readonly nonce: string;
  /** ISO 8601, UTC. */
  readonly issued: string;
  readonly expires: string;
}

/** A new challenge. */
export function newChallenge(now: Date, days: number): Challenge {
  return {
    format: 'calico-conformance/challenge/1', id: randomUUID(), nonce: randomBytes(32).toString('hex'),
    issued: now.toISOString(), expires: new Date(now.getTime() + days * 86_400_000).toISOString(),
  };
}

/** The seed that a nonce draws: by it the generated values of all requests are others than in any run before. */
export function seedOf(nonce: string): number {
  return createHash('sha256').update(`calico-conformance/seed/1\0${nonce}`).digest().readUInt32BE(0) >>> 1;
}

/** Reads a challenge from its file. */
export function readChallenge(text: string, file: string): Result<Challenge> {
  const refused = { ok: false, problems: [{ code: 'CHALLENGE_UNREADABLE', what: 'This is no challenge.', where: { file }, fix: 'A certifier makes one: calico-conformance challenge new --to challenge.json' }] } as const;
  try {
    const value = JSON.parse(text) as Partial<Record<keyof Challenge, unknown>> | null;
    const { format, id, nonce, issued, expires } = value ?? {};
    const whole = format === 'calico-conformance/challenge/1' && typeof id === 'string' && id !== '' && typeof nonce === 'string' && /^[0-9a-f]{64}$/.test(nonce) && isTime(issued) && isTime(expires);
    return whole ? { ok: true, value: { format, id, nonce, issued, expires } } : refused;
  } catch {
    return refused;
  }
}

/** Whether a value is a moment as we write it. */
function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) && !Number.isNaN(Date.parse(value));
}
