import { request as open } from 'node:http';
import type { CredentialUse } from '../../model/case.ts';
import type { Exchange, HeaderFields, ReceivedResponse, TransportFailure } from '../../model/exchange.ts';
import type { WireRequest } from '../../model/target.ts';
import type { FlowDependencies } from './flow-dependencies.ts';

/** For tests: sends with node's own client, over nothing but HTTP, and keeps what came. */
export interface Recording {
  readonly exchanges: readonly Exchange[];
  readonly exchange: FlowDependencies['exchange'];
}

/** A recording of what a server on this machine answers; the owner's requests carry this token, and those of others one that says who they are. */
export function record(baseUrl: string, token: string, retries = 0): Recording {
  const exchanges: Exchange[] = [];
  return {
    exchanges,
    async exchange(request, credentials, step) {
      for (let attempt = 1; ; attempt++) {
        const begun = performance.now();
        const headers: HeaderFields = [...request.headers, ...credentialsFor(credentials, token)];
        const response = await send(baseUrl, { ...request, headers });
        const exchange: Exchange = {
          id: `x${exchanges.length + 1}`,
          step,
          attempt,
          request: { method: request.method, url: baseUrl + request.path, headers: request.headers },
          response,
          startedAt: begun,
          durationMs: performance.now() - begun,
        };
        exchanges.push(exchange);
        if (response.kind === 'failure' || response.status !== 429 || attempt > retries) return exchange;
      }
    },
  };
}

function credentialsFor(use: CredentialUse, token: string): HeaderFields {
  return use === 'none' ? [] : [['authorization', `Bearer ${use === 'owner' ? token : `${use}-of-${token}`}`]];
}

function send(baseUrl: string, { method, path, headers, body }: WireRequest): Promise<ReceivedResponse | TransportFailure> {
  return new Promise((resolve) => {
    const outgoing = open(baseUrl + path, { method, headers: [...headers, ['host', new URL(baseUrl).host], ['connection', 'close']].flat(), agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks);
        resolve({
          kind: 'response',
          status: incoming.statusCode ?? 0,
          headers: incoming.rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [[name, incoming.rawHeaders[at + 1] ?? ''] as const] : [])),
          ...(bytes.length > 0 && { body: { text: bytes.toString('utf8'), bytes: bytes.length } }),
        });
      });
      incoming.on('error', fail);
    });
    const fail = (error: Error): void => { resolve({ kind: 'failure', code: 'reset', what: `The connection broke: ${error.message}` }); };
    outgoing.on('error', fail);
    outgoing.end(body);
  });
}
