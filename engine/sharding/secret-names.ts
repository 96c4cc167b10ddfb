import { createHash } from 'node:crypto';
import type { RunEvent } from '../../model/run-event.ts';

/** Calls the secrets in what a shard has recorded by names that depend on no shard. `scope` is what this event is about. */
export type SecretNames = (event: RunEvent, scope: string) => RunEvent;

const standIn = /redacted-[0-9a-f]{8}/g;

/**
 * Our own credentials have the same name in every run. What the target handed out, or what was sent as a password, is called by a key that each run
 * has for itself; here it is called by where it comes first within its scope, which is never divided. What was found for others to use keeps one name
 * everywhere: that of what it was found for.
 */
export function secretNames(own: readonly string[], events: readonly RunEvent[]): SecretNames {
  const everywhere = new Map(own.map((name) => [name, name]));
  for (const event of events) {
    if (event.event !== 'captured') continue;
    for (const [position, name] of (JSON.stringify(event.value).match(standIn) ?? []).entries()) {
      if (!everywhere.has(name)) everywhere.set(name, named(`value of ${event.key}, ${position}`));
    }
  }
  const scopes = new Map<string, Map<string, string>>();
  return (event, scope) => {
    const written = JSON.stringify(event);
    const found = written.match(standIn);
    if (!found || found.every((name) => everywhere.get(name) === name)) return event;
    const names = scopes.get(scope) ?? new Map<string, string>();
    scopes.set(scope, names);
    const nameOf = (name: string): string => {
      const known = everywhere.get(name) ?? names.get(name);
      if (known !== undefined) return known;
      const given = named(`${scope}, ${names.size + 1}`);
      names.set(name, given);
      return given;
    };
    return JSON.parse(written.replaceAll(standIn, nameOf)) as RunEvent;
  };
}

function named(what: string): string {
  return `redacted-${createHash('sha256').update(`merged, ${what}`).digest('hex').slice(0, 8)}`;
}
