import type { Actor, OtherActor } from '../model/case.ts';
import { otherActors } from '../model/case.ts';
import type { SchemeSettings } from './auth-settings.ts';
import type { Complaint } from './complaint.ts';
import type { ConfigurationFile } from './configuration-file.ts';
import { unsetVariable, variable, type Environment } from './interpolate.ts';
import type { Layer } from './layers.ts';
import { schemeCredentials, type LookUp, type SchemeCredentials } from './scheme-credentials.ts';
import type { CertificateSettings, TokenSource } from './token-source.ts';

/** What the target is told about who is asking. */
export interface ActorCredentials {
  /** For the first scheme that an operation accepts. */
  readonly token?: string;
  /** By security scheme name: a token or key, or `user:password`. */
  readonly schemes: Readonly<Record<string, string>>;
  /** By security scheme name: where its token is got. */
  readonly sources: Readonly<Record<string, TokenSource>>;
  /** Shown by connections. */
  readonly certificate?: CertificateSettings;
  /** The security scheme under which the certificate was given, if it was. */
  readonly certificateScheme?: string;
}

/** The owner's credentials, and those of others by who they are. */
export interface Credentials extends ActorCredentials {
  readonly others: Readonly<Partial<Record<OtherActor, ActorCredentials>>>;
}

/** The setting that holds the credentials of an actor. */
const keyOf = { expired: 'expired', 'other-tenant': 'otherTenant', 'read-only': 'readOnly' } as const satisfies Record<OtherActor, keyof ConfigurationFile>;

/** Who has credentials, and what they are. */
export function actorsIn({ others, ...owner }: Credentials): readonly (readonly [Actor, ActorCredentials])[] {
  return [['owner', owner], ...(Object.entries(others) as [OtherActor, ActorCredentials][])];
}

/** Looks up every secret that the settings name. */
export function readCredentials(layers: readonly Layer[], environment: Environment): { readonly credentials: Credentials; readonly complaints: readonly Complaint[] } {
  const complaints: Complaint[] = [];
  const lookUp: LookUp = (value, name, at) => {
    const label = at.join('.');
    if (value !== undefined && name !== undefined) {
      complaints.push({ at, problem: { code: 'CONFIGURATION_INVALID', what: `${label} and ${label}Env are both set.`, fix: 'Keep one of the two.' } });
    }
    if (name === undefined) return value;
    const found = variable(environment, name);
    if (found === undefined) complaints.push({ at: [...at.slice(0, -1), at.at(-1) === 'env' ? 'env' : `${at.at(-1)}Env`], problem: unsetVariable(name) });
    return found;
  };
  const both = layers.findLast(({ token, tokenEnv }) => token !== undefined || tokenEnv !== undefined);
  const token = both && lookUp(both.token, both.tokenEnv, ['token']);
  const owner = bySchemes(Object.assign({}, ...layers.map(({ auth }) => auth)) as Readonly<Record<string, SchemeSettings>>, ['auth'], lookUp, complaints);
  const connection = layers.findLast(({ certificate }) => certificate !== undefined)?.certificate;
  const shown = connection && schemeCredentials({ certificate: connection }, ['certificate'], lookUp, complaints);
  if (shown && owner.certificate) complaints.push({ at: ['certificate'], problem: { code: 'CONFIGURATION_INVALID', what: `certificate is set, and auth.${owner.certificateScheme} has one too.`, fix: 'Keep one of the two: a connection shows one certificate.' } });
  const others: Partial<Record<OtherActor, ActorCredentials>> = {};
  for (const actor of otherActors) {
    const key = keyOf[actor];
    const given = layers.findLast((layer) => layer[key] !== undefined)?.[key];
    if (!given) continue;
    const own = lookUp(given.token, given.tokenEnv, [key, 'token']);
    const found = { ...bySchemes(given.auth ?? {}, [key, 'auth'], lookUp, complaints), ...(own !== undefined && { token: own }) };
    if (own !== undefined || Object.keys(given.auth ?? {}).length > 0) others[actor] = found;
  }
  return {
    credentials: { ...owner, ...(shown?.kind === 'certificate' && { certificate: shown.certificate }), ...(token !== undefined && { token }), others },
    complaints,
  };
}

/** Everything in the credentials of somebody that no report may show. */
export function secretsOfCredentials(credentials: Credentials): readonly string[] {
  return actorsIn(credentials).flatMap(([, { token, schemes, sources, certificate }]) => [
    ...(token === undefined ? [] : [token]),
    ...Object.values(schemes).flatMap((secret) => (secret.includes(':') ? [secret, secret.slice(secret.indexOf(':') + 1)] : [secret])),
    ...Object.values(sources).flatMap(secretsOfSource),
    ...(certificate?.passphrase === undefined ? [] : [certificate.passphrase]),
  ]);
}

function secretsOfSource(source: TokenSource): readonly string[] {
  switch (source.kind) {
    case 'client-credentials':
    case 'refresh-token':
      // The header field that carries them is a secret as a whole, too.
      return [...(source.clientSecret === undefined ? [] : [source.clientSecret, `${source.clientId}:${source.clientSecret}`]), ...(source.kind === 'refresh-token' ? [source.refreshToken] : [])];
    case 'url':
      return Object.entries(source.headers).flatMap(([name, value]) => (isTellingName(name) ? [value, value.replace(/^\S+\s+/, '')] : []));
    case 'command':
      return [];
  }
}

function bySchemes(given: Readonly<Record<string, SchemeSettings>>, at: readonly string[], lookUp: LookUp, complaints: Complaint[]): ActorCredentials {
  const found = Object.entries(given).flatMap(([name, scheme]): readonly (readonly [string, SchemeCredentials])[] => {
    const credentials = schemeCredentials(scheme, [...at, name], lookUp, complaints);
    return credentials ? [[name, credentials]] : [];
  });
  const certificates = found.flatMap(([name, each]) => (each.kind === 'certificate' ? [[name, each.certificate] as const] : []));
  if (certificates.length > 1) complaints.push({ at, problem: { code: 'CONFIGURATION_INVALID', what: `${at.join('.')} holds ${certificates.length} certificates.`, fix: 'Keep one of them: a connection shows one certificate.' } });
  return {
    schemes: Object.fromEntries(found.flatMap(([name, each]) => (each.kind === 'secret' ? [[name, each.secret]] : []))),
    sources: Object.fromEntries(found.flatMap(([name, each]) => (each.kind === 'source' ? [[name, each.source]] : []))),
    ...(certificates[0] && { certificate: certificates[0][1], certificateScheme: certificates[0][0] }),
  };
}

const telling = /auth|cookie|token|key|secret|password|session|signature|credential/i;

/** Whether a header field of that name usually carries a secret. */
export function isTellingName(name: string): boolean {
  return telling.test(name);
}
