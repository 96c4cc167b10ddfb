import type { Target } from './target.ts';

/** Where an address stands, from everybody's to nobody else's. */
export type AddressClass = 'public' | 'private' | 'link-local' | 'loopback' | 'reserved';

/** What can be seen of an endpoint without asking anything of it. */
export interface Sighting {
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Addresses that its name leads to; empty where it leads nowhere. */
  readonly addresses: readonly string[];
  /** The least public class among them. */
  readonly addressClass?: AddressClass;
  /** SHA-256 of the certificate that it showed, and of the public key in it, lower-case hex; of https only. */
  readonly tls?: { readonly leafSha256: string; readonly spkiSha256: string; readonly validTo: string };
}

/** A target as it was seen when a run began and when it ended. */
export interface ObservedTarget {
  readonly kind: Target['kind'];
  readonly baseUrl: string;
  readonly before: Sighting;
  readonly after: Sighting;
  /** Absent where the host has none. It is asked for when the run is over, so that asking tells nobody who judges. */
  readonly domainProof?: DomainProof;
}

/** Who may speak for a host, as a file at a well-known place of it says. */
export interface DomainProof {
  readonly url: string;
  /** Ids of keys that may sign for it. */
  readonly keys: readonly string[];
  /** Ids of challenges that were accepted. */
  readonly challenges: readonly string[];
}
