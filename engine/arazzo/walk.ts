import type { Exchange } from '../../model/exchange.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import type { SendManner } from '../../model/flow.ts';
import type { WireRequest } from '../../model/target.ts';
import type { Step, Workflow } from '../../spec/arazzo/document.ts';
import { renderOutputs } from '../../spec/arazzo/evaluate/render.ts';
import type { RequestSeen, ResponseSeen, Scope, WorkflowSeen } from '../../spec/arazzo/evaluate/scope.ts';
import type { LinkedWorkflow } from './link.ts';

/** What a walk through a workflow does to the world. */
export interface Errands {
  send(request: WireRequest, manner: SendManner): Promise<Exchange>;
  pause(milliseconds: number): Promise<void>;
  /** Notes that a failure was taken care of. */
  took(branch: string): void;
  /** Ends the step, because what it needs is missing. */
  block(because: string): never;
}

/** What all workflows of one walk share, also those that steps call. */
export interface Walk {
  readonly errands: Errands;
  /** Runs a step to its end; given here because steps run workflows, which run steps. */
  runStep(step: Step, passage: Passage): Promise<Next>;
  /** Attempts at steps that are still allowed. */
  left: number;
  /** Workflows that are complete. */
  readonly complete: Map<Workflow, WorkflowSeen>;
}

/** One workflow while it is gone through. */
export interface Passage {
  readonly linked: LinkedWorkflow;
  readonly walk: Walk;
  readonly inputs: JsonObject;
  /** Outputs of the steps that are complete. */
  readonly steps: Map<string, JsonObject>;
  /** The last request and its answer, for steps that call a workflow and ask for them. */
  last?: { readonly request: RequestSeen; readonly response: ResponseSeen | undefined };
}

/** Where a workflow goes from a step. */
export type Next = { readonly kind: 'next' } | { readonly kind: 'end' } | { readonly kind: 'goto'; readonly step: string };

/** A step that failed, and whose failure nothing takes care of. */
export class StepFailed extends Error {
  readonly facts: StepFacts;
  constructor(facts: StepFacts) {
    super(facts.message);
    this.facts = facts;
  }
}

/** Why a step failed. */
export interface StepFacts {
  readonly received: Json;
  readonly documented: Json;
  readonly message: string;
}

/** More attempts than this are a circle that nobody comes out of. */
export const mostAttempts = 2_000;

/** Goes through a workflow, step by step, as each of them says. `visit` is told of each step before it is run. */
export async function walkThrough(passage: Passage, visit: (step: Step) => Promise<Next>): Promise<JsonObject> {
  const { workflow } = passage.linked;
  let index = 0;
  for (let step = workflow.steps[index]; step; step = workflow.steps[index]) {
    const next = await visit(step);
    if (next.kind === 'end') break;
    index = next.kind === 'goto' ? workflow.steps.findIndex(({ id }) => id === next.step) : index + 1;
  }
  const outputs = renderOutputs(workflow.outputs, scopeOf(passage));
  passage.walk.complete.set(workflow, { inputs: passage.inputs, outputs });
  return outputs;
}

/** What expressions see in a workflow. */
export function scopeOf({ linked, inputs, steps, walk }: Passage): Scope {
  // Workflows of other documents may have the same names.
  const workflows = new Map(linked.document.workflows.flatMap((workflow): readonly (readonly [string, WorkflowSeen])[] => {
    const seen = walk.complete.get(workflow);
    return seen ? [[workflow.id, seen]] : [];
  }));
  return { inputs, steps, workflows, sources: linked.sources, components: linked.components, self: linked.document.url };
}
