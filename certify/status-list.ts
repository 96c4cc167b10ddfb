import { z } from 'zod';
import { statementVersion, type Statement } from './statement.ts';

/** The type of a list of what became of certificates. */
const statusListType = 'urn:calico-conformance:status-list:1';

const entry = z.object({
  certificate: z.string().min(1), state: z.enum(['valid', 'revoked', 'superseded']), since: z.string(),
  reason: z.string().optional(), by: z.string().optional(),
});
const predicate = z.object({ issued: z.string(), nextUpdate: z.string(), entries: z.array(entry) });

/** What a certifier says of one of his certificates. */
export type StatusEntry = Readonly<z.output<typeof entry>>;

/** What a certifier says of all his certificates. After `nextUpdate` nothing of it is believed: a newer one may say otherwise. */
export interface StatusList {
  /** ISO 8601, UTC. */
  readonly issued: string;
  readonly nextUpdate: string;
  readonly entries: readonly StatusEntry[];
}

/** A list as a statement; it is about itself, so it has one subject with the digest of what it says. */
export function statusStatement(list: StatusList, digest: (text: string) => string): Statement<StatusList> {
  return { _type: statementVersion, subject: [{ name: 'status-list', digest: { sha256: digest(JSON.stringify(list)) } }], predicateType: statusListType, predicate: list };
}

/** The list that a statement holds, if it is one. */
export function statusListIn(statement: Partial<Statement<unknown>> | undefined): StatusList | undefined {
  if (statement?._type !== statementVersion || statement.predicateType !== statusListType) return undefined;
  const read = predicate.safeParse(statement.predicate);
  return read.success ? (JSON.parse(JSON.stringify(read.data)) as StatusList) : undefined;
}

/** A list with one more entry, which replaces what it said of the same certificate; made anew for so many days. */
export function amendedList(before: StatusList | undefined, added: StatusEntry, now: Date, days: number): StatusList {
  const others = (before?.entries ?? []).filter(({ certificate }) => certificate !== added.certificate);
  return { issued: now.toISOString(), nextUpdate: new Date(now.getTime() + days * 86_400_000).toISOString(), entries: [...others, added] };
}

/** What is known of a certificate. Where nothing is known, it is not valid. */
export type CertificateState = 'valid' | 'expired' | 'revoked' | 'superseded' | 'unknown';

/** The state of a certificate at a moment, and why. */
export function stateOf({ id, issued, expires }: { readonly id: string; readonly issued: string; readonly expires: string }, list: StatusList | undefined, now: Date): { readonly state: CertificateState; readonly because: string } {
  const moment = now.toISOString();
  const entryOf = list?.entries.find(({ certificate }) => certificate === id);
  if (entryOf && entryOf.state !== 'valid') {
    const after = entryOf.state === 'superseded' ? `; ${entryOf.by ?? 'another one'} takes its place` : '';
    return { state: entryOf.state, because: `It was ${entryOf.state} on ${entryOf.since.slice(0, 10)}${entryOf.reason === undefined ? '' : `: ${entryOf.reason.replace(/\.$/, '')}`}${after}.` };
  }
  if (expires < moment) return { state: 'expired', because: `It expired at ${expires}.` };
  if (issued > new Date(now.getTime() + 5 * 60_000).toISOString()) return { state: 'unknown', because: `It says that it was issued at ${issued}, which is yet to come.` };
  if (!list) return { state: 'unknown', because: 'No status list of the certifier is at hand, so nobody can know whether it was revoked.' };
  if (list.nextUpdate < moment) return { state: 'unknown', because: `The status list is out of date since ${list.nextUpdate}, so it may have been revoked meanwhile.` };
  if (!entryOf) return { state: 'unknown', because: 'The status list does not name it.' };
  return { state: 'valid', because: `It is valid until ${expires}, by the status list of ${list.issued}.` };
}
