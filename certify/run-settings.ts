import type { Json } from '../model/json.ts';

/** What a plan is a function of beside the description and what the record says at its beginning. */
export interface RunSettings {
  readonly format: 'calico-conformance/settings/1';
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly safeOperations: readonly string[];
  /** Values by parameter name. */
  readonly fixtures: Readonly<Record<string, readonly Json[]>>;
  /** Values that could be destroyed, by parameter name. */
  readonly disposable: Readonly<Record<string, readonly Json[]>>;
  /** Per cent of the documented answers that had to be seen. */
  readonly minResponseCoverage?: number;
}
