import type { Configuration } from '../config/configuration.ts';
import type { CredentialSettings } from '../engine/sending/credentials.ts';
import type { Target } from '../model/target.ts';
import { httpTarget } from '../target/http-target.ts';
import { isEmbedded } from './settle.ts';

/** Something to judge, and what is needed to be let in. */
export interface OpenTarget {
  readonly target: Target;
  readonly credentials: CredentialSettings;
  close(): Promise<void>;
}

/** The API that the configuration names, or the embedded reference backend where it names none. */
export async function openTarget(configuration: Configuration): Promise<OpenTarget> {
  const { credentials, headers, timeoutMs, maxBodyBytes, concurrency } = configuration;
  const limits = { timeoutMs, maxBodyBytes, connections: concurrency };
  if (configuration.baseUrl !== undefined && !isEmbedded(configuration)) {
    const target = httpTarget({ baseUrl: configuration.baseUrl, ...limits });
    return { target, credentials: { ...credentials, headers }, close: () => target.close() };
  }
  const { startReference } = await import('../reference/server.ts');
  const reference = await startReference({ port: 0 });
  const target = httpTarget({ baseUrl: reference.url, kind: 'embedded', ...limits });
  return {
    target,
    credentials: { schemes: {}, headers, token: reference.tokens.owner, expiredToken: reference.tokens.expired },
    close: async () => {
      await target.close();
      await reference.close();
    },
  };
}
