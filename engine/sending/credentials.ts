import type { Actor, CredentialUse, OtherActor } from '../../model/case.ts';
import { isOtherActor } from '../../model/case.ts';
import type { Description, Operation, SecurityScheme } from '../../model/description.ts';
import type { HeaderFields } from '../../model/exchange.ts';
import { isFieldName } from '../../generate/wire/serialise.ts';

/** What somebody identifies itself by: per security scheme, or one token for whichever scheme takes one. */
export interface ActorSecrets {
  /** For the first scheme that an operation accepts: bearer, OAuth 2.0, or an API key. */
  readonly token?: string;
  /** By security scheme name: a token or key, or `user:password` for basic. */
  readonly schemes?: Readonly<Record<string, string>>;
  /** The target knows a certificate of this actor, which connections can show. */
  readonly certificate?: true;
}

/** What the user gave, for itself and for others. */
export interface CredentialSettings extends ActorSecrets {
  /** By who they are. */
  readonly others: Readonly<Partial<Record<OtherActor, ActorSecrets>>>;
  /** Sent with every request; those that carry credentials are left out where none are wanted. */
  readonly headers: HeaderFields;
}

/** What credentials add to a request. */
export interface CredentialParts {
  readonly headers: HeaderFields;
  /** Already percent-encoded, without `?`. */
  readonly query: readonly string[];
  /** Whose certificate the connection shows. */
  readonly identity?: Actor;
}

/** A secret, and what it is in words that are the same whatever it is: whose, and for which scheme. */
export interface NamedSecret {
  readonly secret: string;
  readonly role: string;
}

/** Every secret that these settings hold. */
export function namedSecretsIn({ others, ...own }: CredentialSettings): readonly NamedSecret[] {
  const all: readonly (readonly [string, ActorSecrets])[] = [['owner', own], ...Object.entries(others)];
  return all.flatMap(([actor, { token, schemes }]) => [
    ...(token === undefined ? [] : [{ secret: token, role: `${actor}, token` }]),
    ...Object.entries(schemes ?? {}).map(([scheme, secret]) => ({ secret, role: roleOf(actor, scheme) })),
  ]);
}

/** The texts of it. */
export function secretsIn(settings: CredentialSettings): readonly string[] {
  return namedSecretsIn(settings).map(({ secret }) => secret);
}

/** The credentials of an actor for a security scheme, however often they are got anew. */
export function roleOf(actor: string, scheme: string): string {
  return `${actor}, scheme ${scheme}`;
}

/** The parts that a request carries to be seen as this actor; a sentence when that cannot be done. */
export function credentialParts(
  description: Description, operation: Pick<Operation, 'security'>, use: CredentialUse, settings: CredentialSettings,
): CredentialParts | { readonly missing: string } {
  const own = isOtherActor(use) ? settings.others[use] : settings;
  if (!own) return { missing: `No credentials of the ${use} actor are configured.` };
  const schemes = schemesOf(description, operation, own);
  const shown = identityOf(description, operation, use, own, schemes);
  const carriers = carriersOf(description);
  const plain = settings.headers.filter(([name]) => !carriers.has(name.toLowerCase()));
  const given = settings.headers.filter(([name]) => carriers.has(name.toLowerCase()));
  if (use === 'none') return { headers: plain, query: [], ...shown };
  if (given.length > 0) {
    if (isOtherActor(use)) return { missing: `The credentials are given as header fields, so those of the ${use} actor have no place.` };
    return { headers: [...plain, ...given.map(([name, value]) => [name, altered(value, use)] as const)], query: [], ...shown };
  }
  const parts: { headers: (readonly [string, string])[]; query: string[]; identity?: Actor } = { headers: [...plain], query: [], ...shown };
  const cookies: string[] = [];
  const taken = new Map<string, { readonly by: string; readonly value: string }>();
  for (const [name, scheme] of schemes) {
    if (scheme.kind === 'mutualTLS' && own.certificate) continue;
    const secret = own.schemes?.[name] ?? own.token;
    if (secret === undefined) {
      if (isOtherActor(use)) return { missing: `No credentials of the ${use} actor are configured for the security scheme ${name}.` };
      // Without any the request goes out bare, and what the target says to that is shown.
      if (use === 'owner') continue;
      return { missing: `No credentials are configured for the security scheme ${name}.` };
    }
    if (scheme.kind === 'apiKey' && scheme.in === 'header' && !isFieldName(scheme.name)) return { missing: `The security scheme ${name} names the header field ${JSON.stringify(scheme.name)}, which HTTP cannot carry.` };
    if (scheme.kind === 'mutualTLS') continue;
    const { place, value } = carried(scheme, isOtherActor(use) ? secret : altered(secret, use));
    const key = place.in === 'header' ? place.name.toLowerCase() : `${place.in} ${place.name}`;
    const before = taken.get(key);
    if (before && before.value !== value) return { missing: `The security schemes ${before.by} and ${name} are wanted together and both stand in ${place.in === 'header' ? 'the header field' : `the ${place.in}`} ${JSON.stringify(place.name)}, which a request has only once.` };
    if (before) continue;
    taken.set(key, { by: name, value });
    if (place.in === 'query') parts.query.push(`${encodeURIComponent(place.name)}=${encodeURIComponent(value)}`);
    else if (place.in === 'header') parts.headers.push([place.name, value]);
    else cookies.push(`${place.name}=${encodeURIComponent(value)}`);
  }
  // All cookies in one field (RFC 6265, section 5.4).
  if (cookies.length > 0) parts.headers.push(['cookie', cookies.join('; ')]);
  return parts;
}

