import type { CaptureKey } from '../../model/case.ts';
import type { Description, Operation } from '../../model/description.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Exploration, ExplorationFinding } from '../../model/exploration.ts';
import type { Json } from '../../model/json.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { Draw } from '../../generate/exploring/random-cases.ts';
import { randomCases } from '../../generate/exploring/random-cases.ts';
import type { Attempt } from '../../generate/exploring/smaller.ts';
import { makeSmaller } from '../../generate/exploring/smaller.ts';
import type { Schemas } from '../../spec/schemas.ts';
import { isAccepted } from '../running/baselines.ts';
import type { CaseRunner } from '../running/case-runner.ts';
import { inParallel } from '../running/pool.ts';
import type { CaseJudge, Disagreed } from './case-judge.ts';

export interface ExploreInput {
  readonly description: Description;
  /** Those that may be sent, and destroy nothing. */
  readonly operations: readonly Operation[];
  /** Judges requests. */
  readonly schemas: Schemas;
  readonly seed: number;
  readonly cases: number;
  readonly counts: boolean;
  readonly concurrency: number;
  readonly signal: AbortSignal;
  readonly runner: CaseRunner;
  readonly judge: CaseJudge;
  /** Values that the requests of an operation take. */
  readonly capturedFor: (operationId: string) => ReadonlyMap<CaptureKey, Json>;
  /** Why no more requests of this operation make sense. */
  readonly whySilent: (operationId: string) => string | undefined;
  /** What the planned cases and the list of known findings say of a finding already, and whether it may block. */
  readonly standing: (requirement: Requirement, finding: ExplorationFinding['finding']) => Pick<ExplorationFinding, 'binding' | 'planned' | 'known'>;
}

/** A case with its answer, and what is wrong with it. */
interface Seen extends Attempt {
  readonly exchange: Exchange;
  readonly controlExchange?: Exchange;
  readonly disagreed: readonly Disagreed[];
}

/** The first random case that shows a disagreement, what it was drawn with, and how many others show it. */
interface Failing {
  /** Its place in the order of drawing. */
  readonly rank: number;
  readonly draw: Draw;
  readonly which: 'valid' | 'invalid';
  readonly seen: Seen;
  readonly disagreed: Disagreed;
  readonly sites: number;
}

/** Disagreements that are kept, with their answers: memory must not grow with the number of cases. */
const mostKept = 100;

/** Requests that are spent on making one case smaller, and cases that are made smaller. */
export const mostShrinking = { requests: 60, findings: 10 } as const;

/** Sends random cases beside the plan, and makes smaller what fails. Nothing of it decides a requirement. */
export async function explore(input: ExploreInput): Promise<Exploration> {
  const workshop = { description: input.description, document: input.description.document, schemas: input.schemas, seed: input.seed };
  const failing = new Map<string, Failing>();
  let [number, cases, withheld, shrinking] = [0, 0, 0, 0];

  const see = async (attempt: Attempt, controlExchange?: Exchange): Promise<Seen | undefined> => {
    const { operationId } = attempt.case;
    const exchange = input.whySilent(operationId) === undefined ? await input.runner.run(attempt.case, input.capturedFor(operationId), { decides: false }) : undefined;
    return exchange && { ...attempt, exchange, ...(controlExchange && { controlExchange }), disagreed: input.judge(attempt.case, exchange, controlExchange) };
  };
  const note = (at: number, draw: Draw, which: 'valid' | 'invalid', seen: Seen | undefined): void => {
    if (!seen) withheld++;
    else cases++;
    for (const [key, disagreed] of new Map(seen?.disagreed.map((each) => [keyOf(each), each]))) {
      const known = failing.get(key);
      const rank = at * 2 + (which === 'valid' ? 0 : 1);
      // Of each disagreement the first case is kept, in the order of drawing, whatever is answered first.
      if (known) failing.set(key, { ...(seen && rank < known.rank ? { rank, draw, which, seen, disagreed } : known), sites: known.sites + 1 });
      else if (seen && failing.size < mostKept) failing.set(key, { rank, draw, which, seen, disagreed, sites: 1 });
    }
  };
  await inParallel(untilAborted(randomCases(workshop, input.operations, { seed: input.seed, many: input.cases }), input.signal), input.concurrency, async (draw) => {
    const at = ++number;
    const valid = await see({ case: draw.valid });
    note(at, draw, 'valid', valid);
    if (!draw.invalid) return;
    // A refusal proves something only beside a twin that was accepted.
    const proves = valid !== undefined && isAccepted(valid.exchange);
    note(at, draw, 'invalid', proves ? await see({ case: draw.invalid.case, control: draw.valid }, valid.exchange) : undefined);
  });

  const isPlanned = ({ disagreed, seen }: Failing): boolean => input.standing(disagreed.requirement, findingOf(disagreed, seen)).planned;
  const inOrder = [...failing].sort(([, a], [, b]) => a.rank - b.rank);
  const newFirst = [...inOrder.filter(([, each]) => !isPlanned(each)), ...inOrder.filter(([, each]) => isPlanned(each))];
  const told: ExplorationFinding[] = [];
  const smallest: Seen[] = [];
  for (const [key, { draw, which, seen, sites }] of newFirst) {
    // One small case may show several things.
    const shows = smallest.find(({ disagreed }) => disagreed.some((each) => keyOf(each) === key));
    const smaller = shows ?? (smallest.length < mostShrinking.findings ? await smallestOf(draw, which, seen, key) : seen);
    if (!shows) smallest.push(smaller);
    told.push(explored(smaller, key, sites));
  }
  return { asked: input.cases, cases, withheld, shrinking, counts: input.counts, findings: told };

  async function smallestOf(draw: Draw, which: 'valid' | 'invalid', first: Seen, key: string): Promise<Seen> {
    let smallest = first;
    let left: number = mostShrinking.requests;
    const sent = async (attempt: Attempt, control?: Exchange): Promise<Seen | undefined> => {
      if (left === 0 || input.signal.aborted) return undefined;
      left--;
      shrinking++;
      return see(attempt, control);
    };
    await makeSmaller(workshop, draw, which, async (attempt) => {
      const control = attempt.control && await sent({ case: attempt.control });
      if (attempt.control && !(control && isAccepted(control.exchange))) return false;
      const seen = await sent(attempt, control?.exchange);
      if (!seen?.disagreed.some((each) => keyOf(each) === key)) return false;
      smallest = seen;
      return true;
    });
    return smallest;
  }

  function explored(seen: Seen, key: string, sites: number): ExplorationFinding {
    const disagreed = seen.disagreed.find((each) => keyOf(each) === key) ?? unreachable();
    const finding = findingOf(disagreed, seen);
    return {
      requirement: disagreed.requirement, finding, ...input.standing(disagreed.requirement, finding), sites, case: seen.case, exchange: seen.exchange,
      ...(seen.control && seen.controlExchange && { control: { case: seen.control, exchange: seen.controlExchange } }),
    };
  }
}

/** The same requirement, broken for the same reason. */
function keyOf({ requirement, disagreement }: Disagreed): string {
  return `${requirement.id} ${disagreement.cluster}`;
}

function findingOf({ disagreement }: Disagreed, { exchange, controlExchange }: Seen): ExplorationFinding['finding'] {
  return { ...disagreement, evidence: [exchange.id, ...(controlExchange ? [controlExchange.id] : [])] };
}

function* untilAborted<T>(all: Iterable<T>, signal: AbortSignal): Iterable<T> {
  for (const each of all) {
    if (signal.aborted) return;
    yield each;
  }
}

function unreachable(): never {
  throw new Error('A finding was looked for in a case that does not show it.');
}
