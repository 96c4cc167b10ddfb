import { createSecureContext, type SecureContext } from 'node:tls';
import buildConnector from 'undici/lib/core/connect.js';
import type { ClientCertificate, Network } from '../model/network.ts';
import { openTunnel } from './tunnel.ts';

/** Makes the connections of a pool. */
export type Connector = buildConnector.connector;

/** Connections as the network wants them, on which this certificate is shown. `tunnelled`: through the proxy, end to end. */
export function connectorOf(network: Network, certificate: ClientCertificate | undefined, { timeoutMs, tunnelled }: { readonly timeoutMs: number; readonly tunnelled: boolean }): Connector {
  const { proxy } = network;
  const connect = buildConnector({
    timeout: timeoutMs, allowH2: network.http2 === true,
    ...(network.unixSocket !== undefined && { socketPath: network.unixSocket }),
    ...(network.insecure && { rejectUnauthorized: false }),
    ...((certificate || network.authorities) && { secureContext: secureContextOf(network.authorities, certificate) }),
  });
  if (!proxy || !tunnelled) return connect;
  return (options, callback) => {
    openTunnel(proxy, options, { timeoutMs, ...(network.authorities && { authorities: network.authorities }) }).then(
      (socket) => { connect({ ...options, httpSocket: socket }, callback); },
      (error: unknown) => { callback(error instanceof Error ? error : new Error(String(error)), null); },
    );
  };
}

/** Made once: reading all authorities of a machine takes longer than a request. */
export function secureContextOf(authorities: readonly string[] | undefined, certificate: ClientCertificate | undefined): SecureContext {
  return createSecureContext({
    ...(authorities && { ca: [...authorities] }),
    ...(certificate?.passphrase !== undefined && { passphrase: certificate.passphrase }),
    ...(certificate?.kind === 'pem' && { cert: certificate.cert, key: certificate.key }),
    ...(certificate?.kind === 'pkcs12' && { pfx: Buffer.from(certificate.pfx) }),
  });
}
