import type { Description, Notice } from '../model/description.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Plan } from '../model/plan.ts';
import type { Profile } from '../model/profile.ts';
import type { LawOptions, Rule, SchemaJudge } from '../model/rule.ts';
import type { RunEvent, RunStarted } from '../model/run-event.ts';
import type { Clock } from './clock.ts';
import { conclude } from './conclude.ts';
import { recordCoverage } from './coverage/response-coverage.ts';
import { createJudge } from './judging/judge.ts';
import { sha256 } from './digest.ts';
import { lawContext } from './law-context.ts';
import { digestOfProfile } from './profile-digest.ts';
import { requirementsIn } from './requirements-in.ts';

/** Answers that somebody else has caused, and what they are judged by. */
export interface RecordedInput {
  readonly plan: Plan;
  readonly description: Description;
  readonly rules: readonly Rule[];
  readonly profile: Profile;
  readonly law: LawOptions;
  readonly schemas: SchemaJudge;
  /** In the order in which they came; each with the operation that it belongs to. */
  readonly exchanges: AsyncIterable<Exchange>;
  /** What there is to say once all have been seen. */
  readonly notices: () => readonly Notice[];
  readonly minResponseCoverage?: number;
  readonly clock: Clock;
  readonly started: Omit<RunStarted, 'event' | 'format' | 'startedAt' | 'planDigest' | 'seed' | 'law' | 'profile' | 'profileVersion' | 'profileDigest' | 'binding' | 'switches'>;
}

/** The part of a plan that says what every answer must be, and nothing of what has to be asked for. */
export function planOfAnswers(plan: Plan, rules: readonly Rule[]): Plan {
  const overAnswers = new Set(rules.flatMap(({ id, kind }) => (kind === 'response' ? [id] : [])));
  return {
    ...plan, captures: [], digest: sha256(`answers ${plan.digest}`), requirements: requirementsIn([...plan.requirements].filter(({ rule }) => overAnswers.has(rule))),
    flows: [], casesOf: () => [],
    operations: plan.operations.map((operation) => ({ ...operation, cases: 0, strategies: {}, captures: [] })),
  };
}

/** Judges what was seen, and sends nothing: one outcome for each requirement on answers. What was not seen stays open. */
export async function* judgeRecorded(input: RecordedInput): AsyncIterable<RunEvent> {
  const { plan, description, rules, profile, law, schemas, clock } = input;
  const started: RunStarted = {
    event: 'run-started', format: 1, ...input.started, profile: plan.profile, profileVersion: profile.version, profileDigest: digestOfProfile(profile), binding: profile.binding, law, switches: [], planDigest: plan.digest, seed: plan.seed, startedAt: clock.date().toISOString(),
  };
  yield started;
  for (const notice of description.notices) yield { event: 'notice', notice };
  for (const requirement of plan.requirements) yield { event: 'requirement-planned', requirement };
  yield { event: 'planned', requirements: plan.requirements.length, cases: 0, captures: [] };
  const judgedOperations = new Set(Array.from(plan.requirements, ({ id, operationId }) => (plan.withheld.has(id) ? undefined : operationId)));
  const coverage = recordCoverage(description, description.operations.filter(({ id }) => judgedOperations.has(id)));
  const judge = createJudge(description, plan.requirements, rules, lawContext(description, law), schemas, (view) => coverage.see(view));
  let exchanges = 0;
  for await (const exchange of input.exchanges) {
    exchanges++;
    judge.answered(exchange);
    yield { event: 'exchange', exchange };
  }
  for (const notice of input.notices()) yield { event: 'notice', notice };
  yield* conclude({
    plan, profile, started, exchanges, finishedAt: clock.date().toISOString(), coverage: coverage.coverage(), decide: (requirement) => judge.decide(requirement),
    ...(input.minResponseCoverage !== undefined && { minResponseCoverage: input.minResponseCoverage }),
  });
}
