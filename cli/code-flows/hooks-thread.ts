import type { LoadFnOutput, LoadHookContext, ResolveFnOutput, ResolveHookContext } from 'node:module';
import type { MessagePort } from 'node:worker_threads';
import { loadedHere, otherSpellings, resolvedHere, tellOf, type HookGround } from './import-hooks.ts';

// Where Node has no hooks in the same thread (before 22.15), it runs this file in a thread of its own.

let ground: HookGround | undefined;

/** What the thread is given. */
export interface HooksData {
  readonly door: string;
  readonly port: MessagePort;
}

export function initialize({ door, port }: HooksData): void {
  const closed = new Set<string>();
  port.on('message', (files: readonly string[]) => { for (const file of files) closed.add(file); });
  port.unref();
  ground = { door, seen: (link) => { port.postMessage(link); }, closed: (file) => closed.has(file) };
}

type NextResolve = (specifier: string, context: ResolveHookContext) => Promise<ResolveFnOutput>;

export async function resolve(specifier: string, context: ResolveHookContext, next: NextResolve): Promise<ResolveFnOutput> {
  if (!ground) return next(specifier, context);
  const here = resolvedHere(specifier, context, ground);
  if (here) return here;
  const found = await firstFound([specifier, ...otherSpellings(specifier)], (each) => next(each, context));
  tellOf(found.url, context, ground);
  return found;
}

export async function load(url: string, context: LoadHookContext, next: (url: string, context: LoadHookContext) => Promise<LoadFnOutput>): Promise<LoadFnOutput> {
  return loadedHere(url, context) ?? next(url, context);
}

async function firstFound([first = '', ...others]: readonly string[], resolved: (specifier: string) => Promise<ResolveFnOutput>): Promise<ResolveFnOutput> {
  try {
    return await resolved(first);
  } catch (error) {
    for (const each of others) {
      const found = await resolved(each).catch(() => undefined);
      if (found) return found;
    }
    throw error;
  }
}
