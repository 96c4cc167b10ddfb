import type { OtherActor } from '../model/case.ts';
import { otherActors } from '../model/case.ts';
import type { Complaint } from './complaint.ts';
import type { ConfigurationFile } from './configuration-file.ts';
import { unsetVariable, variable, type Environment } from './interpolate.ts';
import type { Layer } from './layers.ts';

/** What the target is told about who is asking. */
export interface Credentials {
  /** For the first scheme that an operation accepts. */
  readonly token?: string;
  /** By security scheme name: a token or key, or `user:password`. */
  readonly schemes: Readonly<Record<string, string>>;
  /** The tokens of others, by who they are. */
  readonly others: Readonly<Partial<Record<OtherActor, string>>>;
}

/** The setting that holds the token of an actor. */
const keyOf = { expired: 'expired', 'other-tenant': 'otherTenant', 'read-only': 'readOnly' } as const satisfies Record<OtherActor, keyof ConfigurationFile>;

type Scheme = NonNullable<ConfigurationFile['auth']>[string];

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
  const others: Partial<Record<OtherActor, string>> = {};
  for (const actor of otherActors) {
    const key = keyOf[actor];
    const given = layers.findLast((layer) => layer[key] !== undefined)?.[key];
    const found = given && lookUp(given.token, given.tokenEnv, [key, 'token']);
    if (found !== undefined) others[actor] = found;
  }
  const schemes: Record<string, string> = {};
  for (const [name, scheme] of Object.entries(Object.assign({}, ...layers.map(({ auth }) => auth)) as Record<string, Scheme>)) {
    const secret = schemeSecret(scheme, ['auth', name], lookUp, complaints);
    if (secret !== undefined) schemes[name] = secret;
  }
  return {
    credentials: { schemes, ...(token === undefined ? {} : { token }), others },
    complaints,
  };
}

type LookUp = (value: string | undefined, name: string | undefined, at: readonly string[]) => string | undefined;

function schemeSecret({ bearer, basic, apiKey, env }: Scheme, at: readonly string[], lookUp: LookUp, complaints: Complaint[]): string | undefined {
  const complain = (what: string, fix: string): undefined => {
    complaints.push({ at, problem: { code: 'CONFIGURATION_INVALID', what: `${at.join('.')} ${what}.`, fix } });
  };
  const given = [bearer, basic, apiKey, env].filter((kind) => kind !== undefined).length;
  if (given !== 1) return complain(`holds ${given} kinds of credentials`, 'Give exactly one of bearer, basic, apiKey, env.');
  const before = complaints.length;
  const secret = bearer ? lookUp(bearer.token, bearer.tokenEnv, [...at, 'bearer', 'token'])
    : apiKey ? lookUp(apiKey.value, apiKey.valueEnv, [...at, 'apiKey', 'value'])
    : env !== undefined ? lookUp(undefined, env, [...at, 'env'])
    : userAndPassword(basic, [...at, 'basic'], lookUp);
  if (secret === undefined && complaints.length === before) {
    return complain('holds no secret', 'Name the environment variable that holds it, such as bearer: { tokenEnv: API_TOKEN }.');
  }
  return secret;
}

function userAndPassword(basic: Scheme['basic'], at: readonly string[], lookUp: LookUp): string | undefined {
  const user = lookUp(basic?.username, basic?.usernameEnv, [...at, 'username']);
  const password = lookUp(basic?.password, basic?.passwordEnv, [...at, 'password']);
  return user === undefined || password === undefined ? undefined : `${user}:${password}`;
}

const telling = /auth|cookie|token|key|secret|password|session|signature|credential/i;

/** Whether a header field of that name usually carries a secret. */
export function isTellingName(name: string): boolean {
  return telling.test(name);
}
