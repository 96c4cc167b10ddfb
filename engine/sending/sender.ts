import type { CaseId, OtherActor } from '../../model/case.ts';
import type { Exchange, Lapse, TransportFailureCode } from '../../model/exchange.ts';
import type { Sent, Target, WireRequest } from '../../model/target.ts';
import type { Clock } from '../clock.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { retryAfter } from './retry-after.ts';

/** Who a request is sent for. */
export interface Label {
  readonly caseId?: CaseId;
  readonly step?: { readonly flow: string; readonly step: string };
  readonly operationId?: string;
  /** Whose credentials it carries, see Exchange. */
  readonly actor?: OtherActor;
  /** Attempts made for the same case before, with other captured values. */
  readonly earlierAttempts?: number;
  /** Asked once only, also where the answer is 429. */
  readonly once?: boolean;
  /** Milliseconds after which it is given up. */
  readonly withinMs?: number;
  /** Asked about an answer of 401 before anybody is told of it: whether credentials had run out. */
  readonly onRefused?: () => Promise<Lapse | undefined>;
  /** It takes away what the run has made, and is sent also when the run is over. */
  readonly cleaning?: boolean;
}

export interface SenderOptions {
  readonly target: Target;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Takes every secret out; applied before anybody else sees the exchange. */
  readonly redact: (exchange: Exchange) => Exchange;
  /** Requests per second at most; without it as fast as the target answers. */
  readonly rate?: number;
  /** How often a safe request is sent again that got no answer (default 0). */
  readonly retries?: number;
  readonly onExchange: (exchange: Exchange) => void;
  /** Told of what is about to be made, before it is sent. */
  readonly ledger?: Ledger;
}

/** Sends, and answers for politeness: rate, 429 and Retry-After; and for retries, where they are wanted. */
export interface Sender {
  /** The exchange in which it ended; earlier ones (429) have been reported too. */
  send(request: WireRequest, label: Label): Promise<Exchange>;
  readonly sent: number;
}

const mostAttempts = 8;
const longestWait = 30_000;
const widestSpacing = 500;
/** Whoever answers 429 so often in a row and nothing else is not asked twice any more. */
const mostRefusals = 40;
/** Milliseconds for each request that cleans up after the run is over. */
const longestCleaning = 10_000;

/** RFC 9110, section 9.2.1: they ask for no change, so that it does not matter whether they were heard. */
const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
/** What may be over in a moment. Certificates and proxies that say no will say it again. */
const passing: ReadonlySet<TransportFailureCode> = new Set(['refused', 'unresolved', 'reset', 'timeout']);

/** A sender for one run. */
export function createSender({ target, clock, signal, redact, rate, retries = 0, onExchange, ledger }: SenderOptions): Sender {
  const start = clock.now();
  const leastSpacing = rate === undefined ? 0 : 1000 / rate;
  let sent = 0;
  let nextStart = start;
  let spacing = leastSpacing;
  let refusals = 0;

  /** Takes the next free moment; all workers share one line. */
  const turn = async (): Promise<void> => {
    for (;;) {
      const now = clock.now();
      if (now >= nextStart || signal.aborted) {
        nextStart = Math.max(nextStart, now - leastSpacing) + spacing;
        return;
      }
      await clock.sleep(nextStart - now, signal);
    }
  };

  /** Who gives a request up says so in other words than who ends a run. */
  const within = async ({ withinMs: limit, cleaning }: Label, send: (until: AbortSignal) => Promise<Sent>): Promise<Sent> => {
    if (cleaning === true) return send(signal.aborted ? AbortSignal.timeout(longestCleaning) : signal);
    if (limit === undefined) return send(signal);
    const over = AbortSignal.timeout(limit);
    const sent = await send(AbortSignal.any([signal, over]));
    if (sent.response.kind !== 'failure' || sent.response.code !== 'aborted' || signal.aborted) return sent;
    return { ...sent, response: { ...sent.response, code: 'timeout', what: `No answer came within ${limit} ms.` } };
  };

  const once = async (request: WireRequest, label: Label, attempt: number): Promise<Exchange> => {
    await turn();
    const startedAt = Math.round((clock.now() - start) * 1000) / 1000;
    const id = `x${++sent}`;
    const thing = signal.aborted ? undefined : ledger?.asking(request, label.operationId);
    const { response, ...out } = await within(label, (until) => target.send(request, until));
    const lapsed = response.kind === 'response' && response.status === 401 ? await label.onRefused?.() : undefined;
    const exchange = redact({
      id,
      ...(label.caseId !== undefined && { caseId: label.caseId }),
      ...(label.step && { step: label.step }),
      ...(label.operationId !== undefined && { operationId: label.operationId }),
      ...(label.actor !== undefined && { actor: label.actor }),
      attempt,
      ...(lapsed && { lapsed }),
      request: { method: request.method, url: out.url, headers: out.headers, ...(out.body && { body: out.body }) },
      response,
      startedAt,
      durationMs: Math.round(out.durationMs * 1000) / 1000,
    });
    onExchange(exchange);
    ledger?.answered(thing, request, exchange);
    return exchange;
  };

  return {
    get sent() {
      return sent;
    },
    async send(request, label) {
      for (let attempt = 1; ; attempt++) {
        const exchange = await once(request, label, (label.earlierAttempts ?? 0) + attempt);
        const { response } = exchange;
        if (response.kind === 'failure' && attempt <= retries && label.once !== true && !signal.aborted && safe.has(request.method) && passing.has(response.code)) {
          nextStart = Math.max(nextStart, clock.now() + 250 * 2 ** (attempt - 1));
          continue;
        }
        if (response.kind === 'failure' || response.status !== 429) {
          refusals = 0;
          spacing = Math.max(leastSpacing, spacing * 0.9 < 1 ? 0 : spacing * 0.9);
          return exchange;
        }
        refusals++;
        if (label.once === true || attempt === mostAttempts || signal.aborted) return exchange;
        if (refusals > mostRefusals) {
          spacing = leastSpacing;
          nextStart = Math.min(nextStart, clock.now());
          return exchange;
        }
        const pause = Math.min(longestWait, retryAfter(response.headers, clock.date()) ?? 250 * 2 ** attempt);
        nextStart = Math.max(nextStart, clock.now() + pause);
        // Whoever is refused for speed goes slower, and tries to go faster again while it is let through.
        spacing = Math.min(Math.max(widestSpacing, leastSpacing), Math.max(10, spacing * 2));
      }
    },
  };
}
