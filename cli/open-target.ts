import type { Configuration } from '../config/configuration.ts';
import { createRedactor, type Redactor } from '../engine/redaction.ts';
import type { CredentialSettings } from '../engine/sending/credentials.ts';
import { fixedKeyring, type Keyring } from '../engine/sending/keyring.ts';
import type { Listener } from '../integrations/testcontainers/container-log.ts';
import type { RunningContainer } from '../integrations/testcontainers/start-container.ts';
import type { Network, NetworkNote } from '../model/network.ts';
import type { Problem, Result } from '../model/problem.ts';
import type { Target } from '../model/target.ts';
import { httpTarget, type HttpTargetOptions } from '../target/http-target.ts';
import type { Io } from './io.ts';
import { openContainer, openingExit } from './open-container.ts';
import { keyringOf } from './open-keyring.ts';
import { openNetwork } from './open-network.ts';
import { printProblems } from './print-problems.ts';
import { isEmbedded } from './settle.ts';

/** Something to judge, and what is needed to be let in. */
export interface OpenTarget {
  readonly target: Target;
  /** As they were when the target was opened. */
  readonly credentials: CredentialSettings;
  readonly keyring: Keyring;
  /** How connections to it are made. */
  readonly way: Network;
  /** The same in words, where they are not made as anybody would make them. */
  readonly network?: NetworkNote;
  /** Where the target is a container. */
  readonly container?: Pick<RunningContainer, 'madeOf' | 'ended'>;
  close(): Promise<void>;
}

/** The API that the configuration names, or the embedded reference backend where it names none. `listener` hears what a container writes. */
export async function openTarget(configuration: Configuration, signal: AbortSignal, io: Io, listener?: Listener): Promise<Result<OpenTarget>> {
  const { headers, timeoutMs, maxBodyBytes, concurrency } = configuration;
  const limits = { timeoutMs, maxBodyBytes, connections: concurrency };
  if (isEmbedded(configuration)) return { ok: true, value: await openReference(headers, limits) };
  const network = await openNetwork(configuration, io, configuration.container !== undefined);
  if (!network.ok) return network;
  const keyring = await keyringOf(configuration, network.value.forTokens, io);
  if (!keyring.ok) return keyring;
  const known = { keyring: keyring.value, credentials: keyring.value.now('owner').settings, network: network.value.note, way: network.value.target };
  if (configuration.container) {
    const started = await openContainer(configuration.container, signal, io, listener ?? { onLine: () => undefined, redact: redactorOf(configuration).redactText });
    if (!started.ok) return started;
    const { baseUrl } = started.value;
    const target = httpTarget({ baseUrl, kind: 'container', ...limits });
    return { ok: true, value: {
      target, ...known, container: started.value,
      close: async () => {
        await target.close();
        await started.value.close();
      },
    } };
  }
  const target = httpTarget({ baseUrl: configuration.baseUrl ?? 'http://localhost', network: network.value.target, ...limits });
  return { ok: true, value: { target, ...known, close: () => target.close() } };
}

async function openReference(headers: Configuration['headers'], limits: Pick<HttpTargetOptions, 'timeoutMs' | 'maxBodyBytes' | 'connections'>): Promise<OpenTarget> {
  const { startReference } = await import('../reference/server.ts');
  const reference = await startReference({ port: 0 });
  const { url, tokens } = reference;
  const target = httpTarget({ baseUrl: url, kind: 'embedded', ...limits });
  const credentials: CredentialSettings = {
    schemes: {}, headers, token: tokens.owner, others: { expired: { token: tokens.expired }, 'other-tenant': { token: tokens.other }, 'read-only': { token: tokens.readOnly } },
  };
  return {
    target, credentials, keyring: fixedKeyring(credentials), way: {},
    close: async () => {
      await target.close();
      await reference.close();
    },
  };
}

/** Knows the secrets of a configuration; those of the target itself come later. */
export function redactorOf({ secrets }: Configuration): Redactor {
  const redactor = createRedactor();
  for (const secret of secrets) redactor.addSecret(secret);
  return redactor;
}

/** Says why a target could not be opened; resolves with the exit code. */
export function notOpened(problems: readonly [Problem, ...Problem[]], io: Io): number {
  printProblems(problems, io);
  return openingExit(problems);
}
