import type { HeaderFields } from '../model/exchange.ts';
import type { WireRequest } from '../model/target.ts';
import { acceptEncoding } from './decode-content.ts';

/** Methods whose request says that it has no content, where it has none. */
const expectingContent = new Set(['POST', 'PUT', 'PATCH', 'QUERY', 'PROPFIND', 'PROPPATCH']);
/** HTTP itself decides about these; each can stand there only once. */
const framing = new Set(['host', 'connection', 'content-length']);

/** The header fields of a request in the order in which they go over the wire, with those that HTTP needs. */
export function outgoingHeaders({ method, headers, body }: WireRequest, host: string): HeaderFields {
  const given = (name: string): string | undefined => headers.find(([each]) => each.toLowerCase() === name)?.[1];
  const close = method === 'HEAD' || /(^|,)\s*close\s*(,|$)/i.test(given('connection') ?? '');
  const length = body && body.length > 0 ? body.length : expectingContent.has(method) ? 0 : undefined;
  return [
    ['host', given('host') ?? host],
    ['connection', close ? 'close' : 'keep-alive'],
    ...headers.filter(([name]) => !framing.has(name.toLowerCase())),
    ...(given('accept-encoding') === undefined ? [['accept-encoding', acceptEncoding] as const] : []),
    ...(given('user-agent') === undefined ? [['user-agent', 'calico-conformance'] as const] : []),
    ...(length === undefined ? [] : [['content-length', String(length)] as const]),
  ];
}

/** Why these fields cannot be sent as they are, if so; the rest is refused by undici. */
export function contradictionIn({ headers, body }: WireRequest): string | undefined {
  for (const name of framing) {
    const values = headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
    if (values.length > 1) return `${values.length} fields ${name}`;
    const [value] = values;
    if (value === undefined) continue;
    if (name === 'content-length' && value !== String(body?.length ?? 0)) return `Content-Length ${value} for ${body?.length ?? 0} bytes`;
    if (name === 'connection' && !/^(close|keep-alive)$/i.test(value)) return `Connection: ${value}`;
  }
  return undefined;
}
