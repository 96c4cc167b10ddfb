import type { CapabilityId } from '../model/capability.ts';
import type { App } from '../target/served-app.ts';

type Value = string | number | boolean;
type Values = Value | readonly Value[];
type OfActor = { readonly token?: string; readonly tokenEnv?: string };

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
  readonly auth?: Readonly<Record<string, {
    readonly bearer?: OfActor; readonly apiKey?: { readonly value?: string; readonly valueEnv?: string }; readonly env?: string;
    readonly basic?: { readonly username?: string; readonly usernameEnv?: string; readonly password?: string; readonly passwordEnv?: string };
  }>>;
  readonly expired?: OfActor;
  readonly otherTenant?: OfActor;
  readonly readOnly?: OfActor;
  readonly headers?: Readonly<Record<string, string>>;
  /** Values by parameter name; those under `disposable` may be destroyed. */
  readonly fixtures?: Readonly<Record<string, Values | Readonly<Record<string, Values>>>>;
  /** What the API has, and must therefore be decided. */
  readonly capabilities?: readonly CapabilityId[];
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
