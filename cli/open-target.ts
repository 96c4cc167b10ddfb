import type { Configuration } from '../config/configuration.ts';
import { createRedactor, type Redactor } from '../engine/redaction.ts';
import type { CredentialSettings } from '../engine/sending/credentials.ts';
import type { Listener } from '../integrations/testcontainers/container-log.ts';
import type { RunningContainer } from '../integrations/testcontainers/start-container.ts';
import type { Problem, Result } from '../model/problem.ts';
import type { Target } from '../model/target.ts';
import { httpTarget } from '../target/http-target.ts';
import type { Io } from './io.ts';
import { openContainer, openingExit } from './open-container.ts';
import { printProblems } from './print-problems.ts';
import { isEmbedded } from './settle.ts';

/** Something to judge, and what is needed to be let in. */
export interface OpenTarget {
  readonly target: Target;
  readonly credentials: CredentialSettings;
  /** Where the target is a container. */
  readonly container?: Pick<RunningContainer, 'madeOf' | 'ended'>;
  close(): Promise<void>;
}

/** The API that the configuration names, or the embedded reference backend where it names none. `listener` hears what a container writes. */
export async function openTarget(configuration: Configuration, signal: AbortSignal, io: Io, listener?: Listener): Promise<Result<OpenTarget>> {
  const { credentials, headers, timeoutMs, maxBodyBytes, concurrency } = configuration;
  const limits = { timeoutMs, maxBodyBytes, connections: concurrency };
  if (configuration.container) {
    const started = await openContainer(configuration.container, signal, io, listener ?? { onLine: () => undefined, redact: redactorOf(configuration).redactText });
    if (!started.ok) return started;
    const { baseUrl } = started.value;
    const target = httpTarget({ baseUrl, kind: 'container', ...limits });
    return { ok: true, value: {
      target, credentials: { ...credentials, headers }, container: started.value,
      close: async () => {
        await target.close();
        await started.value.close();
      },
    } };
  }
  if (configuration.baseUrl !== undefined && !isEmbedded(configuration)) {
    const target = httpTarget({ baseUrl: configuration.baseUrl, ...limits });
    return { ok: true, value: { target, credentials: { ...credentials, headers }, close: () => target.close() } };
  }
  const { startReference } = await import('../reference/server.ts');
  const reference = await startReference({ port: 0 });
  const target = httpTarget({ baseUrl: reference.url, kind: 'embedded', ...limits });
  return { ok: true, value: {
    target,
    credentials: { schemes: {}, headers, token: reference.tokens.owner, others: { expired: reference.tokens.expired, 'other-tenant': reference.tokens.other, 'read-only': reference.tokens.readOnly } },
    close: async () => {
      await target.close();
      await reference.close();
    },
  } };
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
