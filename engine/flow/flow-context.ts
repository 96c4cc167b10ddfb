import type { Flow, FlowContext, StepValue } from '../../model/flow.ts';
import type { JsonObject } from '../../model/json.ts';
import type { ScriptPlayer } from '../arazzo/play-script.ts';
import { createScriptPlayer } from '../arazzo/play-script.ts';
import { inBranches } from './branches.ts';
import { exchangeField } from './loopback.ts';
import { oneOf } from './one-of.ts';
import { operationPath } from './operation-path.ts';
import { pollUntil } from './poll.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import type { FlowWire } from './flow-wire.ts';
import { inSettledOrder } from './settled-order.ts';
import type { RunningStep, StepBook } from './step-book.ts';
import { blockedBy, cleanupStep } from './step-book.ts';
import { Blocked, FlowBroken, Hindered, Inapplicable, Interrupted } from './step-ending.ts';
import { outcomeOf } from './step-outcome.ts';

/** What a flow is given, and what undoes what it registered. */
export function createFlowContext(
  flow: Flow, { captured, description, sleep, signal, left = new Map() }: FlowDependencies, book: StepBook, wire: FlowWire,
): { readonly context: FlowContext; undo(): Promise<void> } {
  const undoing: (() => Promise<unknown>)[] = [];

  const attempt = async <T>(running: RunningStep, run: () => Promise<T>): Promise<{ readonly value: T } | undefined> => {
    try {
      const value = await run();
      if (running.trouble instanceof Interrupted) throw running.trouble;
      book.end(running, { kind: 'pass' });
      return { value };
    } catch (thrown) {
      book.end(running, outcomeOf(causeOf(thrown, running), { flow: flow.id, step: running.id, exchanges: inSettledOrder(running.exchanges) }));
      return undefined;
    }
  };

  const step = async <T>(id: string, run: (running: RunningStep) => Promise<T>): Promise<StepValue<T>> => {
    const hindrance = book.hindrance(id);
    if (hindrance) book.end(id, hindrance);
    else {
      const running = book.begin(id);
      const found = await attempt(running, () => run(running));
      if (found) return { passed: true, value: found.value };
    }
    return {
      passed: false,
      get value(): T {
        throw new Hindered(blockedBy(id, book.outcome(id) ?? { kind: 'blocked', because: `step "${id}" was not run.` }));
      },
    };
  };

  const value = (key: string): string => {
    const found = captured.get(key);
    if (found === undefined || found === null || typeof found === 'object') throw new Blocked(`No value was found for ${key}.`);
    return String(found);
  };

  const pause = async (milliseconds: number): Promise<void> => {
    await sleep(milliseconds, signal);
    if (signal.aborted) throw new Interrupted();
  };

  let player: ScriptPlayer | undefined;
  const running = (): RunningStep => book.running();
  const context: FlowContext = {
    api: wire.api('owner', running),
    as: (credentials) => wire.api(credentials, running),
    value,
    given: (key) => captured.get(key),
    disposable: (name) => value(`disposable:${name}`),
    path: (operation, parameters = {}) => {
      const ref = flow.needs.operations[operation];
      if (!ref) throw new FlowBroken(`It has no operation ${operation}.`);
      return operationPath(ref, parameters);
    },
    step: (id, run) => step(id, run),
    poll: (id, timing, look) => step(id, ({ exchanges }) => pollUntil(timing, look, exchanges, pause)),
    again: (timing, look) => pollUntil(timing, look, book.running().exchanges, pause),
    oneOf: async (branches) => {
      const { exchanges, branches: taken } = book.running();
      const branch = await oneOf(branches, () => exchanges.at(-1));
      taken.push(branch);
      return branch;
    },
    took: (branch) => {
      book.running().branches.push(branch);
    },
    send: (request, manner = {}) => wire.send(request, book.running(), manner),
    play: async (name) => {
      if (!flow.script || !description) throw new FlowBroken('It has no script, or no description to play it by.');
      player ??= createScriptPlayer(flow.script, flow, description, context, inputsFor(captured));
      return player.play(name);
    },
    together: async (things, atATime, look) => {
      const step = book.running();
      step.forks++;
      return inBranches(step.forks, things, Math.max(1, atATime), look);
    },
    pause,
    leave: (remains) => {
      left.set(flow.id, remains);
    },
    leftBy: (id) => left.get(id),
    block: (because) => {
      throw new Blocked(because);
    },
    inapplicable: (because) => {
      throw new Inapplicable(because);
    },
    received: (response) => {
      const exchange = wire.exchange(String(response.headers[exchangeField]));
      if (!exchange) throw new FlowBroken('It asked for the exchange of an answer that came from elsewhere.');
      return exchange;
    },
    cleanup: (undo) => {
      if (!flow.steps.some(({ id }) => id === cleanupStep)) throw new FlowBroken(`It needs a step "${cleanupStep}" to clean up in.`);
      undoing.push(undo);
    },
  };

  return {
    context,
    async undo() {
      if (undoing.length === 0 || book.outcome(cleanupStep)) return;
      const cleaning = book.begin(cleanupStep);
      let first: { readonly thrown: unknown } | undefined;
      for (const each of undoing.reverse()) {
        try {
          await each();
        } catch (thrown) {
          first ??= { thrown: causeOf(thrown, cleaning) };
        }
      }
      book.end(cleaning, first ? outcomeOf(first.thrown, { flow: flow.id, step: cleanupStep, exchanges: cleaning.exchanges }) : { kind: 'pass' });
    },
  };
}

/** A script takes by its name what the flow was given; what may be destroyed, where there is such a thing. */
function inputsFor(captured: FlowDependencies['captured']): JsonObject {
  const disposable = [...captured].flatMap(([key, value]) => (key.startsWith('disposable:') ? [[key.slice('disposable:'.length), value] as const] : []));
  return Object.fromEntries([...captured, ...disposable]);
}

/** supertest knows only that the connection was cut; the wire knows why. */
function causeOf(thrown: unknown, { trouble }: RunningStep): unknown {
  return trouble !== undefined && thrown instanceof Error && (thrown as NodeJS.ErrnoException).code === 'ECONNRESET' ? trouble : thrown;
}
