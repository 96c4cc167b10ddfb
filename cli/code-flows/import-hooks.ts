import { readFileSync } from 'node:fs';
import type { LoadHookContext, ResolveHookContext } from 'node:module';
import { fileURLToPath } from 'node:url';
import { transform } from 'sucrase';

/** Who imports whom, as it was seen. */
export interface SeenImport {
  readonly from: string;
  readonly file: string;
}

/** What the hooks need, and whom they tell. */
export interface HookGround {
  /** URL of what `calico-conformance/flows` is. */
  readonly door: string;
  seen(link: SeenImport): void;
  /** Whether nothing more may be imported by this file: what it is has been recorded already. */
  closed(file: string): boolean;
}

/** The name under which flows know us, wherever they stand. */
const doorName = 'calico-conformance/flows';

/** What a specifier stands for, if it is not for Node to say. */
export function resolvedHere(specifier: string, { parentURL }: ResolveHookContext, { door, closed }: HookGround): { readonly url: string; readonly shortCircuit: true } | undefined {
  if (parentURL !== undefined && closed(parentURL)) throw new Error(`It imports ${specifier} while it runs; flows import at their beginning, so that the record names all of their code.`);
  return specifier === doorName ? { url: door, shortCircuit: true } : undefined;
}

/** Other ways to write a relative import that TypeScript allows: `./x.js` for `./x.ts`, or no ending at all. */
export function otherSpellings(specifier: string): readonly string[] {
  if (!/^\.{0,2}\//.test(specifier)) return [];
  if (/\.m?js$/.test(specifier)) return [specifier.replace(/js$/, 'ts')];
  return /\.[a-z]+$/i.test(specifier) ? [`${specifier}.ts`] : [`${specifier}.ts`, `${specifier}/index.ts`];
}

/** Tells of an import of a file; what packages require among themselves is not told. */
export function tellOf(url: string, { parentURL, conditions }: ResolveHookContext, ground: HookGround): void {
  if (parentURL !== undefined && url.startsWith('file:') && conditions.includes('import')) ground.seen({ from: parentURL, file: url });
}

/** A file of TypeScript as JavaScript, line for line; undefined for everything that Node reads by itself. */
export function loadedHere(url: string, _context: LoadHookContext): { readonly format: 'module'; readonly source: string; readonly shortCircuit: true } | undefined {
  if (!/^file:[^?#]*\.m?ts(?:[?#]|$)/.test(url) || url.includes('/node_modules/')) return undefined;
  const path = fileURLToPath(url);
  return { format: 'module', source: withoutTypes(readFileSync(path, 'utf8'), path), shortCircuit: true };
}

/** Throws a SyntaxError whose message ends in `(line:column)`. */
export function withoutTypes(source: string, filePath: string): string {
  return transform(source, { transforms: ['typescript'], disableESTransforms: true, preserveDynamicImport: true, filePath }).code;
}
