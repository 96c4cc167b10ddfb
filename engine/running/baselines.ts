import type { CaptureKey, CapturePlan, Case } from '../../model/case.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Json } from '../../model/json.ts';
import type { CaseLedger } from '../judging/ledger.ts';
import { readJson } from '../judging/json-text.ts';
import { capturesIn } from '../../generate/captures-in.ts';
import type { Candidate } from '../sending/captured-values.ts';
import { candidatesFor, missingCapture } from '../sending/captured-values.ts';
import type { CaseRunner } from './case-runner.ts';
import { inParallel } from './pool.ts';
import { shuffled } from './shuffled.ts';

/** What a baseline came to: the values that all further cases of its operation use. */
export interface Ground {
  readonly captured: ReadonlyMap<CaptureKey, Json>;
  readonly accepted: boolean;
}

export interface BaselineInput {
  /** The baseline of each operation, by operation. */
  readonly baselines: ReadonlyMap<string, Case>;
  readonly captures: readonly CapturePlan[];
  /** JSON texts of values that must not be used for reading. */
  readonly reserved: ReadonlySet<string>;
  readonly concurrency: number;
  /** Draws the order among those that do not wait for each other. */
  readonly shuffle?: number;
  /** Whether requests of an operation change nothing. */
  readonly isSafe: (operationId: string) => boolean;
  /** Operations that may make what this one changes. */
  readonly makersFor: (operationId: string) => readonly string[];
  /** Where an operation changes something: the parameters of its path, as something of the run's own has them. */
  readonly ownFor: (operationId: string) => ReadonlyMap<string, string> | undefined;
  readonly runner: CaseRunner;
  readonly ledger: CaseLedger;
  readonly onCaptured: (key: CaptureKey, candidate: Candidate) => void;
}

const mostTries = 3;
/** The source of a value that stands for something of the run's own. */
export const madeByRun = 'what the run has made';

/**
 * Sends the baseline of each operation, those that supply values before those that need them. Where a found value
 * leads to no success, the next ones are tried: a list may well show what is gone a moment later.
 */
export async function sendBaselines(input: BaselineInput): Promise<ReadonlyMap<string, Ground>> {
  const { baselines, captures, runner, ledger } = input;
  const plans = new Map(captures.map((plan) => [plan.key, plan]));
  const bodies = new Map<string, Json>();
  const suppliers = new Set(captures.flatMap(({ sources }) => sources.flatMap((source) => (source.kind === 'discovery' ? [source.operationId] : []))));
  const grounds = new Map<string, Ground>();
  const announced = new Set<CaptureKey>();
  /** What led to no success anywhere, or not yet. */
  const doubtful = new Map<CaptureKey, Candidate>();
  const announce = (key: CaptureKey, candidate: Candidate): void => {
    if (announced.has(key)) return;
    announced.add(key);
    input.onCaptured(key, candidate);
  };
  const pending = new Set(baselines.keys());
  const needsOf = (operationId: string): readonly CaptureKey[] => {
    const baseline = baselines.get(operationId);
    return baseline ? capturesIn(baseline.request) : [];
  };
  const waits = (operationId: string): boolean => input.makersFor(operationId).some((id) => pending.has(id)) || needsOf(operationId).some((key) =>
    (plans.get(key)?.sources ?? []).some((source) => source.kind === 'discovery' && source.operationId !== operationId && pending.has(source.operationId)));

  const sendOne = async (operationId: string): Promise<void> => {
    const baseline = baselines.get(operationId);
    if (!baseline) return;
    const candidates = new Map<CaptureKey, readonly Candidate[]>();
    // What was there before is changed only where the run has nothing of its own to change.
    const own = input.ownFor(operationId);
    for (const key of needsOf(operationId)) {
      const plan = plans.get(key);
      const made = own?.get(key);
      const found = [
        ...(made === undefined ? [] : [{ value: made, source: madeByRun }]),
        ...(plan ? candidatesFor(plan, (id) => bodies.get(id), input.reserved, input.isSafe(operationId)) : []),
      ];
      if (found.length === 0) {
        ledger.withheld(baseline, missingCapture(plan, key));
        return;
      }
      candidates.set(key, found);
    }
    const most = Math.min(mostTries, Math.max(1, ...[...candidates.values()].map((each) => each.length)));
    for (let round = 0; round < most; round++) {
      const chosen = [...candidates].flatMap(([key, found]) => {
        const candidate = found[Math.min(round, found.length - 1)];
        return candidate ? [[key, candidate] as const] : [];
      });
      const captured = new Map(chosen.map(([key, { value }]) => [key, value] as const));
      const exchange = await runner.run(baseline, captured, { earlierAttempts: round, decides: false });
      if (!exchange) return;
      const accepted = isAccepted(exchange);
      if (!accepted && round + 1 < most && mayTryAnother(exchange)) continue;
      ledger.settled(baseline, exchange);
      grounds.set(operationId, { captured, accepted });
      if (accepted) remember(operationId, exchange);
      for (const [key, candidate] of chosen) {
        const best = candidates.get(key)?.[0] ?? candidate;
        if (accepted) announce(key, candidate);
        else if (!doubtful.has(key)) doubtful.set(key, best);
      }
      return;
    }
  };

  const remember = (operationId: string, { response }: Exchange): void => {
    if (!suppliers.has(operationId)) return;
    const text = response.kind === 'response' && response.body && 'text' in response.body ? response.body.text : undefined;
    const reading = text === undefined ? undefined : readJson(text);
    if (reading?.ok) bodies.set(operationId, reading.value);
  };

  while (pending.size > 0) {
    const ready = [...pending].filter((operationId) => !waits(operationId));
    // Operations that wait for each other in a circle go with what there is.
    const wave = ready.length > 0 ? ready : [...pending];
    await inParallel(input.shuffle === undefined ? wave : shuffled(wave, input.shuffle), input.concurrency, sendOne);
    for (const operationId of wave) pending.delete(operationId);
  }
  for (const [key, candidate] of doubtful) announce(key, candidate);
  return grounds;
}

/** Whether the exchange ended in a 2xx. */
export function isAccepted({ response }: Exchange): boolean {
  return response.kind === 'response' && response.status >= 200 && response.status < 300;
}

/** Another value may help where this one was not found or not ours; nothing helps against a refused credential. */
function mayTryAnother({ response }: Exchange): boolean {
  return response.kind === 'response' && [400, 403, 404, 409, 410, 422].includes(response.status);
}
