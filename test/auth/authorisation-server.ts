import { generateKeyPairSync } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

/** A real authorisation server. */
export interface AuthorisationServer {
  readonly issuer: string;
  readonly tokenUrl: string;
  /** Lets in who brings a token of this server that has not run out. */
  door(request: IncomingMessage): Promise<boolean>;
  /** A refresh token that is good once: each use hands out another. */
  refreshToken(clientId: string): Promise<string>;
  /** Everything that it has handed out, refresh tokens too. */
  readonly handedOut: readonly string[];
  /** From now on it answers 503. */
  breakDown(): void;
  close(): void;
}

/** The secret that every client has. */
export const clientSecret = 'canary-client-secret/7Tq+';

/** Starts oidc-provider; its access tokens last for so many seconds. */
export async function startAuthorisationServer({ seconds }: { readonly seconds: number }): Promise<AuthorisationServer> {
  const handedOut: string[] = [];
  let broken = false;
  const server = createServer((request, response) => {
    if (broken) return void response.writeHead(503).end();
    const end = response.end.bind(response);
    // What it answers is noted on its way out.
    response.end = ((chunk?: unknown, ...rest: readonly unknown[]) => {
      for (const [, token = ''] of String(chunk ?? '').matchAll(/"(?:access_token|refresh_token)":"([^"]+)"/g)) handedOut.push(token);
      return (end as (...given: readonly unknown[]) => typeof response)(chunk, ...rest);
    }) as typeof response.end;
    return void handler?.(request, response);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { client_secret: clientSecret, redirect_uris: [], response_types: [] };
  const configuration: Configuration = {
    clients: [
      { ...client, client_id: 'machine', grant_types: ['client_credentials'] },
      { ...client, client_id: 'other-machine', grant_types: ['client_credentials'], token_endpoint_auth_method: 'client_secret_post' },
      { ...client, client_id: 'person', grant_types: ['authorization_code', 'refresh_token'], redirect_uris: ['https://client.example/back'], response_types: ['code'] },
    ],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    features: { clientCredentials: { enabled: true }, devInteractions: { enabled: false } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
    cookies: { keys: ['a key for cookies that nobody sends'] },
    jwks: { keys: [{ ...generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'one' }] },
    ttl: { ClientCredentials: seconds, AccessToken: seconds, RefreshToken: 3600, Grant: 3600, IdToken: 3600 },
    rotateRefreshToken: true,
  };
  const provider = new Provider(issuer, configuration);
  const handler = provider.callback();
  return {
    issuer, tokenUrl: `${issuer}/token`, handedOut,
    async door({ headers: { authorization = '' } }) {
      const token = authorization.replace(/^Bearer /, '');
      return (await provider.ClientCredentials.find(token)) !== undefined || (await provider.AccessToken.find(token)) !== undefined;
    },
    async refreshToken(clientId) {
      const registered = await provider.Client.find(clientId);
      if (!registered) throw new Error(`There is no client ${clientId}.`);
      const grant = new provider.Grant({ accountId: 'ada', clientId });
      grant.addOIDCScope('openid offline_access');
      const grantId = await grant.save();
      const token = new provider.RefreshToken({ accountId: 'ada', client: registered, grantId, gty: 'authorization_code', scope: 'openid offline_access', rotations: 0, iiat: Math.floor(Date.now() / 1000) } as never);
      return token.save();
    },
    breakDown: () => { broken = true; },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
