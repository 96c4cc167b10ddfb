import type { CaptureKey, Case } from '../../model/case.ts';
import type { Operation } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import type { Plan } from '../../model/plan.ts';
import type { Judge } from '../judging/judge.ts';
import type { CaseLedger } from '../judging/ledger.ts';
import { capturesIn } from '../../generate/captures-in.ts';
import { permissionOf } from '../permission-of.ts';
import { missingCapture } from '../sending/captured-values.ts';
import type { Ground } from './baselines.ts';
import { isAccepted, madeByRun, sendBaselines } from './baselines.ts';
import type { CaseRunner } from './case-runner.ts';
import type { Disposables } from './disposables.ts';
import { inParallel } from './pool.ts';
import { shuffled } from './shuffled.ts';

export interface CasesInput {
  readonly plan: Plan;
  readonly operations: readonly Operation[];
  readonly runner: CaseRunner;
  readonly judge: Judge;
  readonly ledger: CaseLedger;
  readonly disposables: Disposables;
  /** The parameters of a path at which something stands that the run has made itself. */
  readonly ownAt: (template: string) => ReadonlyMap<string, string> | undefined;
  /** JSON texts of values that must not be used for reading. */
  readonly reserved: ReadonlySet<string>;
  readonly concurrency: number;
  /** Draws the order of cases, instead of that of the plan. */
  readonly shuffle?: number;
  /** Why no more requests of this operation make sense, such as that it stopped answering. */
  readonly whySilent: (operationId: string) => string | undefined;
  readonly onCaptured: (key: CaptureKey, value: Json, source: string) => void;
  /** Called between the first requests and the rest. */
  readonly afterBaselines: () => void;
}

/** Values that were found. */
export interface Captured {
  readonly all: ReadonlyMap<CaptureKey, Json>;
  /** What the requests of an operation were sent with. */
  of(operationId: string): ReadonlyMap<CaptureKey, Json>;
}

/** Sends all generated cases of a plan. Gives the values that were captured. */
export async function runCases(input: CasesInput): Promise<Captured> {
  const { plan, runner, ledger } = input;
  const captured = new Map<CaptureKey, Json>();
  const casesOf = (operation: Operation): readonly Case[] => plan.casesOf(operation.id);
  const keep = (key: CaptureKey, value: Json, source: string): void => {
    if (captured.has(key)) return;
    captured.set(key, value);
    input.onCaptured(key, value, source);
  };
  const lasting = input.operations.filter((operation) => permissionOf(operation) !== 'destructive');
  // What stands below something else goes before it.
  const destroying = input.operations.filter((operation) => permissionOf(operation) === 'destructive').toSorted((a, b) => b.path.split('/').length - a.path.split('/').length);

  const baselines = new Map(lasting.flatMap((operation) => {
    const baseline = casesOf(operation).find(({ strategy }) => strategy === 'baseline');
    return baseline ? [[operation.id, baseline] as const] : [];
  }));
  const changing = new Map(lasting.flatMap((operation) => {
    const thing = /^.*\}/.exec(operation.path)?.[0];
    if (operation.safe || thing === undefined) return [];
    const makers = lasting.flatMap(({ id, method, path }) => (method === 'post' && `${path.replace(/\/$/, '')}/` === thing.replace(/[^/]*$/, '') ? [id] : []));
    return [[operation.id, { operation, thing, makers }] as const];
  }));
  const grounds = await sendBaselines({
    baselines, runner, ledger, captures: plan.captures, reserved: input.reserved, concurrency: input.concurrency, ...(input.shuffle !== undefined && { shuffle: input.shuffle }),
    isSafe: (operationId) => lasting.some(({ id, safe }) => id === operationId && safe),
    makersFor: (operationId) => changing.get(operationId)?.makers ?? [],
    ownFor: (operationId) => {
      const place = changing.get(operationId);
      return place && madeAt(place.thing, place.operation, input.ownAt);
    },
    onCaptured: (key, { value, source }) => keep(key, value, source),
  });
  input.afterBaselines();
  await sendDeviations(input, lasting, baselines, grounds);
  for (const operation of lasting) input.judge.close(operation);
  // What destroys comes last and one after the other.
  for (const operation of destroying) await destroy(operation);
  return { all: captured, of: (operationId) => grounds.get(operationId)?.captured ?? captured };

  /** Strangers knock first, then the owner does it, and nothing is left to knock at. */
  async function destroy(operation: Operation): Promise<void> {
    const own = casesOf(operation);
    const keys = [...new Set(own.flatMap(({ request }) => capturesIn(request)))];
    const handedOut = new Map(keys.filter(isDisposable).map((key) => [key, input.disposables.take(key)]));
    // What the run has made itself is its own to destroy, where nothing was handed out for it.
    const made = [...handedOut.values()].includes(undefined) ? madeAt(operation.path, operation, input.ownAt) : undefined;
    const values = new Map<CaptureKey, Json>();
    for (const key of keys) {
      const value = made?.get(key.replace('disposable:', '')) ?? (isDisposable(key) ? handedOut.get(key) : captured.get(key));
      if (value === undefined) {
        const because = missingCapture(plan.captures.find((each) => each.key === key), key);
        for (const each of own) ledger.withheld(each, because);
        input.judge.close(operation);
        return;
      }
      values.set(key, value);
      keep(key, value, made ? madeByRun : 'configuration');
    }
    const strangers = own.filter(({ intent }) => intent.kind !== 'valid');
    const owners = own.filter(({ intent }) => intent.kind === 'valid');
    for (const each of [...strangers, ...owners]) await runner.run(each, values);
    input.judge.close(operation);
  }
}

