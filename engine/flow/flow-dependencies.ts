import type { CaptureKey, CredentialUse } from '../../model/case.ts';
import type { Description } from '../../model/description.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { SendManner } from '../../model/flow.ts';
import type { Json } from '../../model/json.ts';
import type { WireRequest } from '../../model/target.ts';

/** What a flow is run with. */
export interface FlowDependencies {
  /**
   * Adds the credentials, sends, answers for 429 and its retries, redacts and records. Resolves with the exchange as it
   * is recorded, because that is what is judged. A request that got no answer is an exchange too. Cleaning goes on when the run is over.
   */
  exchange(request: WireRequest, credentials: CredentialUse, step: NonNullable<Exchange['step']>, manner?: SendManner & { readonly cleaning?: boolean }): Promise<Exchange>;
  /** What is judged; only scripts ask for it. */
  readonly description?: Description;
  readonly captured: ReadonlyMap<CaptureKey, Json>;
  /** The switches that are on (see `FlowStep.onlyWith`), and the actors that are at hand. */
  readonly switches: ReadonlySet<string>;
  /** Resolves after so many milliseconds, or at once when the signal aborts. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
  readonly signal: AbortSignal;
  /** What flows leave for later ones, by flow. Left out: this one is alone. */
  readonly left?: Map<string, Json>;
}
