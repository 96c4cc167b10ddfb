import type { Actor } from '../../model/case.ts';
import type { Problem, Result } from '../../model/problem.ts';
import type { Clock } from '../clock.ts';
import type { ActorSecrets, CredentialSettings, NamedSecret } from './credentials.ts';
import { roleOf } from './credentials.ts';

/** A secret that was handed out to us. */
export interface Secret {
  readonly text: string;
  /** Milliseconds since 1970; without it nobody knows. */
  readonly expiresAt?: number;
  /** What came with it and must not be shown either, such as a refresh token. */
  readonly beside?: readonly string[];
}

/** Where a secret of somebody comes from, as often as it is needed. */
export interface SecretSource {
  readonly actor: Actor;
  /** Of the description. */
  readonly scheme: string;
  /** Where it is got, in words that hold no secret. */
  readonly from: string;
  get(): Promise<Result<Secret>>;
}

/** Credentials at one moment; the generation tells whether those of an actor have been got anew since. */
export interface Grant {
  readonly settings: CredentialSettings;
  readonly generation: number;
}

/** Credentials that are got anew before they run out. */
export interface Keyring {
  /** As they are now. */
  now(actor: Actor): Grant;
  /** The same, once what is about to run out has been got anew; a problem where that fails three times in a row. */
  fresh(actor: Actor): Promise<Result<Grant>>;
  /** Gets anew what an actor had in this generation, unless that has been done meanwhile. */
  renewed(actor: Actor, generation: number): Promise<Result<Grant>>;
  canRenew(actor: Actor): boolean;
  /** Tells each secret that was got and will be got. */
  eachSecret(listener: (secret: NamedSecret) => void): void;
}

const mostFailures = 3;
const pauses = [250, 1_000];
/** Milliseconds before its end at which a secret counts as run out: what is sent with it has to arrive. */
const longestMargin = 30_000;

interface Held {
  readonly source: SecretSource;
  secret: Secret;
  gotAt: number;
}

/** Gets the first secret of each source. The expired actor keeps what it got: nothing of it may ever be fresh. */
export async function openKeyring(settings: CredentialSettings, sources: readonly SecretSource[], clock: Clock): Promise<Result<Keyring>> {
  const held: Held[] = [];
  for (const source of sources) {
    const secret = await source.get();
    if (!secret.ok) return secret;
    held.push({ source, secret: secret.value, gotAt: clock.date().getTime() });
  }
  const listeners: ((secret: NamedSecret) => void)[] = [];
  const generations = new Map<Actor, number>();
  const underway = new Map<Actor, Promise<Problem | undefined>>();
  const renewable = (actor: Actor): readonly Held[] => (actor === 'expired' ? [] : held.filter(({ source }) => source.actor === actor));
  let current = withSecrets(settings, held);

  const now = (actor: Actor): Grant => ({ settings: current, generation: generations.get(actor) ?? 0 });

  const getAnew = async (each: Held): Promise<Problem | undefined> => {
    for (let failures = 1; ; failures++) {
      const got = await each.source.get();
      if (got.ok) {
        each.secret = got.value;
        each.gotAt = clock.date().getTime();
        for (const secret of namedIn(each)) for (const listener of listeners) listener(secret);
        return undefined;
      }
      if (failures === mostFailures) return got.problems[0];
      await clock.sleep(pauses[failures - 1] ?? 0);
    }
  };

  const renewed = async (actor: Actor, generation: number): Promise<Result<Grant>> => {
    if (now(actor).generation === generation) {
      const work = underway.get(actor) ?? (async () => {
        for (const each of renewable(actor)) {
          const problem = await getAnew(each);
          if (problem) return problem;
        }
        current = withSecrets(settings, held);
        generations.set(actor, generation + 1);
        return undefined;
      })().finally(() => underway.delete(actor));
      underway.set(actor, work);
      const problem = await work;
      if (problem) return { ok: false, problems: [problem] };
    }
    return { ok: true, value: now(actor) };
  };

  return { ok: true, value: {
    now,
    renewed,
    canRenew: (actor) => renewable(actor).length > 0,
    async fresh(actor) {
      const at = clock.date().getTime();
      return renewable(actor).some((each) => runsOut(each, at)) ? renewed(actor, now(actor).generation) : { ok: true, value: now(actor) };
    },
    eachSecret(listener) {
      for (const each of held) namedIn(each).forEach(listener);
      listeners.push(listener);
    },
  } };
}

/** Credentials that stay what they are. */
export function fixedKeyring(settings: CredentialSettings): Keyring {
  const grant: Grant = { settings, generation: 0 };
  const always = async (): Promise<Result<Grant>> => ({ ok: true, value: grant });
  return { now: () => grant, fresh: always, renewed: always, canRenew: () => false, eachSecret: () => undefined };
}

function runsOut({ secret: { expiresAt }, gotAt }: Held, at: number): boolean {
  // Who hands out what has run out already says nothing about when to ask again.
  if (expiresAt === undefined || expiresAt <= gotAt) return false;
  return at >= expiresAt - Math.min(longestMargin, (expiresAt - gotAt) / 4);
}

function namedIn({ source: { actor, scheme }, secret: { text, beside = [] } }: Held): readonly NamedSecret[] {
  const role = roleOf(actor, scheme);
  return [{ secret: text, role }, ...beside.map((secret, position) => ({ secret, role: `${role}, beside ${position + 1}` }))];
}

function withSecrets(settings: CredentialSettings, held: readonly Held[]): CredentialSettings {
  const got = (actor: Actor): Readonly<Record<string, string>> => Object.fromEntries(held.filter(({ source }) => source.actor === actor).map(({ source: { scheme }, secret: { text } }) => [scheme, text]));
  const filled = <Secrets extends ActorSecrets>(secrets: Secrets, actor: Actor): Secrets => ({ ...secrets, schemes: { ...secrets.schemes, ...got(actor) } });
  const others = Object.entries(settings.others).map(([actor, secrets]) => [actor, filled(secrets, actor as Actor)]);
  return filled({ ...settings, others: Object.fromEntries(others) as CredentialSettings['others'] }, 'owner');
}
