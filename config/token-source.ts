/** An OAuth 2.0 client, and whom it asks. */
interface OAuthClient {
  /** Of the authorisation server: its token endpoint, or its issuer. */
  readonly server: { readonly tokenUrl: string } | { readonly issuer: string };
  readonly clientId: string;
  /** Absent for a public client. */
  readonly clientSecret?: string;
  readonly clientAuthentication: 'basic' | 'post';
  /** Further parameters of each request, such as scope. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Where a secret is got that may run out. */
export type TokenSource =
  | OAuthClient & { readonly kind: 'client-credentials' }
  | OAuthClient & { readonly kind: 'refresh-token'; readonly refreshToken: string }
  | { readonly kind: 'command'; readonly run: string; readonly timeoutMs: number; readonly expiresInMs?: number }
  | {
      readonly kind: 'url'; readonly url: string; readonly method: 'GET' | 'POST'; readonly headers: Readonly<Record<string, string>>; readonly body?: string;
      /** JSON Pointer into the answer. */
      readonly at?: string;
      readonly expiresInMs?: number;
    };

/** A client certificate as it is named; the files are read when a target is opened. */
export interface CertificateSettings {
  readonly cert?: string;
  readonly key?: string;
  readonly pfx?: string;
  readonly passphrase?: string;
}