function isDisposable(key: CaptureKey): boolean {
  return key.startsWith('disposable:');
}

/** Values of all parameters in the path of a thing, as one has them that the run has made; nothing where they would be written in another way. */
function madeAt(thing: string, { parameters }: Operation, ownAt: CasesInput['ownAt']): ReadonlyMap<string, string> | undefined {
  return parameters.some((parameter) => parameter.in === 'path' && (parameter.style !== 'simple' || parameter.mediaType !== undefined)) ? undefined : ownAt(thing);
}

/** Valid deviations first: they are the controls of what follows. */
async function sendDeviations(
  input: CasesInput, operations: readonly Operation[], baselines: ReadonlyMap<string, Case>, grounds: ReadonlyMap<string, Ground>,
): Promise<void> {
  const { plan, runner, ledger } = input;
  const accepted = new Map([...baselines].map(([operationId, { id }]) => [id, grounds.get(operationId)?.accepted ?? false]));
  const controls = new Set(operations.flatMap((operation) => plan.casesOf(operation.id).flatMap(({ control }) => (control === undefined ? [] : [control]))));

  const send = async (each: Case): Promise<void> => {
    const ground = grounds.get(each.operationId);
    const because = input.whySilent(each.operationId) ?? whyNot(each, ground, accepted);
    if (because !== undefined) {
      ledger.withheld(each, because);
      return;
    }
    const exchange = await runner.run(each, ground?.captured ?? new Map<CaptureKey, Json>());
    if (exchange && controls.has(each.id)) accepted.set(each.id, isAccepted(exchange));
  };
  function* lazily(wanted: (each: Case) => boolean): Iterable<Case> {
    for (const operation of operations) for (const each of plan.casesOf(operation.id)) if (wanted(each)) yield each;
  }
  const inOrder = (wanted: (each: Case) => boolean): Iterable<Case> => (input.shuffle === undefined ? lazily(wanted) : shuffled(lazily(wanted), input.shuffle));
  await inParallel(inOrder(({ strategy, intent }) => strategy !== 'baseline' && intent.kind === 'valid'), input.concurrency, send);
  await inParallel(inOrder(({ intent }) => intent.kind !== 'valid'), input.concurrency, send);
  // Where the answers say that credentials or things are gone, it is looked whether they are.
  for (const operation of operations) {
    const again = input.judge.doubtful(operation);
    for (const each of again.length === 0 ? [] : plan.casesOf(operation.id).filter(({ id }) => again.includes(id))) {
      await runner.run(each, grounds.get(operation.id)?.captured ?? new Map<CaptureKey, Json>(), { decides: false });
    }
  }
}

/** A refusal proves something only beside a twin that was accepted; without that the request is not even sent. */
function whyNot(each: Case, ground: Ground | undefined, accepted: ReadonlyMap<string, boolean>): string | undefined {
  if (!ground && capturesIn(each.request).length > 0) return `No valid ${each.operationId} request could be sent, so there is nothing to deviate from.`;
  if (each.intent.kind === 'valid' || each.control === undefined || accepted.get(each.control) === true) return undefined;
  return `The positive control ${each.control} was not accepted, so a refusal would prove nothing.`;
}
