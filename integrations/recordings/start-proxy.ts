import { createServer, request as requestHttp, Agent as HttpAgent, type IncomingMessage, type ServerResponse } from 'node:http';
import { request as requestHttps, Agent as HttpsAgent } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { HeaderFields } from '../../model/exchange.ts';
import { decodeContent } from '../../target/decode-content.ts';
import { recordedBody } from '../../target/recorded-body.ts';
import type { Seen, Unusable } from './seen.ts';

/** A reverse proxy that looks on. */
export interface ProxyOptions {
  /** Where requests go; its path goes before theirs. */
  readonly target: string;
  readonly host: string;
  /** 0 picks a free one. */
  readonly port: number;
  /** Of a body that is looked at; larger ones pass, and are not judged. */
  readonly maxBodyBytes: number;
  readonly onSeen: (seen: Seen) => void;
  readonly onUnusable: (why: Unusable) => void;
}

export interface RunningProxy {
  readonly url: string;
  /** Takes nothing new, and resolves when what is on its way has arrived. */
  close(): Promise<void>;
}

/** RFC 9110, 7.6.1: these belong to one connection, and a gateway keeps them to itself. */
const ofOneConnection = new Set(['connection', 'keep-alive', 'proxy-authenticate', 'proxy-authorization', 'proxy-connection', 'te', 'transfer-encoding', 'upgrade', 'trailer']);

/** Starts it. What passes is not changed but for what belongs to a connection, and the Via field that RFC 9110, 7.6.3 asks of a gateway. */
export async function startProxy(options: ProxyOptions): Promise<RunningProxy> {
  const target = new URL(options.target);
  const secure = target.protocol === 'https:';
  const agent = secure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const open = new Set<Promise<void>>();
  const server = createServer((asked, answer) => {
    const passed = pass(asked, answer, { ...options, target, ask: secure ? requestHttps : requestHttp, agent });
    open.add(passed);
    void passed.finally(() => open.delete(passed));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(options.port, options.host, resolve));
  const { address, family, port } = server.address() as AddressInfo;
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      await Promise.all(open);
      server.closeAllConnections();
      await closed;
      agent.destroy();
    },
  };
}

interface Passing extends Omit<ProxyOptions, 'target'> {
  readonly target: URL;
  readonly ask: typeof requestHttp;
  readonly agent: HttpAgent;
}

/** Resolves when the answer has passed, or will not come. */
function pass(asked: IncomingMessage, answer: ServerResponse, { target, ask, agent, maxBodyBytes, onSeen, onUnusable }: Passing): Promise<void> {
  const at = Date.now();
  const started = performance.now();
  const path = target.pathname.replace(/\/+$/, '') + (asked.url ?? '/');
  const headers: HeaderFields = [['host', target.host], ...endToEnd(asked.rawHeaders).filter(([name]) => name.toLowerCase() !== 'host'), ['via', '1.1 calico-conformance']];
  const sent = gather(asked, maxBodyBytes);
  return new Promise<void>((resolve) => {
    const onward = ask({ protocol: target.protocol, hostname: target.hostname.replace(/^\[|\]$/g, ''), port: target.port, method: asked.method, path, agent, setHost: false });
    for (const [name, values] of grouped(headers)) onward.setHeader(name, values.length === 1 ? (values[0] ?? '') : values);
    // Node frames content of GET and DELETE only where it is told to.
    if (asked.headers['transfer-encoding'] !== undefined) onward.setHeader('transfer-encoding', 'chunked');
    const failed = (): void => {
      onUnusable('no answer');
      if (!answer.headersSent) answer.writeHead(502, { 'content-type': 'text/plain; charset=utf-8' }).end('The target gave no answer.\n');
      else answer.destroy();
      resolve();
    };
    onward.once('error', failed);
    onward.once('response', (came) => {
      const received = gather(came, maxBodyBytes);
      answer.writeHead(came.statusCode ?? 502, came.statusMessage, endToEnd(came.rawHeaders).flat());
      came.pipe(answer);
      came.once('error', failed);
      came.once('end', () => {
        const durationMs = performance.now() - started;
        void seenOf(came, received(), maxBodyBytes).then((response) => {
          if (typeof response === 'string') onUnusable(response);
          else {
            const bytes = sent();
            onSeen({ request: { method: asked.method ?? 'GET', url: target.origin + path, headers, ...(bytes && bytes.length > 0 && { body: recordedBody(bytes) }) }, response, at, durationMs });
          }
          resolve();
        });
      });
    });
    asked.once('aborted', () => onward.destroy());
    asked.pipe(onward);
  });
}

/** Gathers what passes; undefined once it is too much. */
function gather(message: IncomingMessage, most: number): () => Buffer | undefined {
  const chunks: Buffer[] = [];
  let length = 0;
  message.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= most) chunks.push(chunk);
    else chunks.length = 0;
  });
  return () => (length <= most ? Buffer.concat(chunks) : undefined);
}

async function seenOf(came: IncomingMessage, bytes: Buffer | undefined, most: number): Promise<Seen['response'] | Unusable> {
  if (!bytes) return 'no body';
  const headers = pairs(came.rawHeaders);
  const coding = headers.filter(([name]) => name.toLowerCase() === 'content-encoding').map(([, value]) => value).join(',');
  const content = coding === '' || bytes.length === 0 ? bytes : await decodeContent(bytes, coding, most);
  if (!Buffer.isBuffer(content)) return 'not readable';
  return { kind: 'response', status: came.statusCode ?? 0, headers, ...(content.length > 0 && { body: recordedBody(content) }) };
}

function endToEnd(raw: readonly string[]): HeaderFields {
  const all = pairs(raw);
  const named = new Set(all.filter(([name]) => name.toLowerCase() === 'connection').flatMap(([, value]) => value.split(',').map((each) => each.trim().toLowerCase())));
  return all.filter(([name]) => !ofOneConnection.has(name.toLowerCase()) && !named.has(name.toLowerCase()));
}

function pairs(raw: readonly string[]): HeaderFields {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

function grouped(fields: HeaderFields): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const [name, value] of fields) (groups.get(name) ?? groups.set(name, []).get(name))?.push(value);
  return groups;
}
