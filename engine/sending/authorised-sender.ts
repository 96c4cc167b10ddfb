import type { Actor, CredentialUse } from '../../model/case.ts';
import type { Description, Operation } from '../../model/description.ts';
import type { Exchange, Lapse } from '../../model/exchange.ts';
import type { Problem } from '../../model/problem.ts';
import type { WireRequest } from '../../model/target.ts';
import type { CredentialParts } from './credentials.ts';
import { credentialParts } from './credentials.ts';
import type { Grant, Keyring } from './keyring.ts';
import type { Label, Sender } from './sender.ts';

/** As whom a request is sent, and what may be concluded when it is refused. */
export interface Appearance {
  readonly operation: Pick<Operation, 'security'> & { readonly id?: string; readonly safe?: boolean };
  readonly use: CredentialUse;
  /**
   * `accepted`: a valid request. `perhaps`: it deviates, and a server that lies may answer 401 to that. `in-flow`: the same, and nobody
   * sends its control again to find out.
   */
  readonly deserves: 'accepted' | 'perhaps' | 'in-flow';
}

/** Why a request was not sent, or why its answer counts for nothing. */
export interface Unauthorised {
  readonly missing: string;
}

/** Sends requests with the credentials of somebody, gets these anew where they run out, and sends once more what was refused meanwhile. */
export interface AuthorisedSender {
  send(request: WireRequest, as: Appearance, label: Label): Promise<Exchange | Unauthorised>;
  /** Told between the first requests and the rest: when nobody was let in by then, nobody will be. */
  firstRequestsSent(): void;
}

/** Said of what was refused because credentials had run out and could not be got anew. */
export const credentialsGone = 'The credentials that the target accepted before are not accepted any more: they have run out, and that is no fault of it.';

const mostFailures = 3;

/** A request without credentials that was answered with success, and can be sent again without harm. */
interface KnownGood {
  readonly request: WireRequest;
  readonly operation: Appearance['operation'];
}

interface Standing {
  /** Requests refused in a row that should have been accepted, each sent again with new credentials. */
  failures: number;
  knownGood?: KnownGood;
  /** The generation that is known to have run out, where nothing new can be got. */
  goneIn?: number;
  /** Operations that refuse new credentials too. */
  readonly refusing: Set<string>;
}

