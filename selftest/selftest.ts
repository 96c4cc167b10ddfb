import { createHash } from 'node:crypto';
import type { Flow } from '../model/flow.ts';
import type { FalseAlarm, KillMatrix, Tried, Untried } from '../model/kill-matrix.ts';
import { otherActors } from '../model/case.ts';
import type { Requirement } from '../model/requirement.ts';
import type { Schemas } from '../spec/schemas.ts';
import type { RunInput } from '../engine/run.ts';
import { inParallel } from '../engine/running/pool.ts';
import type { Workshop } from '../generate/values/workshop.ts';
import { findGround, type Ground } from './ground.ts';
import type { HonestServer } from './honest-server.ts';
import type { Mutant } from './mutant.ts';
import { mutantsOf } from './mutants-of.ts';
import { createTrial } from './try-mutant.ts';

/** What a selftest needs beside a plan. */
export interface SelftestInput {
  /** As for a run of the plan; the honest server stands in the place of the target. */
  readonly run: Omit<RunInput, 'target' | 'clock'>;
  readonly flows: readonly Flow[];
  /** Judges answers. */
  readonly answers: Schemas;
  readonly honest: HonestServer;
  /** So many lies only, of as many requirements as there are; which, the seed says. */
  readonly sample?: number;
  /** Every liar is sent the whole plan at once, instead of what concerns the lie first. */
  readonly wholePlan?: boolean;
  /** So many at the same time. */
  readonly concurrency: number;
  readonly onProgress: (progress: Progress) => void;
}

/** How far it is. */
export interface Progress {
  readonly requirements: { readonly done: number; readonly all: number };
  readonly tried: number;
  readonly survived: number;
}

/** Judges an honest server, then one liar after the other, and says which lies were found out. */
export async function selftest(input: SelftestInput): Promise<KillMatrix> {
  const { run, honest } = input;
  const { plan, description, signal } = run;
  const began = performance.now();
  const ground = await findGround(run, plan, honest);
  const trial = createTrial(run, input.flows, ground, input.wholePlan);
  const tried: Tried[] = [];
  const untried: Untried[] = [];
  let done = 0;
  const tell = (): void => input.onProgress({ requirements: { done, all: plan.requirements.length }, tried: tried.length, survived: tried.filter(({ fate }) => fate.kind === 'survived').length });

  /** Whether the liar had an occasion to lie. */
  const attempt = async (mutant: Mutant): Promise<boolean> => {
    if (signal.aborted) return true;
    const result = await trial.try(mutant);
    const isEmpty = result.fate.kind === 'survived' && mutant.wasTold?.() === false;
    if (!signal.aborted && !isEmpty) tried.push(result);
    tell();
    return !isEmpty;
  };
  if (!signal.aborted) await (input.sample === undefined ? tryAll() : trySome(input.sample));

  async function tryAll(): Promise<void> {
    await inParallel(plan.requirements, input.concurrency, async (requirement) => {
      if (signal.aborted) return;
      let count = 0;
      let because: string | undefined;
      for (const proposal of proposals(requirement)) {
        if ('because' in proposal) because ??= proposal.because;
        else {
          if (await attempt(proposal)) count++;
          else because ??= 'The honest server is never asked anything on which this lie could be told.';
        }
      }
      if (count === 0) untried.push({ requirement: requirement.id, rule: requirement.rule, because: because ?? 'Nothing of it can be broken.' });
      done++;
      tell();
    });
  }

  /** One lie of each requirement in an order that the seed gives, then another one of each, until there are enough. */
  async function trySome(most: number): Promise<void> {
    const order = [...plan.requirements].sort((one, other) => (mark(plan.seed, one.id) < mark(plan.seed, other.id) ? -1 : 1));
    const mutants = new Map<string, readonly Mutant[]>();
    for (let round = 0, left = true; left && tried.length < most && !signal.aborted; round++) {
      left = false;
      for (const requirement of order) {
        if (tried.length >= most || signal.aborted) return;
        const own = mutants.get(requirement.id) ?? [...proposals(requirement)].filter((each): each is Mutant => !('because' in each)).sort((one, other) => (mark(plan.seed, one.label) < mark(plan.seed, other.label) ? -1 : 1));
        mutants.set(requirement.id, own);
        const mutant = own[round];
        if (!mutant) continue;
        left = true;
        await attempt(mutant);
      }
    }
  }

  function* proposals(requirement: Requirement): ReturnType<typeof mutantsOf> {
    const operation = description.operations.find(({ id }) => id === requirement.operationId);
    const planned = new Set(requirement.cases);
    yield* mutantsOf(requirement, operation && {
      requirement, operation, description, ground, honest, law: run.law, shop: answerWorkshop(input),
      cases: planned.size === 0 ? [] : plan.casesOf(operation.id).filter(({ id }) => planned.has(id)),
    });
    // What is left out of the plan, or fails without any lie, shows nothing.
    if (ground.outcomes.get(requirement.id)?.kind !== 'pass') return;
    for (const named of honest.lies) if (named.caughtBy === requirement.id) yield { requirement, label: named.id, lie: named.lie, open: () => named.open() };
  }

  return {
    format: 1,
    suite: { version: run.started.suite.version, rulesetDigest: plan.rulesetDigest },
    description: { title: description.title, version: description.version, source: description.source, digest: description.bundledDigest },
    profile: plan.profile, seed: plan.seed, planDigest: plan.digest, server: honest.kind,
    actors: otherActors.filter((actor) => run.credentials.others[actor] !== undefined),
    honest: {
      verdict: ground.finished.verdict, requirements: plan.requirements.length,
      passed: [...ground.outcomes.values()].filter(({ kind }) => kind === 'pass').length,
      falseAlarms: falseAlarmsOf([...plan.requirements], ground),
    },
    tried, untried, ...(input.sample !== undefined && { sample: input.sample }),
    interrupted: signal.aborted, durationMs: Math.round(performance.now() - began),
  };
}

function falseAlarmsOf(requirements: readonly Requirement[], { outcomes }: Ground): readonly FalseAlarm[] {
  return requirements.flatMap(({ id, level }) => {
    const outcome = outcomes.get(id);
    return outcome?.kind === 'fail' ? [{ requirement: id, level, message: outcome.findings[0].message }] : [];
  });
}

function answerWorkshop({ run: { description, plan }, answers }: SelftestInput): Workshop {
  return { description, document: description.document, schemas: answers, seed: plan.seed, direction: 'response' };
}

/** Puts texts into an order that only the seed decides. */
function mark(seed: number, text: string): string {
  return createHash('sha256').update(`${seed} ${text}`).digest('hex');
}
