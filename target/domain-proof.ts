import type { Network } from '../model/network.ts';
import type { DomainProof } from '../model/observed-target.ts';
import { httpTarget } from './http-target.ts';

const longestWait = 5_000;
const largest = 64 * 1024;
const path = '/.well-known/calico-conformance.json';

/**
 * Whoever may put a file at a well-known place of a host (RFC 8615) speaks for it. The file names the keys that may sign for it, and the
 * challenges that were accepted: `{"keys": ["<key id>"], "challenges": ["<challenge id>"]}`. Nothing else than that file is believed: no
 * redirect is followed, and what is no such file is none.
 */
export async function domainProof(baseUrl: string, network: Network = {}): Promise<DomainProof | undefined> {
  const { origin } = new URL(baseUrl);
  const host = httpTarget({ baseUrl: origin, timeoutMs: longestWait, maxBodyBytes: largest, connections: 1, network });
  try {
    const { response } = await host.send({ method: 'GET', path, headers: [['accept', 'application/json'], ['user-agent', 'node']], identity: 'owner' }, new AbortController().signal);
    if (response.kind === 'failure' || response.status !== 200 || !response.body || response.body.cut || !('text' in response.body)) return undefined;
    const value = JSON.parse(response.body.text) as Partial<Record<'keys' | 'challenges', unknown>> | null;
    return { url: origin + path, keys: texts(value?.keys), challenges: texts(value?.challenges) };
  } catch {
    return undefined;
  } finally {
    await host.close();
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === 'string') : [];
}
