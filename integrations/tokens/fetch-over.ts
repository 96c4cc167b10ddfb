import type { Network } from '../../model/network.ts';
import { httpTarget } from '../../target/http-target.ts';

/** Why a server that hands out tokens gave no answer. */
export class NoAnswer extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

const longestWait = 10_000;
const largestAnswer = 1_000_000;

/**
 * `fetch` over the same kind of connections that requests to the target take: proxy, authorities and all. It follows no redirect,
 * so that what it sends goes to the server that was named, and to no other.
 */
export async function fetchOver(network: Network, url: string, { method = 'GET', headers = {}, body }: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }): Promise<Response> {
  const { origin, pathname, search } = new URL(url);
  const server = httpTarget({ baseUrl: origin, timeoutMs: longestWait, maxBodyBytes: largestAnswer, connections: 1, network });
  try {
    const { response } = await server.send({ method, path: pathname + search, headers: Object.entries(headers), ...(body !== undefined && { body: Buffer.from(body) }) }, new AbortController().signal);
    if (response.kind === 'failure') throw new NoAnswer(response.code, response.what);
    if (response.status >= 300 && response.status < 400) {
      const to = response.headers.find(([name]) => name.toLowerCase() === 'location')?.[1];
      throw new NoAnswer('redirect', `It answers ${response.status}${to === undefined ? '' : ` and points to ${originOf(to, url)}`}, and redirects are not followed: what is sent is a secret.`);
    }
    const empty = response.status === 204 || response.status === 205;
    const content = response.body && ('text' in response.body ? response.body.text : Buffer.from(response.body.base64, 'base64'));
    return new Response(empty ? null : (content ?? ''), { status: response.status, headers: response.headers.map(([name, value]) => [name, value]) });
  } finally {
    await server.close();
  }
}

/** Whatever stands behind the origin may be a secret. */
function originOf(location: string, base: string): string {
  return URL.canParse(location, base) ? new URL(location, base).origin : 'another place';
}