const knownCarriers = new WeakMap<Description, ReadonlySet<string>>();

/** Header fields that carry credentials, in lower case. */
function carriersOf(description: Description): ReadonlySet<string> {
  const known = knownCarriers.get(description) ?? new Set(['authorization', 'cookie', ...[...description.securitySchemes.values()].flatMap((scheme) =>
    scheme.kind === 'apiKey' && scheme.in === 'header' ? [scheme.name.toLowerCase()] : [])]);
  knownCarriers.set(description, known);
  return known;
}

/** The alternative whose schemes are all configured, otherwise the first that asks for anything. */
function schemesOf(description: Description, operation: Pick<Operation, 'security'>, secrets: ActorSecrets): readonly (readonly [string, SecurityScheme])[] {
  const alternatives = operation.security.filter((alternative) => alternative.size > 0);
  const configured = (name: string): boolean => {
    const scheme = description.securitySchemes.get(name);
    return scheme?.kind === 'mutualTLS' ? secrets.certificate === true : secrets.schemes?.[name] !== undefined || (secrets.token !== undefined && takesToken(scheme));
  };
  const chosen = alternatives.find((alternative) => [...alternative.keys()].every(configured)) ?? alternatives[0];
  return [...(chosen?.keys() ?? [])].flatMap((name) => {
    const scheme = description.securitySchemes.get(name);
    return scheme ? [[name, scheme] as const] : [];
  });
}

/**
 * Whose certificate the connection shows. Where an operation takes a certificate for a credential, who has none of the credentials shows none;
 * where it does not, the certificate is only the way to reach the target, and strangers need it too.
 */
function identityOf(
  description: Description, { security }: Pick<Operation, 'security'>, use: CredentialUse, own: ActorSecrets, chosen: readonly (readonly [string, SecurityScheme])[],
): { readonly identity?: Actor } {
  if (!own.certificate) return {};
  const isCertificate = (name: string): boolean => description.securitySchemes.get(name)?.kind === 'mutualTLS';
  if (isOtherActor(use)) return { identity: use };
  const identifies = security.some((alternative) => [...alternative.keys()].some(isCertificate));
  const beside = chosen.length > 1 && chosen.some(([, { kind }]) => kind === 'mutualTLS');
  if (use !== 'owner' && identifies && (use === 'none' || !beside)) return {};
  return { identity: 'owner' };
}

function takesToken(scheme: SecurityScheme | undefined): boolean {
  return scheme !== undefined && scheme.kind !== 'mutualTLS' && scheme.kind !== 'basic';
}

/** Where in a request a secret stands, and how it is written there, before any encoding. */
function carried(scheme: Exclude<SecurityScheme, { readonly kind: 'mutualTLS' }>, secret: string): { readonly place: { readonly in: 'header' | 'cookie' | 'query'; readonly name: string }; readonly value: string } {
  const authorization = { in: 'header', name: 'authorization' } as const;
  switch (scheme.kind) {
    case 'basic':
      return { place: authorization, value: `Basic ${Buffer.from(secret).toString('base64')}` };
    case 'apiKey':
      return { place: { in: scheme.in, name: scheme.name }, value: secret };
    case 'bearer':
    case 'oauth2':
    case 'openIdConnect':
      return { place: authorization, value: `Bearer ${secret}` };
    case 'other':
      return { place: authorization, value: `${scheme.scheme} ${secret}` };
  }
}

/**
 * A secret that is wrong in a stated way. `tampered` keeps its shape and changes characters in its middle: the last
 * character of a base64url signature may carry bits that nobody reads, and changing it may change nothing.
 */
function altered(secret: string, use: CredentialUse): string {
  const space = secret.indexOf(' ');
  const scheme = space > 0 ? secret.slice(0, space + 1) : '';
  const value = secret.slice(scheme.length);
  if (use === 'malformed') return `${scheme}not-a-credential`;
  if (use !== 'tampered') return secret;
  const from = Math.max(0, Math.floor((value.lastIndexOf('.') + 1 + value.length) / 2) - 2);
  const changed = [...value.slice(from, from + 4)].map((character) => (character === 'A' ? 'B' : 'A')).join('');
  return `${scheme}${value.slice(0, from)}${changed}${value.slice(from + 4)}`;
}
