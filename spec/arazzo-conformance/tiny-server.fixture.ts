import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../../model/json.ts';

/** One answer of the tiny server, as a case writes it. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: Json;
  readonly afterMs?: number;
}

/** Answers by method and path; in order, the last one again and again. */
export type Behaviour = Readonly<Record<string, readonly Answer[]>>;

/** A request as the tiny server saw it. */
export interface Seen {
  /** Method, path and query. */
  readonly request: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** A server that does what its data says. */
export interface TinyServer {
  readonly baseUrl: string;
  readonly seen: readonly Seen[];
  close(): Promise<void>;
}

/** Starts the tiny server on this machine. What its data does not name is answered with 404. */
export async function startTinyServer(behaviour: Behaviour): Promise<TinyServer> {
  const seen: Seen[] = [];
  const used = new Map<string, number>();
  const server: Server = createServer((incoming, outgoing) => { void answer(incoming, outgoing); });

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const request = `${incoming.method ?? ''} ${incoming.url ?? ''}`;
    seen.push({ request, headers: incoming.headers, text: Buffer.concat(chunks).toString('utf8') });
    const key = [request, request.split('?')[0] ?? ''].find((each) => Object.hasOwn(behaviour, each));
    const answers = key === undefined ? [] : (behaviour[key] ?? []);
    const turn = used.get(key ?? '') ?? 0;
    used.set(key ?? '', turn + 1);
    const { status, headers = {}, body, afterMs = 0 } = answers[Math.min(turn, answers.length - 1)] ?? { status: 404 };
    if (afterMs > 0) await new Promise((resolve) => { setTimeout(resolve, afterMs).unref(); });
    outgoing.writeHead(status, { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers });
    outgoing.end(body === undefined ? undefined : JSON.stringify(body));
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen,
    close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
}
