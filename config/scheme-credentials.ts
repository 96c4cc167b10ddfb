import type { SchemeSettings } from './auth-settings.ts';
import type { Complaint } from './complaint.ts';
import { readDuration } from './quantities.ts';
import type { CertificateSettings, TokenSource } from './token-source.ts';

/** Finds a secret that stands in a setting, or in the environment variable that another one names. */
export type LookUp = (value: string | undefined, name: string | undefined, at: readonly string[]) => string | undefined;

/** What is shown for one security scheme. */
export type SchemeCredentials =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'source'; readonly source: TokenSource }
  | { readonly kind: 'certificate'; readonly certificate: CertificateSettings };

type OAuthSettings = NonNullable<SchemeSettings['clientCredentials']>;

/** Reads what is said about one security scheme; what is wrong with it becomes complaints. */
export function schemeCredentials(scheme: SchemeSettings, at: readonly string[], lookUp: LookUp, complaints: Complaint[]): SchemeCredentials | undefined {
  const complain = (what: string, fix: string, place: readonly string[] = at): undefined => {
    complaints.push({ at: place, problem: { code: 'CONFIGURATION_INVALID', what: `${place.join('.')} ${what}.`, fix } });
  };
  const given = Object.values(scheme).filter((kind) => kind !== undefined).length;
  if (given !== 1) return complain(`holds ${given} kinds of credentials`, 'Give exactly one of bearer, basic, apiKey, env, clientCredentials, refreshToken, command, url, certificate.');
  const { bearer, basic, apiKey, env, clientCredentials, refreshToken, command, url, certificate } = scheme;
  const before = complaints.length;
  const secret = (found: string | undefined): SchemeCredentials | undefined => {
    if (found !== undefined) return { kind: 'secret', secret: found };
    return complaints.length > before ? undefined : complain('holds no secret', 'Name the environment variable that holds it, such as bearer: { tokenEnv: API_TOKEN }.');
  };
  const isUrl = (text: string | undefined, place: readonly string[]): boolean => {
    if (text === undefined || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) return true;
    complain('is no http or https URL', 'Write it whole, such as https://id.partner.example/oauth2/token.', place);
    return false;
  };
  const client = (settings: OAuthSettings, place: readonly string[]): Extract<TokenSource, { readonly kind: 'client-credentials' }> | undefined => {
    const { tokenUrl, issuer, clientAuthentication = 'basic', scope, audience, resource } = settings;
    if ((tokenUrl === undefined) === (issuer === undefined)) return complain(`names ${tokenUrl === undefined ? 'no authorisation server' : 'tokenUrl and issuer'}`, 'Give exactly one of tokenUrl and issuer. A token URL is not taken from the description: the client secret is sent there.', place);
    if (!isUrl(tokenUrl, [...place, 'tokenUrl']) || !isUrl(issuer, [...place, 'issuer'])) return undefined;
    const clientId = lookUp(settings.clientId, settings.clientIdEnv, [...place, 'clientId']);
    const clientSecret = lookUp(settings.clientSecret, settings.clientSecretEnv, [...place, 'clientSecret']);
    if (clientId === undefined) return complaints.length > before ? undefined : complain('holds no client id', 'Add clientId, or clientIdEnv with the environment variable that holds it.', place);
    const parameters = Object.fromEntries(Object.entries({ scope, audience, resource }).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
    const server = tokenUrl === undefined ? { issuer: issuer ?? '' } : { tokenUrl };
    return { kind: 'client-credentials', server, clientId, ...(clientSecret !== undefined && { clientSecret }), clientAuthentication, parameters };
  };
  if (bearer) return secret(lookUp(bearer.token, bearer.tokenEnv, [...at, 'bearer', 'token']));
  if (apiKey) return secret(lookUp(apiKey.value, apiKey.valueEnv, [...at, 'apiKey', 'value']));
  if (env !== undefined) return secret(lookUp(undefined, env, [...at, 'env']));
  if (basic) {
    const user = lookUp(basic.username, basic.usernameEnv, [...at, 'basic', 'username']);
    const password = lookUp(basic.password, basic.passwordEnv, [...at, 'basic', 'password']);
    return secret(user === undefined || password === undefined ? undefined : `${user}:${password}`);
  }
  if (clientCredentials) {
    const source = client(clientCredentials, [...at, 'clientCredentials']);
    if (source && source.clientSecret === undefined) return complaints.length > before ? undefined : complain('holds no client secret', 'Name the environment variable that holds it: clientSecretEnv: CLIENT_SECRET.', [...at, 'clientCredentials']);
    return source && { kind: 'source', source };
  }
  if (refreshToken) {
    const { token, tokenEnv, ...rest } = refreshToken;
    const source = client(rest, [...at, 'refreshToken']);
    const found = lookUp(token, tokenEnv, [...at, 'refreshToken', 'token']);
    if (found === undefined) return complaints.length > before ? undefined : complain('holds no refresh token', 'Name the environment variable that holds it: tokenEnv: REFRESH_TOKEN.', [...at, 'refreshToken']);
    return source && { kind: 'source', source: { ...source, kind: 'refresh-token', refreshToken: found } };
  }
  if (command) return { kind: 'source', source: { kind: 'command', run: command.run, timeoutMs: readDuration(command.timeout ?? '30s') ?? 30_000, ...lasting(command.expiresIn) } };
  if (url) {
    const { from, method = 'GET', headers = {}, body, at: pointer } = url;
    if (!isUrl(from, [...at, 'url', 'from'])) return undefined;
    return { kind: 'source', source: { kind: 'url', url: from, method, headers, ...(body !== undefined && { body }), ...(pointer !== undefined && { at: pointer }), ...lasting(url.expiresIn) } };
  }
  if (!certificate) return undefined;
  const { cert, key, pfx } = certificate;
  if ((cert === undefined) === (pfx === undefined) || (pfx !== undefined && key !== undefined)) return complain('is no certificate', 'Give cert and key (PEM files), or pfx (a PKCS#12 file).', at.at(-1) === 'certificate' ? at : [...at, 'certificate']);
  const passphrase = lookUp(certificate.passphrase, certificate.passphraseEnv, [...at, 'passphrase']);
  return { kind: 'certificate', certificate: { ...(cert !== undefined && { cert }), ...(key !== undefined && { key }), ...(pfx !== undefined && { pfx }), ...(passphrase !== undefined && { passphrase }) } };
}

function lasting(text: string | undefined): { readonly expiresInMs?: number } {
  const milliseconds = text === undefined ? undefined : readDuration(text);
  return milliseconds === undefined ? {} : { expiresInMs: milliseconds };
}
