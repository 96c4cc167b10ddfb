import type { CapabilityId } from '../model/capability.ts';
import type { Json, JsonPointer } from '../model/json.ts';
import type { HeaderFields } from '../model/exchange.ts';
import type { Place } from '../model/problem.ts';
import type { Permission, Profile } from '../model/profile.ts';
import type { ContainerSettings } from './container-settings.ts';
import type { FurtherReport } from './further-reports.ts';
import type { NetworkSettings } from './network-settings.ts';
import type { Credentials } from './secrets.ts';

/** All that a run is told, settled once and frozen. */
export interface Configuration {
  /** Without trailing slash. Absent without a container: the embedded reference backend is judged. */
  readonly baseUrl?: string;
  /** Started for the run, instead of a URL. */
  readonly container?: ContainerSettings;
  /** File or URL. Absent: the built-in contract. */
  readonly description?: string;
  /** Files or URLs, applied in order. */
  readonly overlays: readonly string[];
  /** Arazzo documents, and modules in TypeScript, whose flows are run too. */
  readonly flows: readonly string[];
  readonly profile: Profile;
  /** The permission given and all that it implies. */
  readonly permissions: readonly Permission[];
  /** What was allowed beyond any permission. */
  readonly risks: readonly string[];
  readonly credentials: Credentials;
  readonly network: NetworkSettings;
  readonly headers: HeaderFields;
  /** Values by parameter name. */
  readonly fixtures: Readonly<Record<string, readonly Json[]>>;
  /** Values by parameter name that may be destroyed. */
  readonly disposable: Readonly<Record<string, readonly Json[]>>;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly seed: number;
  readonly concurrency: number;
  /** Draws the order of cases. */
  readonly shuffle?: number;
  /** Random cases beside the plan. */
  readonly explore: number;
  /** Whether what they find can block the verdict. */
  readonly exploreAffectsVerdict: boolean;
  /** Per cent of the documented answers that must have been seen. */
  readonly minResponseCoverage?: number;
  readonly timeoutMs: number;
  readonly requestsPerSecond?: number;
  readonly maxBodyBytes: number;
  /** Folder of the reports. */
  readonly output: string;
  /** Another judge that is asked about the same answers. */
  readonly secondOpinion?: 'dredd';
  /** Files that are left there beside those that always are. */
  readonly reports: readonly FurtherReport[];
  /** File that keeps the traffic too: `.har` or `.ndjson`. */
  readonly record?: string;
  readonly formats: 'assert' | 'advise';
  readonly undeclaredProperties: 'off' | 'should' | 'must';
  readonly safeOperations: readonly string[];
  /** File of known findings. */
  readonly baseline?: string;
  /** File of waivers. */
  readonly waivers?: string;
  /** Whether a verdict with waivers is green. */
  readonly acceptWaivers: boolean;
  /** What the API is said to have. */
  readonly capabilities: readonly CapabilityId[];
  /** Texts that no report may show. */
  readonly secrets: readonly string[];
  /** The file that was read, if any. */
  readonly file?: string;
  /** Where each setting of the file stands, by its pointer. */
  readonly places: Readonly<Record<JsonPointer, Place>>;
  /** Which settings were given, and by what; anything else is a default. */
  readonly origins: Readonly<Record<string, 'flag' | 'environment' | 'file'>>;
}
