import { setMaxListeners } from 'node:events';
import type { Dispatcher } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import type { Actor } from '../model/case.ts';
import type { ReceivedResponse, TransportFailure } from '../model/exchange.ts';
import type { Network } from '../model/network.ts';
import type { Sent, Target, WireRequest } from '../model/target.ts';
import { Connection, type DispatchOptions } from './connection.ts';
import { connectorOf, type Connector } from './connector.ts';
import { decodeContent } from './decode-content.ts';
import { contradictionIn, outgoingHeaders } from './outgoing-headers.ts';
import { Receiver, type Limits, type Received } from './receiver.ts';
import { recordedBody } from './recorded-body.ts';

/** How a target is reached over HTTP. */
export interface HttpTargetOptions {
  /** Absolute `http:` or `https:` URL; its path goes before each path sent. */
  readonly baseUrl: string;
  readonly kind?: 'url' | 'embedded' | 'container' | 'app';
  /** From the first attempt to the last byte of the response. */
  readonly timeoutMs: number;
  /** Of a response's body, before and after its content coding is removed. */
  readonly maxBodyBytes: number;
  /** At most so many at a time. */
  readonly connections: number;
  /** By default as this machine does it. */
  readonly network?: Network;
}

/** Strings of node cannot be much longer, and no report can show them. */
const largestBody = 256 * 1024 * 1024;

/**
 * What may be sent again when a connection closes before the response begins. That happens to honest servers whenever they
 * close an idle connection in the moment in which a request is on its way. PUT and DELETE could be repeated too (RFC 9110,
 * section 9.2.2), but not unseen: a DELETE that was done already is answered 404.
 */
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/** Connections that show the same certificate. */
interface Way {
  readonly pool: Pool;
  readonly connect: Connector;
}

/** A target that is reached over HTTP/1.1, or over HTTP/2 where that is wanted. It follows no redirects, and adds nothing but what HTTP needs. */
export function httpTarget({ baseUrl, kind = 'url', timeoutMs, maxBodyBytes, connections, network = {} }: HttpTargetOptions): Target {
  const { origin, host, pathname, protocol } = new URL(baseUrl);
  const basePath = pathname.replace(/\/+$/, '');
  const limits: Limits = { host, timeoutMs, maxBodyBytes: Math.min(maxBodyBytes, largestBody) };
  const { proxy } = network;
  // A proxy is asked for the whole URL (RFC 9112, section 3.2.2), or for a tunnel where nobody in between may read along.
  const asked = proxy && protocol === 'http:' ? proxy : undefined;
  const [there, before] = asked ? [new URL(asked.url).origin, origin + basePath] : [origin, basePath];
  const hop = asked?.authorization === undefined ? [] : ['proxy-authorization', asked.authorization];
  // One deadline for the whole request stands in the receiver.
  const settings = { pipelining: 1, allowH2: network.http2 === true, maxHeaderSize: 65_536, headersTimeout: 0, bodyTimeout: 0 };
  const ways = new Map<Actor | undefined, Way>();
  let closed = false;
  const wayOf = (identity: Actor | undefined): Way => {
    const known = ways.get(identity);
    if (known) return known;
    const connect = connectorOf(network, identity && network.identities?.[identity], { timeoutMs, tunnelled: !asked });
    const way = { connect, pool: new Pool(there, { ...settings, connect, connections, factory: (at, options) => new Connection(at, options) }) };
    if (closed) void way.pool.destroy();
    ways.set(identity, way);
    return way;
  };

  // One listener for all requests of a run, and not one for each: to add and to remove them costs more than to send a request.
  const listening = new WeakMap<AbortSignal, Set<Receiver>>();
  const underway = (signal: AbortSignal): Set<Receiver> => {
    const known = listening.get(signal);
    if (known) return known;
    const all = new Set<Receiver>();
    listening.set(signal, all);
    // Several targets may listen to one run.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', () => { for (const each of all) each.interrupt(); }, { once: true });
    return all;
  };

  const attempt = (over: Dispatcher, request: WireRequest, headers: Sent['headers'], signal: AbortSignal, waitMs: number): Promise<Received> => {
    const receiver = new Receiver(limits, underway(signal), waitMs);
    if (signal.aborted) receiver.interrupt();
    const contradiction = contradictionIn(request);
    if (contradiction !== undefined) receiver.refuse(contradiction);
    if (!receiver.isOver) {
      const { method, path, body } = request;
      const options: DispatchOptions = { method, path: before + path, headers: [...headers.flat(), ...hop], body: body ?? null, receiver };
      over.dispatch(options, receiver);
    }
    return receiver.settled;
  };

  return {
    kind,
    baseUrl,
    async send(request, signal) {
      const headers = outgoingHeaders(request, host);
      const started = performance.now();
      const { pool, connect } = wayOf(request.identity);
      const anew = async (waitMs: number): Promise<Received> => {
        const fresh = new Client(there, { ...settings, connect });
        try {
          return await attempt(fresh, request, headers, signal, waitMs);
        } finally {
          void fresh.destroy();
        }
      };
      // What must not be repeated does not go over a connection that may be closing.
      let received = repeatable.has(request.method) ? await attempt(pool, request, headers, signal, timeoutMs) : await anew(timeoutMs);
      // The other connections of the pool may be as stale as this one was.
      if (received.reused && isCutOff(received)) received = await anew(timeoutMs - (performance.now() - started));
      const durationMs = performance.now() - started;
      return {
        url: origin + basePath + request.path,
        headers,
        ...(request.body && request.body.length > 0 && { body: recordedBody(request.body) }),
        response: asked ? throughProxy(await responseOf(received, limits), asked.url) : await responseOf(received, limits),
        durationMs,
      };
    },
    async close() {
      closed = true;
      await Promise.all([...ways.values()].map(({ pool }) => pool.destroy()));
    },
  };
}

/** What a proxy says for itself is no answer of the target. */
function throughProxy(response: ReceivedResponse | TransportFailure, url: string): ReceivedResponse | TransportFailure {
  if (response.kind === 'failure') return response.code === 'refused' || response.code === 'unresolved' ? { ...response, code: 'proxy', what: `The proxy ${url} cannot be reached: ${response.what}` } : response;
  if (response.status === 407) return { kind: 'failure', code: 'proxy', what: `The proxy ${url} wants credentials (407).` };
  // RFC 9209; and what the most common one writes.
  const says = response.status >= 500 && response.headers.some(([name]) => /^(proxy-status|x-squid-error)$/i.test(name));
  return says ? { kind: 'failure', code: 'proxy', what: `The proxy ${url} answers ${response.status} in the place of the target.` } : response;
}

function isCutOff({ failure, status }: Received): boolean {
  return failure?.code === 'reset' && status === undefined;
}

async function responseOf({ status, headers, bytes, failure }: Received, { maxBodyBytes }: Limits): Promise<ReceivedResponse | TransportFailure> {
  const known = status === undefined ? {} : { status };
  if (failure) return { kind: 'failure', ...failure, ...known };
  if (status === undefined) return { kind: 'failure', code: 'protocol', what: 'The response has no status.' };
  if (bytes.length === 0) return { kind: 'response', status, headers };
  const coding = headers.filter(([name]) => name.toLowerCase() === 'content-encoding').map(([, value]) => value).join(',');
  const content = coding === '' ? bytes : await decodeContent(bytes, coding, maxBodyBytes);
  if (!Buffer.isBuffer(content)) return { kind: 'failure', ...content, ...known };
  return { kind: 'response', status, headers, ...(content.length > 0 && { body: recordedBody(content) }) };
}
