import type { CaptureKey } from '../../model/case.ts';
import type { Description } from '../../model/description.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Flow } from '../../model/flow.ts';
import type { Json } from '../../model/json.ts';
import type { WireRequest } from '../../model/target.ts';
import { runFlow } from './run-flow.ts';
import { credentialsGone } from '../sending/authorised-sender.ts';
import { Blocked, Interrupted } from './step-ending.ts';
import type { StepResult } from './step-result.ts';

/** What a replay needs to know beside the exchanges. */
export interface ReplayGround {
  /** What was judged; only scripts ask for it. */
  readonly description?: Description;
  readonly captured: ReadonlyMap<CaptureKey, Json>;
  readonly switches: ReadonlySet<string>;
  /** What flows leave for later ones, by flow. */
  readonly left?: Map<string, Json>;
}

/**
 * Runs a flow against what was recorded instead of a target: nothing is sent, nobody waits, and each step ends as it
 * did. Where the recording ends, the run was over.
 */
export async function replayFlow(flow: Flow, recorded: readonly Exchange[], { captured, description, switches, left }: ReplayGround): Promise<readonly StepResult[]> {
  const remaining = recorded.filter(({ step }) => step?.flow === flow.id);
  return runFlow(flow, {
    captured,
    ...(description && { description }),
    switches,
    ...(left && { left }),
    signal: new AbortController().signal,
    sleep: async () => undefined,
    async exchange(request, _credentials, { step }, manner) {
      let found: Exchange | undefined;
      // What was answered 429 was sent again, and the flow never saw it.
      for (;;) {
        const index = remaining.findIndex((exchange) => exchange.step?.step === step && answers(exchange, request));
        const next = remaining[index];
        if (!next || (found && (manner?.once === true || next.attempt !== found.attempt + 1))) break;
        remaining.splice(index, 1);
        found = next;
      }
      if (!found) throw new Interrupted();
      if (found.lapsed === 'gone') throw new Blocked(credentialsGone);
      return found;
    },
  });
}

/** Query strings may hold what differs, such as credentials that were taken out. */
function answers({ request: { method, url } }: Exchange, request: WireRequest): boolean {
  return method === request.method && pathOf(url).endsWith(pathOf(request.path));
}

function pathOf(url: string): string {
  return (/^[a-z]+:\/\/[^/?#]*/i.test(url) ? url.replace(/^[a-z]+:\/\/[^/?#]*/i, '') : url).split(/[?#]/)[0] ?? '';
}
