import type { CapabilityId } from '../model/capability.ts';
import type { App } from '../target/served-app.ts';

type Value = string | number | boolean;
type Values = Value | readonly Value[];
type OfActor = { readonly token?: string; readonly tokenEnv?: string };
type Client = {
  /** Exactly one of the two. */
  readonly tokenUrl?: string; readonly issuer?: string;
  readonly clientId?: string; readonly clientIdEnv?: string; readonly clientSecret?: string; readonly clientSecretEnv?: string; readonly clientAuthentication?: 'basic' | 'post';
  readonly scope?: string; readonly audience?: string; readonly resource?: string;
};
/** Files: `cert` and `key` in PEM, or `pfx` (PKCS#12). */
type Certificate = { readonly cert?: string; readonly key?: string; readonly pfx?: string; readonly passphrase?: string; readonly passphraseEnv?: string };
/** Of one security scheme: exactly one of these. */
type OfScheme = {
  readonly bearer?: OfActor; readonly apiKey?: { readonly value?: string; readonly valueEnv?: string }; readonly env?: string;
  readonly basic?: { readonly username?: string; readonly usernameEnv?: string; readonly password?: string; readonly passwordEnv?: string };
  readonly clientCredentials?: Client; readonly refreshToken?: Client & OfActor;
  readonly command?: { readonly run: string; readonly expiresIn?: string; readonly timeout?: string };
  readonly url?: { readonly from: string; readonly method?: 'GET' | 'POST'; readonly headers?: Readonly<Record<string, string>>; readonly body?: string; readonly at?: string; readonly expiresIn?: string };
  readonly certificate?: Certificate;
};
type Actor = OfActor & { readonly auth?: Readonly<Record<string, OfScheme>> };

/**
 * What is judged from code, and how: an app of this process or a base URL, and what a configuration file says otherwise, in the same
 * words. Written out, because the types of a schema help nobody who only wants to know what there is to set.
 */
export interface JudgeSettings {
  /** Judged over a socket of the loopback that is open for the run only. */
  readonly app?: App;
  readonly baseUrl?: string;
  /** File or URL; without it, the Calico Enterprise contract. */
  readonly description?: string;
  readonly overlays?: readonly string[];
  readonly flows?: readonly string[];
  /** Which requirements count (default read-only). */
  readonly profile?: string;
  readonly allow?: string | readonly string[];
  readonly token?: string;
  readonly tokenEnv?: string;
  /** By security scheme. */
  readonly auth?: Readonly<Record<string, OfScheme>>;
  /** Client certificate of every connection. */
  readonly certificate?: Certificate;
  readonly expired?: Actor;
  readonly otherTenant?: Actor;
  readonly readOnly?: Actor;
  /** Of every connection; without it HTTPS_PROXY and NO_PROXY hold. */
  readonly proxy?: string;
  /** PEM files with authorities to trust. */
  readonly ca?: string | readonly string[];
  /** Do not check the certificate of the target. */
  readonly insecure?: boolean;
  readonly unixSocket?: string;
  readonly http2?: boolean;
  /** How often a safe request is sent again that got no answer. */
  readonly retries?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values by parameter name; those under `disposable` may be destroyed. */
  readonly fixtures?: Readonly<Record<string, Values | Readonly<Record<string, Values>>>>;
  /** What the API has, and must therefore be decided. */
  readonly capabilities?: readonly CapabilityId[];
  /** File of failures that somebody answers for until a day. */
  readonly waivers?: string;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly seed?: number;
  /** Draws the order of cases. */
  readonly shuffle?: number;
  readonly concurrency?: number;
  /** Of one answer, such as 10s. */
  readonly timeout?: string;
  readonly rate?: number | string;
  readonly maxBodyBytes?: number | string;
  readonly minResponseCoverage?: number;
  readonly formats?: 'assert' | 'advise';
  readonly undeclaredProperties?: 'off' | 'should' | 'must';
  readonly safeOperations?: readonly string[];
}
