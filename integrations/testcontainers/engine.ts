import { pathToFileURL } from 'node:url';
import type { WaitStrategy } from 'testcontainers';

/** The library, as far as it is used. */
export type Testcontainers = typeof import('testcontainers');
/** A container as the engine's client knows it. */
export type EngineContainer = Parameters<WaitStrategy['waitUntilReady']>[0];

/** Loads the library from where it is installed. */
export async function loadTestcontainers(module: string): Promise<Testcontainers> {
  const loaded = (await import(pathToFileURL(module).href)) as Testcontainers & { readonly default?: Testcontainers };
  return loaded.default ?? loaded;
}

/** What the engine says, without the words of its client. */
export function engineWords(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^\(HTTP code \d+\) [^-]*- /, '').trim().split('\n').slice(-5).join(' ').replace(/\.?$/, '');
}
