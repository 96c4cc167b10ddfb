import { createHash, X509Certificate } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Network } from '../model/network.ts';
import type { Sighting } from '../model/observed-target.ts';
import { leastPublic } from './address-class.ts';
import { connectorOf } from './connector.ts';

const longestWait = 5_000;

/**
 * Looks at an endpoint: where its name leads, and which certificate it shows, by the same way as requests go. It asks nothing of it, and what cannot
 * be seen is left out. A socket stands on this machine, whatever the name is.
 */
export async function sight(baseUrl: string, at: Date, network: Network = {}): Promise<Sighting> {
  const { protocol, hostname } = new URL(baseUrl);
  const host = hostname.replace(/^\[|\]$/g, '');
  const addresses = network.unixSocket !== undefined ? [] : await lookup(host, { all: true }).then((found) => [...new Set(found.map(({ address }) => address))].sort(), () => []);
  const tls = protocol === 'https:' ? await certificateOf(baseUrl, network) : undefined;
  const where = network.unixSocket !== undefined ? 'loopback' : leastPublic(addresses);
  return { at: at.toISOString(), addresses, ...(where !== undefined && { addressClass: where }), ...(tls && { tls }) };
}

/** The run itself has checked that it is valid; here only which it is. */
function certificateOf(baseUrl: string, network: Network): Promise<Sighting['tls']> {
  const { protocol, host, hostname, port } = new URL(baseUrl);
  const name = hostname.replace(/^\[|\]$/g, '');
  const connect = connectorOf({ ...network, insecure: true }, network.identities?.owner, { timeoutMs: longestWait, tunnelled: true });
  return new Promise((resolve) => {
    connect({ protocol, host, hostname: name, port: port === '' ? '443' : port, ...(isIP(name) === 0 && { servername: name }) }, (error, socket) => {
      if (error !== null || !(socket instanceof TLSSocket)) return resolve(undefined);
      // Whoever wants a certificate of us closes the connection; what it showed is seen by then.
      socket.on('error', () => undefined);
      const { raw } = socket.getPeerCertificate() as { readonly raw?: Buffer };
      socket.destroy();
      if (!raw) return resolve(undefined);
      const certificate = new X509Certificate(raw);
      return resolve({ leafSha256: sha256(raw), spkiSha256: sha256(certificate.publicKey.export({ type: 'spki', format: 'der' })), validTo: new Date(certificate.validTo).toISOString() });
    });
  });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
