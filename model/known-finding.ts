import type { RequirementId } from './requirement.ts';

/** A finding that was there before somebody began to look; it does not block until its day has come. */
export interface KnownFinding {
  readonly requirement: RequirementId;
  /** Its root cause; another one of the same requirement is new. */
  readonly cluster: string;
  /** YYYY-MM-DD, the last day on which it is let pass. */
  readonly expires: string;
}
