import type { Description, Operation } from '../../model/description.ts';
import { operationFor } from '../../spec/operation-for.ts';

/** Whose operation a request of a recording is. */
export type BelongsTo = (method: string, url: string) => Operation | undefined;

/**
 * Recordings hold whole URLs. Where a base URL is given, only what is below it belongs to the API; otherwise its paths may stand below
 * the path of any server that the description names, at whatever host, or at the root.
 */
export function belongsTo(description: Pick<Description, 'operations' | 'servers'>, baseUrl: string | undefined): BelongsTo {
  const base = baseUrl === undefined ? undefined : new URL(baseUrl);
  const prefixes = base ? [trimmed(base.pathname)] : [...new Set([...description.servers.flatMap(pathOf), ''])].sort((one, other) => other.length - one.length);
  return (method, url) => {
    const { origin, pathname } = new URL(url);
    if (base && origin !== base.origin) return undefined;
    for (const prefix of prefixes) {
      if (!pathname.startsWith(`${prefix}/`) && pathname !== prefix) continue;
      const found = operationFor(description, method, pathname.slice(prefix.length) || '/');
      if (found) return found.operation;
    }
    return undefined;
  };
}

function pathOf(server: string): readonly string[] {
  // A server may be relative to where the description came from.
  return URL.canParse(server, 'http://server.invalid') ? [trimmed(new URL(server, 'http://server.invalid').pathname)] : [];
}

function trimmed(path: string): string {
  return path.replace(/\/+$/, '');
}
