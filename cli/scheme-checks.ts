import type { Configuration } from '../config/configuration.ts';
import type { CredentialSettings } from '../engine/sending/credentials.ts';
import { endOfJwt } from '../integrations/tokens/end-of-jwt.ts';
import type { Description, SecurityRequirement, SecurityScheme } from '../model/description.ts';
import { getAt } from '../spec/json-pointer.ts';
import type { Advice, Check } from './advice.ts';
import { originOf } from './open-keyring.ts';
import type { Prepared } from './prepare.ts';

/** What a doctor says of each security scheme that operations ask for. */
export function schemeChecks({ description, configuration, plan }: Prepared, credentials: CredentialSettings, now: Date): { readonly checks: readonly Check[]; readonly advice: readonly Advice[] } {
  if (credentials.headers.some(([name]) => name.toLowerCase() === 'authorization')) return { checks: [], advice: [] };
  const named = [...new Set(description.operations.flatMap(({ security }) => security.flatMap((alternative) => [...alternative.keys()])))];
  const has = (name: string): boolean => isGiven(description.securitySchemes.get(name), name, credentials);
  const satisfied = ({ security }: { readonly security: readonly SecurityRequirement[] }): boolean =>
    security.length === 0 || security.some((alternative) => [...alternative.keys()].every(has));
  const shut = description.operations.filter((operation) => !satisfied(operation));
  const wanted = named.filter((name) => !has(name) && shut.some(({ security }) => security.some((alternative) => alternative.has(name))));
  return {
    checks: named.map((name) => {
      const ended = tokenEnd(name, credentials);
      const over = ended !== undefined && ended <= now.getTime();
      return { name: `Scheme ${name}`, well: !over && !wanted.includes(name), says: over ? `its token ran out on ${new Date(ended).toISOString()}` : has(name) ? givenAs(name, configuration, credentials) : wanted.includes(name) ? 'nothing is given for it' : 'not needed: others are given' };
    }),
    advice: wanted.map((name) => {
      const operations = new Set(shut.filter(({ security }) => security.some((alternative) => alternative.has(name))).map(({ id }) => id));
      return {
        missing: `Nothing is given for the security scheme ${name} (${kindOf(description.securitySchemes.get(name))}).`,
        requirements: [...plan.requirements].filter(({ operationId }) => operationId !== undefined && operations.has(operationId)).length,
        lines: linesFor(name, description),
      };
    }),
  };
}

function isGiven(scheme: SecurityScheme | undefined, name: string, { token, schemes = {}, certificate }: CredentialSettings): boolean {
  if (scheme?.kind === 'mutualTLS') return certificate === true;
  return schemes[name] !== undefined || (token !== undefined && scheme?.kind !== 'basic');
}

function givenAs(name: string, { credentials: { sources, schemes } }: Configuration, { certificate }: CredentialSettings): string {
  const source = sources[name];
  if (source) return `got from ${originOf(source)}`;
  return schemes[name] !== undefined ? 'given under auth' : certificate && schemes[name] === undefined ? 'given' : 'the token';
}

function tokenEnd(name: string, { token, schemes = {} }: CredentialSettings): number | undefined {
  const secret = schemes[name] ?? token;
  return secret === undefined ? undefined : endOfJwt(secret);
}

function kindOf(scheme: SecurityScheme | undefined): string {
  switch (scheme?.kind) {
    case 'apiKey': return `an API key in the ${scheme.in}`;
    case 'oauth2': return 'OAuth 2.0';
    case 'openIdConnect': return 'OpenID Connect';
    case 'mutualTLS': return 'a client certificate';
    case 'basic': return 'user and password';
    case 'bearer': return 'a bearer token';
    case 'other': return scheme.scheme;
    case undefined: return 'unknown';
  }
}

/** What a user may write; where tokens are handed out is looked up in the description, but never asked without having been written down. */
function linesFor(name: string, description: Description): readonly string[] {
  const variable = name.replaceAll(/([a-z])([A-Z])/g, '$1_$2').replaceAll(/\W/g, '_').toUpperCase();
  const at = (below: string): unknown => getAt(description.document, `/components/securitySchemes/${name.replaceAll('~', '~0').replaceAll('/', '~1')}${below}`);
  const line = (text: string): readonly string[] => ['auth:', `  ${JSON.stringify(name) === `"${name}"` && /^[\w-]+$/.test(name) ? name : JSON.stringify(name)}: ${text}`];
  switch (description.securitySchemes.get(name)?.kind) {
    case 'apiKey': return line(`{ apiKey: { valueEnv: ${variable} } }`);
    case 'basic': return line(`{ basic: { username: ..., passwordEnv: ${variable}_PASSWORD } }`);
    case 'mutualTLS': return line('{ certificate: { cert: client.pem, key: client.key } }');
    case 'oauth2': return line(`{ clientCredentials: { tokenUrl: ${urlText(at('/flows/clientCredentials/tokenUrl'))}, clientId: ..., clientSecretEnv: ${variable}_SECRET } }`);
    case 'openIdConnect': return line(`{ clientCredentials: { issuer: ${urlText(at('/openIdConnectUrl')).replace(/\/\.well-known\/.*$/, '')}, clientId: ..., clientSecretEnv: ${variable}_SECRET } }`);
    default: return line(`{ bearer: { tokenEnv: ${variable}_TOKEN } }`);
  }
}

function urlText(value: unknown): string {
  return typeof value === 'string' && /^https?:\/\/[\w.:/-]+$/.test(value) ? value : '...';
}