/** One for a run. `onGivenUp` is told once, when credentials cannot be got any more or are refused however new they are. */
export function createAuthorisedSender(description: Description, sender: Pick<Sender, 'send'>, keyring: Keyring, onGivenUp: (problem: Problem) => void): AuthorisedSender {
  const standings = new Map<Actor, Standing>();
  let givenUp = false;
  let firstRequestsOver = false;
  const giveUp = (problem: Problem): void => {
    if (!givenUp) onGivenUp(problem);
    givenUp = true;
  };
  const standingOf = (actor: Actor): Standing => {
    const standing = standings.get(actor) ?? { failures: 0, refusing: new Set() };
    standings.set(actor, standing);
    return standing;
  };

  /** Whether credentials are accepted still, where that can be found out without harm. */
  const stillAccepted = async (actor: Actor, grant: Grant): Promise<boolean | undefined> => {
    const { knownGood } = standingOf(actor);
    if (!knownGood) return undefined;
    const parts = credentialParts(description, knownGood.operation, actor, grant.settings);
    if ('missing' in parts) return undefined;
    const { response } = await sender.send(withCredentials(knownGood.request, parts), { ...(knownGood.operation.id !== undefined && { operationId: knownGood.operation.id }), ...actorLabel(actor), onRefused: async () => 'gone' });
    if (response.kind === 'failure') return undefined;
    return response.status === 401 ? false : response.status < 300 ? true : undefined;
  };

  const lapse = async (actor: Actor, grant: Grant, { operation, deserves }: Appearance): Promise<Lapse | undefined> => {
    const standing = standingOf(actor);
    if (keyring.now(actor).generation !== grant.generation) return 'renewed';
    if (standing.goneIn === grant.generation) return 'gone';
    const renewable = keyring.canRenew(actor);
    if (!renewable && deserves !== 'in-flow') return undefined;
    if (!renewable || deserves !== 'accepted' || standing.refusing.has(operation.id ?? '')) {
      const accepted = await stillAccepted(actor, grant);
      if (accepted === true || (accepted === undefined && !renewable)) return undefined;
      if (!renewable) {
        standing.goneIn = grant.generation;
        return 'gone';
      }
    }
    if (standing.failures >= mostFailures) return undefined;
    const got = await keyring.renewed(actor, grant.generation);
    if (got.ok) return 'renewed';
    giveUp(got.problems[0]);
    return 'gone';
  };

  /** Learns from what a request with new credentials was answered. */
  const learn = async (actor: Actor, grant: Grant, request: WireRequest, as: Appearance, { response }: Exchange, anew: boolean): Promise<void> => {
    if (response.kind === 'failure') return;
    const standing = standingOf(actor);
    if (response.status !== 401) {
      standing.failures = 0;
      if (response.status >= 200 && response.status < 300 && as.operation.safe === true && as.deserves === 'accepted') standing.knownGood = { request, operation: as.operation };
      return;
    }
    if (!anew || as.deserves !== 'accepted') return;
    standing.refusing.add(as.operation.id ?? '');
    standing.failures++;
    if (standing.failures < mostFailures) return;
    // At first it may be these operations alone that ask for more than is granted.
    if (!standing.knownGood && !firstRequestsOver) return;
    if ((await stillAccepted(actor, grant)) === true) standing.failures = 0;
    else giveUp(refusedProblem(actor));
  };

  return {
    firstRequestsSent() {
      firstRequestsOver = true;
      for (const [actor, { failures, knownGood }] of standings) if (failures >= mostFailures && !knownGood) giveUp(refusedProblem(actor));
    },
    async send(request, as, label) {
      const actor = actorOf(as.use);
      const granted = actor === undefined ? { ok: true as const, value: keyring.now('owner') } : await keyring.fresh(actor);
      if (!granted.ok) {
        giveUp(granted.problems[0]);
        return { missing: granted.problems[0].what };
      }
      const grant = granted.value;
      const parts = credentialParts(description, as.operation, as.use, grant.settings);
      if ('missing' in parts) return parts;
      const wire = withCredentials(request, parts);
      const secured = as.operation.security.some((alternative) => alternative.size > 0);
      if (actor === undefined || actor === 'expired' || as.use === 'tampered' || label.once === true || !secured) return sender.send(wire, label);
      const first = await sender.send(wire, { ...label, onRefused: () => lapse(actor, grant, as) });
      if (first.lapsed === 'gone') return { missing: credentialsGone };
      await learn(actor, grant, request, as, first, false);
      if (first.lapsed === undefined) return first;
      const anew = keyring.now(actor);
      const newParts = credentialParts(description, as.operation, as.use, anew.settings);
      if ('missing' in newParts) return newParts;
      const second = await sender.send(withCredentials(request, newParts), { ...label, earlierAttempts: first.attempt });
      await learn(actor, anew, request, as, second, true);
      return second;
    },
  };
}

/** A request that carries these credentials. What a case sets itself is not overwritten; of cookies, each by its name. */
export function withCredentials(request: WireRequest, parts: CredentialParts): WireRequest {
  const set = new Set(request.headers.map(([name]) => name.toLowerCase()));
  const cookies = parts.headers.find(([name]) => name.toLowerCase() === 'cookie')?.[1];
  const query = parts.query.join('&');
  return {
    ...request,
    path: query === '' ? request.path : `${request.path}${request.path.includes('?') ? '&' : '?'}${query}`,
    headers: [
      ...request.headers.map(([name, value]): readonly [string, string] => [name, cookies !== undefined && name.toLowerCase() === 'cookie' ? joinedCookies(value, cookies) : value]),
      ...parts.headers.filter(([name]) => !set.has(name.toLowerCase())),
    ],
    ...(parts.identity && { identity: parts.identity }),
  };
}

function joinedCookies(own: string, further: string): string {
  const nameOf = (pair: string): string => pair.slice(0, Math.max(0, pair.indexOf('='))).trim();
  const names = new Set(own.split(';').map(nameOf));
  return [own, ...further.split('; ').filter((pair) => !names.has(nameOf(pair)))].join('; ');
}

/** Whose secrets are made use of. */
function actorOf(use: CredentialUse): Actor | undefined {
  if (use === 'none' || use === 'malformed') return undefined;
  return use === 'tampered' ? 'owner' : use;
}

function actorLabel(actor: Actor): Pick<Label, 'actor'> {
  return actor === 'owner' ? {} : { actor };
}

function refusedProblem(actor: Actor): Problem {
  return {
    code: 'CREDENTIALS_REFUSED',
    what: `The target answered 401 to ${mostFailures} valid requests in a row, each sent again with credentials${actor === 'owner' ? '' : ` of the ${actor} actor`} that had just been got anew.`,
    fix: 'Check the audience and the scopes of the tokens, and that they come from the issuer that the target trusts; doctor shows where each comes from.',
  };
}
