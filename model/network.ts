import type { Actor } from './case.ts';

/** A proxy that connections go through. */
export interface Proxy {
  /** `http:` or `https:`, without credentials. */
  readonly url: string;
  /** Value of `Proxy-Authorization`. */
  readonly authorization?: string;
}

/** How connections to a server are made. */
export interface Network {
  readonly proxy?: Proxy;
  /** Authorities that are trusted, as PEM, instead of those of this machine. */
  readonly authorities?: readonly string[];
  /** Certificates of the server are not checked. */
  readonly insecure?: true;
  /** Path of a Unix domain socket that stands in the place of host and port. */
  readonly unixSocket?: string;
  /** HTTP/2 is offered. */
  readonly http2?: true;
  /** Client certificates, by who shows them. */
  readonly identities?: Readonly<Partial<Record<Actor, ClientCertificate>>>;
}

/** A certificate and its key as they stand in their files: PEM, or PKCS#12. */
export type ClientCertificate =
  | { readonly kind: 'pem'; readonly cert: string; readonly key: string; readonly passphrase?: string }
  | { readonly kind: 'pkcs12'; readonly pfx: Uint8Array; readonly passphrase?: string };

/** What of this can be told in a report, and makes a difference to who sends a request again. */
export interface NetworkNote {
  readonly proxy?: string;
  readonly authorities?: readonly string[];
  readonly insecure?: true;
  readonly unixSocket?: string;
  readonly http2?: true;
  readonly certificate?: true;
}

/** Which proxy leads to which server, as users of curl know it. */
export interface ProxyRules {
  /** Named on purpose: to every server. */
  readonly always?: string;
  /** For plain http, of the environment. */
  readonly http?: string;
  /** For https, of the environment. */
  readonly https?: string;
  /** Names and their subdomains that are reached without, `*` for all. */
  readonly except: readonly string[];
}
