import { exec } from 'jsonpath-rfc9535';
import type { Json } from '../../model/json.ts';
import type { Path } from './working-copy.ts';

/** Where a JSONPath (RFC 9535) leads in a document, each place once; or why it is none. */
export function select(document: Json, path: string): { readonly paths: readonly Path[] } | { readonly why: string } {
  const found = new Map<string, Path>();
  try {
    exec(document as never, path, (_: unknown, at: readonly (string | number)[]) => {
      const steps = at.map((step) => (typeof step === 'string' ? unescaped(step) : step));
      found.set(JSON.stringify(steps), steps);
    });
    return { paths: [...found.values()] };
  } catch (thrown) {
    if (thrown instanceof RangeError) throw thrown;
    return { why: whyNot(thrown, path) };
  }
}

/** What the parser found, without the list of all that could have stood there. */
function whyNot(thrown: unknown, path: string): string {
  const offset = (thrown as { readonly location?: { readonly start?: { readonly offset?: number } } }).location?.start?.offset;
  if (offset === undefined) return (thrown instanceof Error ? thrown.message : String(thrown)).replace(/\.$/, '');
  return offset >= path.length ? 'it ends too early' : `${JSON.stringify(path.slice(offset, offset + 12))} cannot stand at character ${offset + 1}`;
}

const controls: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** A name without the escapes of a normalized path. */
function unescaped(name: string): string {
  return name.replaceAll(/\\(?:u([0-9a-f]{4})|(.))/gi, (_, code: string | undefined, letter: string | undefined) =>
    (code === undefined ? (controls[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(code, 16))));
}
