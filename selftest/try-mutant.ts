import type { Flow, OperationRef } from '../model/flow.ts';
import type { Fate, Tried } from '../model/kill-matrix.ts';
import type { Plan } from '../model/plan.ts';
import type { RequirementId } from '../model/requirement.ts';
import { referredOperation } from '../engine/flow/referred-operation.ts';
import { run, type RunInput } from '../engine/run.ts';
import type { Ground } from './ground.ts';
import type { Mutant } from './mutant.ts';
import { partsOf } from './part-of-plan.ts';
import { swiftClock } from './swift-clock.ts';

/** Sends a plan to a liar and says what became of the lie. */
export interface Trial {
  try(mutant: Mutant): Promise<Tried>;
}

/**
 * What concerns the requirement is sent first, then what concerns the operation, then the whole plan, until the requirement
 * has failed. A part sends the same requests as the whole: a requirement that fails on them fails on the whole plan as well,
 * because no further answer takes a failure back. What no part finds is sent the whole plan.
 */
export function createTrial(input: Omit<RunInput, 'target' | 'clock'>, flows: readonly Flow[], ground: Ground, wholePlan = false): Trial {
  const { plan } = input;
  const part = partsOf(plan, flows, input.description);
  const failedBefore = new Set([...ground.outcomes].filter(([, { kind }]) => kind === 'fail').map(([id]) => id));
  const flowsOf = (operationId: string): ReadonlySet<string> => {
    const isAbout = (ref: OperationRef): boolean => referredOperation(ref, input.description)?.id === operationId;
    return new Set(flows.filter(({ id, needs }) => plan.flows.includes(id) && Object.values(needs.operations).some(isAbout)).map(({ id }) => id));
  };

  return {
    async try(mutant) {
      const { requirement, label, lie } = mutant;
      const { operationId = '' } = requirement;
      const { cases, flows: deciding } = ground.evidenceOf(requirement);
      const flowsInQuestion = new Set([...deciding, ...flowsNaming(flows, requirement.rule, requirement.at, flowsOf(operationId))]);
      const stages: readonly (readonly [Tried['sent'], () => Plan])[] = [
        ...(!wholePlan && cases.length + flowsInQuestion.size > 0 ? [['requirement', () => part({ operationId, cases: new Set(cases), flows: flowsInQuestion })] as const] : []),
        ...(wholePlan ? [] : [['operation', () => part({ operationId, flows: flowsOf(operationId) })] as const]),
        ['plan', () => plan],
      ];
      let exchanges = 0;
      let last: { readonly fate: Fate; readonly sent: Tried['sent'] } = { fate: { kind: 'survived', because: 'Nothing was sent.' }, sent: 'plan' };
      for (const [sent, planned] of stages) {
        const seen = await judged(mutant, planned());
        exchanges += seen.exchanges;
        last = { fate: fateOf(requirement.id, seen), sent };
        if (last.fate.kind === 'killed' || (last.fate.kind === 'killed-by-another' && sent !== 'requirement')) break;
      }
      return { requirement: requirement.id, rule: requirement.rule, level: requirement.level, label, lie, exchanges, ...last };
    },
  };

  async function judged(mutant: Mutant, planned: Plan): Promise<Seen> {
    const failed: RequirementId[] = [];
    const undecided: RequirementId[] = [];
    let exchanges = 0;
    const target = await mutant.open();
    try {
      for await (const event of run({ ...input, plan: planned, target, clock: swiftClock() })) {
        if (event.event === 'judged' && event.outcome.kind === 'fail' && !failedBefore.has(event.id)) failed.push(event.id);
        else if (event.event === 'judged' && ['blocked', 'error'].includes(event.outcome.kind) && ground.outcomes.get(event.id)?.kind === 'pass') undecided.push(event.id);
        else if (event.event === 'run-finished') ({ exchanges } = event);
      }
    } finally {
      await target.close();
    }
    return { failed, undecided, exchanges };
  }
}

interface Seen {
  readonly failed: readonly RequirementId[];
  /** Passed on the honest server, and was not decided here. */
  readonly undecided: readonly RequirementId[];
  readonly exchanges: number;
}

const mostNamed = 5;

function fateOf(requirement: RequirementId, { failed, undecided }: Seen): Fate {
  if (failed.includes(requirement)) return { kind: 'killed', by: requirement };
  if (failed.length > 0) return { kind: 'killed-by-another', by: failed.slice(0, mostNamed) };
  return { kind: 'survived', because: undecided.length === 0 ? 'Nothing was found.' : `Nothing failed, but ${undecided.length} that an honest server passes ${undecided.length === 1 ? 'was' : 'were'} not decided, such as ${undecided[0] ?? ''}.` };
}

function flowsNaming(flows: readonly Flow[], rule: string, at: string, own: ReadonlySet<string>): readonly string[] {
  return flows.filter(({ id, steps }) => (id === rule || own.has(id)) && steps.some((step) => at === `/steps/${step.id}` && (step.rule ?? id) === rule)).map(({ id }) => id);
}
