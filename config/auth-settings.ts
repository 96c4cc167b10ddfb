import { z } from 'zod';
import { durationPattern } from './quantities.ts';
import { choice, environmentName, text, written } from './setting-shapes.ts';

export const token = text('a token').meta({ description: 'The token itself. Better: tokenEnv.' });
export const tokenEnv = environmentName.meta({ description: 'Environment variable that holds the token.' });

const bearer = z.strictObject({ token: token.optional(), tokenEnv: tokenEnv.optional() })
  .meta({ description: 'Authorization: Bearer TOKEN.' });
const basic = z.strictObject({
  username: text('a user name').optional(), usernameEnv: environmentName.optional(),
  password: z.string({ error: 'must be a password' }).optional(), passwordEnv: environmentName.optional(),
}).meta({ description: 'Authorization: Basic, from a user name and a password.' });
const apiKey = z.strictObject({ value: text('a key').optional(), valueEnv: environmentName.optional() })
  .meta({ description: 'The key, sent where the description says.' });

const expiresIn = written(durationPattern, 'a duration with a unit, such as 10m').optional()
  .meta({ description: 'How long a token lasts, where it does not say so itself.' });
const client = {
  tokenUrl: text('a URL').optional().meta({ description: 'Token endpoint of the authorisation server.', examples: ['https://id.partner.example/oauth2/token'] }),
  issuer: text('a URL').optional().meta({ description: 'Issuer whose metadata names the token endpoint, instead of tokenUrl.' }),
  clientId: text('a client id').optional(), clientIdEnv: environmentName.optional(),
  clientSecret: text('a client secret').optional().meta({ description: 'The secret itself. Better: clientSecretEnv.' }),
  clientSecretEnv: environmentName.optional().meta({ description: 'Environment variable that holds the client secret.' }),
  clientAuthentication: choice('basic', 'post').optional().meta({ description: 'How the client secret is sent: in the Authorization header (basic, the default) or in the body (post).' }),
  scope: text('scopes').optional().meta({ description: 'Scopes, separated by spaces.' }),
  audience: text('an audience').optional(),
  resource: text('a URI').optional().meta({ description: 'The API that the token is for (RFC 8707).' }),
};
const clientCredentials = z.strictObject(client)
  .meta({ description: 'OAuth 2.0 client credentials (RFC 6749, section 4.4). The token is got anew before it runs out.' });
const refreshToken = z.strictObject({ token: token.optional(), tokenEnv: tokenEnv.optional(), ...client })
  .meta({ description: 'OAuth 2.0 refresh token (RFC 6749, section 6): what it is exchanged for is sent.' });
const command = z.strictObject({
  run: text('a command').meta({ description: 'Command for the shell that prints the token, or JSON with access_token or token, and expires_in or expires_at.' }),
  expiresIn,
  timeout: written(durationPattern, 'a duration with a unit, such as 30s').optional().meta({ description: 'How long the command may take (default 30s).' }),
}).meta({ description: 'A token that a command prints.' });
const url = z.strictObject({
  from: text('a URL').meta({ description: 'URL that answers with the token, as text or as JSON.' }),
  method: choice('GET', 'POST').optional(),
  headers: z.record(z.string(), z.string({ error: 'must be a text' }), { error: 'must map header names to values' }).optional(),
  body: z.string({ error: 'must be a text' }).optional(),
  at: text('a JSON Pointer').optional().meta({ description: 'JSON Pointer to the token in the answer, such as /data/token.' }),
  expiresIn,
}).meta({ description: 'A token that a URL answers with. Redirects are not followed.' });

/** A client certificate. */
export const certificate = z.strictObject({
  cert: text('a file').optional().meta({ description: 'PEM file with the certificate, and those that lead to its authority.' }),
  key: text('a file').optional().meta({ description: 'PEM file with the private key; left out, it stands in the file of the certificate.' }),
  pfx: text('a file').optional().meta({ description: 'PKCS#12 file with certificate and key, instead of cert and key.' }),
  passphrase: z.string({ error: 'must be a passphrase' }).optional().meta({ description: 'What opens the key. Better: passphraseEnv.' }),
  passphraseEnv: environmentName.optional().meta({ description: 'Environment variable that holds the passphrase.' }),
}, { error: 'must hold cert and key, or pfx' }).meta({ id: 'clientCertificate' });

const scheme = z.strictObject({
  bearer: bearer.optional(), basic: basic.optional(), apiKey: apiKey.optional(),
  clientCredentials: clientCredentials.optional(), refreshToken: refreshToken.optional(), command: command.optional(), url: url.optional(),
  certificate: certificate.optional().meta({ description: 'Client certificate (mutual TLS).' }),
  env: environmentName.optional().meta({ description: 'Environment variable that holds the token, the key, or `user:password`; the description says which.' }),
}, { error: 'must say one of bearer, basic, apiKey, env, clientCredentials, refreshToken, command, url, certificate' }).meta({ id: 'schemeCredentials' });

/** Credentials by security scheme. */
export const auth = z.record(z.string(), scheme, { error: 'must map names of security schemes to credentials' })
  .meta({ description: 'Credentials by the name of their security scheme in the description.' });

/** The credentials of somebody other than the owner. */
export const actor = () => z.strictObject({ token: token.optional(), tokenEnv: tokenEnv.optional(), auth: auth.optional() }, { error: 'must hold token, tokenEnv or auth' }).optional();

/** What is said about one security scheme. */
export type SchemeSettings = z.output<typeof scheme>;
