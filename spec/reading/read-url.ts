import type { Result } from '../../model/problem.ts';
import type { Reading, ReadLimits } from './reading.ts';
import { failed, mostBytes } from './reading.ts';

const patience = 20_000;

interface Fetched {
  readonly url: string;
  readonly bytes: Uint8Array;
}

/** Reads a description from a URL, and what it refers to only where that is allowed, and then only from the same origin. */
export async function urlReading(source: string, { allowRemoteRefs = false, fetchBytes, maxBytes = mostBytes }: ReadLimits): Promise<Result<Reading>> {
  const get = (url: string): Promise<Result<Fetched>> => fetched(url, maxBytes, fetchBytes);
  const entry = await get(source);
  if (!entry.ok) return entry;
  const { origin } = new URL(entry.value.url);
  return {
    ok: true,
    value: {
      url: entry.value.url, bytes: entry.value.bytes,
      shown: (url) => url,
      async more(url) {
        const refusal = (what: string): Result<Uint8Array> =>
          failed({ code: 'REFERENCE_REFUSED', what, where: { file: source }, fix: 'Bundle the description into one document, or save it with what it refers to.' });
        if (!allowRemoteRefs) return refusal(`The description refers to ${url}; references of a description from a URL are not followed.`);
        if (originOf(url) !== origin) return refusal(`The description refers to ${url}, which is not on ${origin}.`);
        const other = await get(url);
        if (!other.ok) return other;
        return new URL(other.value.url).origin === origin ? { ok: true, value: other.value.bytes } : refusal(`The description refers to ${url}, which redirects away from ${origin}.`);
      },
    },
  };
}

function originOf(url: string): string | undefined {
  try {
    return new URL(url).origin;
  } catch {
    return undefined;
  }
}

async function fetched(url: string, maxBytes: number, fetchBytes: ReadLimits['fetchBytes']): Promise<Result<Fetched>> {
  const problem = (code: string, what: string): Result<Fetched> => failed({ code, what, where: { file: url }, fix: 'Check the URL, and that it can be reached from here.' });
  try {
    if (fetchBytes) return { ok: true, value: { url: new URL(url).href, bytes: await fetchBytes(url) } };
    const response = await fetch(url, { signal: AbortSignal.timeout(patience), headers: { accept: 'application/json, application/yaml, text/yaml;q=0.9, */*;q=0.5' } });
    if (!response.ok) {
      await response.body?.cancel();
      return problem('DESCRIPTION_NOT_FOUND', `The description was not handed out: status ${response.status}.`);
    }
    const bytes = await bounded(response, maxBytes);
    return bytes ? { ok: true, value: { url: response.url, bytes } } : problem('DESCRIPTION_TOO_LARGE', `The description has more than ${Math.round(maxBytes / 1024 / 1024)} MiB.`);
  } catch (thrown) {
    const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
    const slow = cause instanceof Error && cause.name === 'TimeoutError';
    const why = slow ? `it took more than ${patience / 1000} s` : ((cause as NodeJS.ErrnoException).code ?? (cause instanceof Error ? cause.message : String(cause)));
    return problem('DESCRIPTION_NOT_FOUND', `The description could not be fetched: ${why}.`);
  }
}

/** The whole body, unless it is larger than allowed: then it is left where it is. */
async function bounded(response: Response, maxBytes: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).byteLength;
    if (size > maxBytes) return undefined;
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}
