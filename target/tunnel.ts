import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Proxy } from '../model/network.ts';

/** A tunnel that did not come about. Its code is one of ours, so that the proxy is blamed and not the target. */
class TunnelError extends Error {
  readonly code: string;
  constructor(code: 'PROXY_UNREACHABLE' | 'PROXY_REFUSED', message: string) {
    super(message);
    this.code = code;
  }
}

const longestHead = 16_384;

/** Asks a proxy for a way to a host (RFC 9110, section 9.3.6: CONNECT). Resolves with a socket on which the host itself is heard. */
export function openTunnel(
  { url, authorization }: Proxy, { hostname, port }: { readonly hostname: string; readonly port: string },
  { timeoutMs, authorities }: { readonly timeoutMs: number; readonly authorities?: readonly string[] },
): Promise<Socket> {
  const proxy = new URL(url);
  const host = proxy.hostname.replace(/^\[|\]$/g, '');
  const there = `${hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname}:${port === '' ? 443 : port}`;
  return new Promise((resolve, reject) => {
    const isTls = proxy.protocol === 'https:';
    const socket = isTls
      ? connectTls({ host, port: Number(proxy.port === '' ? 443 : proxy.port), servername: host, ...(authorities && { ca: [...authorities] }) })
      : connectPlain({ host, port: Number(proxy.port === '' ? 80 : proxy.port) });
    let head = Buffer.alloc(0);
    const fail = (code: 'PROXY_UNREACHABLE' | 'PROXY_REFUSED', message: string): void => {
      socket.destroy();
      reject(new TunnelError(code, message));
    };
    const heard = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end === -1) {
        if (head.length > longestHead) fail('PROXY_REFUSED', 'what it answers is no HTTP');
        return;
      }
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(head.toString('latin1'))?.[1];
      if (status?.startsWith('2') !== true) {
        fail('PROXY_REFUSED', status === undefined ? 'what it answers is no HTTP' : `it answers ${status} to CONNECT ${there}`);
        return;
      }
      socket.removeAllListeners();
      socket.setTimeout(0);
      // Whoever speaks first on the other side is heard too.
      if (head.length > end + 4) socket.unshift(head.subarray(end + 4));
      resolve(socket);
    };
    socket.setTimeout(timeoutMs, () => { fail('PROXY_UNREACHABLE', 'it did not answer in time'); });
    socket.on('error', (error: NodeJS.ErrnoException) => { fail('PROXY_UNREACHABLE', error.code ?? error.message); });
    socket.on('end', () => { fail('PROXY_REFUSED', `it closed the connection instead of answering CONNECT ${there}`); });
    socket.on('data', heard);
    socket.once(isTls ? 'secureConnect' : 'connect', () => {
      socket.write(`CONNECT ${there} HTTP/1.1\r\nHost: ${there}\r\n${authorization === undefined ? '' : `Proxy-Authorization: ${authorization}\r\n`}\r\n`);
    });
  });
}
