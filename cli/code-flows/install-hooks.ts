import module, { type LoadFnOutput, type LoadHookContext, type ResolveFnOutput, type ResolveHookContext } from 'node:module';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { HooksData } from './hooks-thread.ts';
import { loadedHere, otherSpellings, resolvedHere, tellOf, type HookGround, type SeenImport } from './import-hooks.ts';

/** The hooks of this process, and what they have seen. */
export interface InstalledHooks {
  /** All imports seen so far. */
  imports(): readonly SeenImport[];
  /** These files may import nothing more. */
  close(files: readonly string[]): void;
}

/** What newer Nodes have (22.15, 24), and the types of the oldest do not know. */
interface NewerModule {
  registerHooks?(hooks: {
    resolve(specifier: string, context: ResolveHookContext, next: (specifier: string, context: ResolveHookContext) => ResolveFnOutput): ResolveFnOutput;
    load(url: string, context: LoadHookContext, next: (url: string, context: LoadHookContext) => LoadFnOutput): LoadFnOutput;
  }): void;
}

let installed: InstalledHooks | undefined;

/** Makes Node read TypeScript, and know `calico-conformance/flows`; once for a process. */
export function installHooks(door: string, thread: string): InstalledHooks {
  const { registerHooks } = module as NewerModule;
  installed ??= registerHooks ? inThisThread(door, registerHooks) : inAnother(door, thread);
  return installed;
}

function inThisThread(door: string, register: NonNullable<NewerModule['registerHooks']>): InstalledHooks {
  const links: SeenImport[] = [];
  const closed = new Set<string>();
  const ground: HookGround = { door, seen: (link) => { links.push(link); }, closed: (file) => closed.has(file) };
  register({
    resolve(specifier, context, next) {
      const here = resolvedHere(specifier, context, ground);
      if (here) return here;
      const found = firstFound([specifier, ...otherSpellings(specifier)], (each) => next(each, context));
      tellOf(found.url, context, ground);
      return found;
    },
    load: (url, context, next) => loadedHere(url, context) ?? next(url, context),
  });
  return { imports: () => links, close: (files) => { for (const file of files) closed.add(file); } };
}

function inAnother(door: string, thread: string): InstalledHooks {
  const { port1: ours, port2: theirs } = new MessageChannel();
  const links: SeenImport[] = [];
  ours.unref();
  module.register<HooksData>(thread, { data: { door, port: theirs }, transferList: [theirs] });
  return {
    imports() {
      for (let next = receiveMessageOnPort(ours); next; next = receiveMessageOnPort(ours)) links.push(next.message as SeenImport);
      return links;
    },
    close: (files) => { ours.postMessage(files); },
  };
}

function firstFound<T>([first = '', ...others]: readonly string[], resolved: (specifier: string) => T): T {
  try {
    return resolved(first);
  } catch (error) {
    for (const each of others) {
      try {
        return resolved(each);
      } catch {
        // The first error says what was written.
      }
    }
    throw error;
  }
}
