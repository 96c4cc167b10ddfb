import type { Configuration } from '../config/configuration.ts';
import { actorsIn, type ActorCredentials } from '../config/secrets.ts';
import type { TokenSource } from '../config/token-source.ts';
import { systemClock } from '../engine/clock.ts';
import type { ActorSecrets, CredentialSettings } from '../engine/sending/credentials.ts';
import { openKeyring, type Keyring, type Secret, type SecretSource } from '../engine/sending/keyring.ts';
import type { OtherActor } from '../model/case.ts';
import type { Network } from '../model/network.ts';
import type { Result } from '../model/problem.ts';
import { placeOf } from '../integrations/tokens/place-of.ts';
import type { Io } from './io.ts';

/** Gets the tokens that a configuration says where to get; each before anything is sent to the target. */
export async function keyringOf(configuration: Pick<Configuration, 'credentials' | 'headers'>, networkFor: (url: string) => Network, io: Pick<Io, 'folder' | 'environment'>): Promise<Result<Keyring>> {
  const sources = await Promise.all(actorsIn(configuration.credentials).flatMap(([actor, { sources: named }]) =>
    Object.entries(named).map(async ([scheme, source]): Promise<SecretSource> => ({ actor, scheme, from: originOf(source), get: await getterOf(source, networkFor, io) }))));
  return openKeyring(credentialSettings(configuration), sources, systemClock);
}

/** What of the credentials does not change during a run. */
function credentialSettings({ credentials: { others, ...owner }, headers }: Pick<Configuration, 'credentials' | 'headers'>): CredentialSettings {
  const known = Object.entries(others).map(([actor, credentials]) => [actor, secretsOf(credentials)]);
  return { ...secretsOf(owner), others: Object.fromEntries(known) as Readonly<Partial<Record<OtherActor, ActorSecrets>>>, headers };
}

/** Where a token is got, in words. */
export function originOf(source: TokenSource): string {
  switch (source.kind) {
    case 'client-credentials':
    case 'refresh-token':
      return `${source.kind === 'refresh-token' ? 'refresh token' : 'client credentials'} at ${placeOf('tokenUrl' in source.server ? source.server.tokenUrl : source.server.issuer)}`;
    case 'command':
      return 'a command';
    case 'url':
      return placeOf(source.url);
  }
}

function secretsOf({ token, schemes, certificate }: ActorCredentials): ActorSecrets & { readonly schemes: Readonly<Record<string, string>> } {
  return { schemes, ...(token !== undefined && { token }), ...(certificate && { certificate: true }) };
}

/** Ends a process and all that it has started. */
function endGroup(pid: number): void {
  try {
    process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}

/** Loaded only where it is needed: most runs have a token that stays what it is. */
async function getterOf(source: TokenSource, networkFor: (url: string) => Network, io: Pick<Io, 'folder' | 'environment'>): Promise<() => Promise<Result<Secret>>> {
  switch (source.kind) {
    case 'client-credentials':
    case 'refresh-token':
      return (await import('../integrations/tokens/oauth-token.ts')).oauthTokens(source, networkFor);
    case 'command':
      return (await import('../integrations/tokens/command-token.ts')).commandTokens(source, { ...io, endGroup });
    case 'url':
      return (await import('../integrations/tokens/url-token.ts')).urlTokens(source, networkFor);
  }
}
