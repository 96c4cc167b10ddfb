import { createServer, validateHeaderName, validateHeaderValue } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Exchange, HeaderFields, ReceivedResponse, RecordedBody } from '../../model/exchange.ts';
import type { WireRequest } from '../../model/target.ts';

/** Names the request's sender, on the way from supertest to the loopback only. */
export const stampField = 'x-flow-stamp';
/** Names the exchange, on the way from the loopback to supertest only. */
export const exchangeField = 'x-flow-exchange';

/** A server on this machine behind which the target stands: what supertest is bound to. */
export interface Loopback {
  readonly server: Server;
  close(): Promise<void>;
}

/**
 * Passes requests on to `forward` and its answers back, both unchanged. Where there is no answer to give back the
 * connection is cut: a status that nobody sent would be a lie.
 */
export async function openLoopback(
  forward: (request: WireRequest, stamp: string) => Promise<Exchange & { readonly response: ReceivedResponse }>,
): Promise<Loopback> {
  const server = createServer({ requireHostHeader: false }, (incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => {
      outgoing.destroy();
    });
  });

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const fields = pairsOf(incoming.rawHeaders);
    const stamp = fields.find(([name]) => name.toLowerCase() === stampField)?.[1] ?? '';
    const body = Buffer.concat(chunks);
    const exchange = await forward({
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: endToEnd(fields, fieldsOfSupertest),
      ...(body.length > 0 && { body }),
    }, stamp);
    reply(outgoing, exchange, incoming.method === 'HEAD');
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    server,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}

/** Where a loopback listens, as the beginning of a URL. */
export function originOf({ server }: Loopback): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function reply(outgoing: ServerResponse, { id, response }: Exchange & { readonly response: ReceivedResponse }, bodiless: boolean): void {
  const bytes = bytesOf(response.body);
  const empty = bodiless || response.status === 204 || response.status === 304;
  outgoing.sendDate = false;
  outgoing.writeHead(response.status, [
    ...endToEnd(response.headers, fieldsOfTheCoding).filter(isSendable),
    ...(empty ? [] : [['content-length', String(bytes.length)] as const]),
    [exchangeField, id] as const,
    ['connection', 'close'] as const,
  ].flat());
  outgoing.end(empty ? undefined : bytes);
}

/** Concern one connection, not the message (RFC 9110, section 7.6.1). */
const hopByHop = ['connection', 'keep-alive', 'proxy-connection', 'te', 'trailer', 'transfer-encoding', 'upgrade'];
/** What supertest adds for the loopback's sake: the target has its own host, framing and coding. */
const fieldsOfSupertest = new Set([...hopByHop, 'host', 'content-length', 'accept-encoding', stampField]);
/** The content coding has been removed, and with it the length changed. */
const fieldsOfTheCoding = new Set([...hopByHop, 'content-length', 'content-encoding', exchangeField]);

function endToEnd(fields: HeaderFields, dropped: ReadonlySet<string>): HeaderFields {
  const named = fields.flatMap(([name, value]) => (name.toLowerCase() === 'connection' ? value.toLowerCase().split(/\s*,\s*/) : []));
  return fields.filter(([name]) => !dropped.has(name.toLowerCase()) && !named.includes(name.toLowerCase()));
}

/** Fields that break the grammar stay in the record; node would refuse to pass them on. */
function isSendable([name, value]: readonly [string, string]): boolean {
  try {
    validateHeaderName(name);
    validateHeaderValue(name, value);
    return true;
  } catch {
    return false;
  }
}

function pairsOf(raw: readonly string[]): HeaderFields {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

function bytesOf(body: RecordedBody | undefined): Buffer {
  if (!body) return Buffer.alloc(0);
  return 'text' in body ? Buffer.from(body.text) : Buffer.from(body.base64, 'base64');
}
