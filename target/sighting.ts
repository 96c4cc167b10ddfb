import { createHash, X509Certificate } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { connect } from 'node:tls';
import type { Sighting } from '../model/observed-target.ts';
import { leastPublic } from './address-class.ts';

const longestWait = 5_000;

/** Looks at an endpoint: where its name leads, and which certificate it shows. It asks nothing of it, and what cannot be seen is left out. */
export async function sight(baseUrl: string, at: Date): Promise<Sighting> {
  const { protocol, hostname, port } = new URL(baseUrl);
  const host = hostname.replace(/^\[|\]$/g, '');
  const addresses = await lookup(host, { all: true }).then((found) => [...new Set(found.map(({ address }) => address))].sort(), () => []);
  const tls = protocol === 'https:' ? await certificateOf(host, port === '' ? 443 : Number(port)) : undefined;
  const where = leastPublic(addresses);
  return { at: at.toISOString(), addresses, ...(where !== undefined && { addressClass: where }), ...(tls && { tls }) };
}

/** The run itself has checked that it is valid; here only which it is. */
function certificateOf(host: string, port: number): Promise<Sighting['tls']> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, ...(isIP(host) === 0 && { servername: host }), timeout: longestWait, rejectUnauthorized: false });
    const end = (tls?: Sighting['tls']): void => {
      socket.destroy();
      resolve(tls);
    };
    socket.once('secureConnect', () => {
      const { raw } = socket.getPeerCertificate() as { readonly raw?: Buffer };
      if (!raw) return end();
      const certificate = new X509Certificate(raw);
      return end({ leafSha256: sha256(raw), spkiSha256: sha256(certificate.publicKey.export({ type: 'spki', format: 'der' })), validTo: new Date(certificate.validTo).toISOString() });
    });
    socket.once('error', () => end());
    socket.once('timeout', () => end());
  });
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
