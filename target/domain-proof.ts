import type { DomainProof } from '../model/observed-target.ts';

const longestWait = 5_000;
const largest = 64 * 1024;
const path = '/.well-known/calico-conformance.json';

/**
 * Whoever may put a file at a well-known place of a host (RFC 8615) speaks for it. The file names the keys that may sign for it, and the
 * challenges that were accepted: `{"keys": ["<key id>"], "challenges": ["<challenge id>"]}`. Nothing else than that file is believed: no
 * redirect is followed, and what is no such file is none.
 */
export async function domainProof(baseUrl: string): Promise<DomainProof | undefined> {
  const url = new URL(path, baseUrl).href;
  try {
    const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(longestWait), headers: { accept: 'application/json', 'user-agent': 'node' } });
    if (response.status !== 200 || !response.body) return undefined;
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > largest) return undefined;
      chunks.push(chunk);
    }
    const value = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Partial<Record<'keys' | 'challenges', unknown>> | null;
    return { url, keys: texts(value?.keys), challenges: texts(value?.challenges) };
  } catch {
    return undefined;
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
