import { setMaxListeners } from 'node:events';
import type { Dispatcher } from 'undici';
import Client from 'undici/lib/dispatcher/client.js';
import Pool from 'undici/lib/dispatcher/pool.js';
import type { ReceivedResponse, TransportFailure } from '../model/exchange.ts';
import type { Sent, Target, WireRequest } from '../model/target.ts';
import { Connection, type DispatchOptions } from './connection.ts';
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
}

/** Strings of node cannot be much longer, and no report can show them. */
const largestBody = 256 * 1024 * 1024;

/**
 * RFC 9110, 9.2.2: what may be sent again when a connection closes before the response begins. That happens to
 * honest servers whenever they close an idle connection in the moment in which a request is on its way.
 */
const repeatable = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE', 'PUT', 'DELETE']);

/** A target that is reached over HTTP/1.1. It follows no redirects, and adds nothing but what HTTP needs. */
export function httpTarget({ baseUrl, kind = 'url', timeoutMs, maxBodyBytes, connections }: HttpTargetOptions): Target {
  const { origin, host, pathname } = new URL(baseUrl);
  const basePath = pathname.replace(/\/+$/, '');
  const limits: Limits = { host, timeoutMs, maxBodyBytes: Math.min(maxBodyBytes, largestBody) };
  // One deadline for the whole request stands in the receiver.
  const settings = { pipelining: 1, allowH2: false, maxHeaderSize: 65_536, headersTimeout: 0, bodyTimeout: 0, connect: { timeout: timeoutMs } };
  const pool = new Pool(origin, { ...settings, connections, factory: (at, options) => new Connection(at, options) });

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
      const options: DispatchOptions = { method, path: basePath + path, headers: headers.flat(), body: body ?? null, receiver };
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
      const anew = async (waitMs: number): Promise<Received> => {
        const fresh = new Client(origin, settings);
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
        response: await responseOf(received, limits),
        durationMs,
      };
    },
    close: () => pool.destroy(),
  };
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
