import type { OtherActor } from '../../model/case.ts';
import { otherActors } from '../../model/case.ts';
import type { Description, Operation, SecurityScheme } from '../../model/description.ts';
import type { CredentialSettings } from '../../engine/sending/credentials.ts';
import type { Call } from './call.ts';
import { cookiesIn, decoded, fieldIn } from './call.ts';

/** Who stands at the door. */
export type Visitor = 'owner' | OtherActor | 'unknown' | 'altered' | 'nobody';

const owner = 'model-owner-6f1d0a7c94e24b5b8d3e';
const others: Readonly<Record<OtherActor, string>> = {
  expired: 'model-expired-91c7e3f05a6d4d2e9b04', 'other-tenant': 'model-tenant-2b90c4e1d75f48a3b6a8', 'read-only': 'model-reader-c3a8150be7f64926ad1f',
};

/** The credentials that the model server knows, for the actors that a plan has. */
export function modelCredentials(description: Description, actors: readonly OtherActor[]): CredentialSettings {
  const basic = [...description.securitySchemes].filter(([, { kind }]) => kind === 'basic').map(([name]) => name);
  return {
    token: owner, headers: [], schemes: Object.fromEntries(basic.map((name) => [name, owner])),
    others: Object.fromEntries(otherActors.filter((actor) => actors.includes(actor)).map((actor) => [actor, { token: others[actor] }])),
  };
}

/** Whoever satisfies the security of an operation; where none is asked for, the owner comes in too. */
export function visitorOf(description: Description, { security }: Pick<Operation, 'security'>, call: Call): Visitor {
  const open = security.length === 0 || security.some((alternative) => alternative.size === 0);
  const visitors = security.filter((alternative) => alternative.size > 0).map((alternative) => {
    const each = [...alternative.keys()].map((name) => byScheme(description.securitySchemes.get(name), call));
    return each.find((visitor) => visitor !== 'owner') ?? 'owner';
  });
  const rank: readonly Visitor[] = ['owner', 'other-tenant', 'read-only', 'expired', 'altered', 'unknown', 'nobody'];
  const [best = 'nobody'] = visitors.sort((one, other) => rank.indexOf(one) - rank.indexOf(other));
  return open && best !== 'other-tenant' ? 'owner' : best;
}

function byScheme(scheme: SecurityScheme | undefined, call: Call): Visitor {
  // Who has the right certificate was let in before HTTP began.
  if (!scheme || scheme.kind === 'mutualTLS') return 'owner';
  const secret = secretIn(scheme, call);
  if (secret === undefined) return 'nobody';
  if (secret === owner) return 'owner';
  const actor = otherActors.find((each) => others[each] === secret);
  return actor ?? (secret.slice(0, 12) === owner.slice(0, 12) ? 'altered' : 'unknown');
}

function secretIn(scheme: SecurityScheme, call: Call): string | undefined {
  if (scheme.kind === 'apiKey') {
    if (scheme.in === 'header') return fieldIn(call, scheme.name);
    const pairs = scheme.in === 'cookie' ? cookiesIn(call) : call.query;
    const raw = pairs.find(([name]) => name === scheme.name)?.[1];
    return raw === undefined ? undefined : decoded(raw);
  }
  const authorization = fieldIn(call, 'authorization');
  if (authorization === undefined) return undefined;
  const secret = authorization.slice(authorization.indexOf(' ') + 1);
  return scheme.kind === 'basic' ? Buffer.from(secret, 'base64').toString('utf8') : secret;
}
