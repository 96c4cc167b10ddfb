import { gzipSync } from 'node:zlib';
import type { Variant } from '../variant.ts';
import { bytesOf } from '../write-answer.ts';

/** Whoever says that it reads gzip gets gzip. */
export const gzip: Variant = {
  id: 'gzip',
  summary: 'Bodies are compressed for clients that accept gzip.',
  async around(call, honest) {
    const answer = await honest();
    const accepted = /(^|,)\s*(gzip|\*)\s*(;\s*q=(?!0(\.0*)?\s*(,|$))[0-9.]+\s*)?(,|$)/i.test([call.headers['accept-encoding'] ?? ''].flat().join(','));
    if (!accepted || answer.body.kind !== 'json') return answer;
    return { ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip', vary: 'accept-encoding' }, body: { kind: 'bytes', bytes: gzipSync(bytesOf(answer.body)) } };
  },
};
