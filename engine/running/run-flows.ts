import type { CaptureKey, CredentialUse } from '../../model/case.ts';
import { isOtherActor } from '../../model/case.ts';
import type { Description } from '../../model/description.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Flow } from '../../model/flow.ts';
import type { Json } from '../../model/json.ts';
import type { Plan } from '../../model/plan.ts';
import type { Permission } from '../../model/profile.ts';
import type { RequirementId } from '../../model/requirement.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { WireRequest } from '../../model/target.ts';
import { operationFor } from '../../spec/operation-for.ts';
import type { Clock } from '../clock.ts';
import { decisionOf } from '../flow/decision-of.ts';
import { flowRequirements } from '../flow/flow-requirements.ts';
import { Blocked } from '../flow/step-ending.ts';
import { runFlow } from '../flow/run-flow.ts';
import type { Decision } from '../judging/judge.ts';
import { covers } from '../permission-of.ts';
import { candidatesFor, missingCapture } from '../sending/captured-values.ts';
import type { AuthorisedSender } from '../sending/authorised-sender.ts';
import type { Label } from '../sending/sender.ts';
import type { Disposables } from './disposables.ts';
import { inParallel } from './pool.ts';

export interface FlowsInput {
  readonly plan: Plan;
  readonly description: Description;
  readonly flows: readonly Flow[];
  readonly permission: Permission;
  readonly captured: ReadonlyMap<CaptureKey, Json>;
  readonly disposables: Disposables;
  /** JSON texts of values that must not be used for reading. */
  readonly reserved: ReadonlySet<string>;
  /** Switches of steps that can do harm beyond what was handed out. */
  readonly switches: ReadonlySet<string>;
  readonly sender: Pick<AuthorisedSender, 'send'>;
  /** Puts back what was redacted of what the target handed out. */
  readonly restore?: (request: WireRequest) => WireRequest;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** So many flows that only read run at the same time. */
  readonly concurrency: number;
  readonly say: (event: RunEvent) => void;
}

/** Runs the flows of a plan, and gives the decision on each of their steps. Those that change something run one after the other. */
export async function runFlows(input: FlowsInput): Promise<ReadonlyMap<RequirementId, Decision>> {
  const decisions = new Map<RequirementId, Decision>();
  const left = new Map<string, Json>();
  for (const together of groupsOf(input.flows)) {
    await inParallel(together, input.concurrency, async (flow) => {
      for (const [id, decision] of await decisionsOn(flow, left, input)) decisions.set(id, decision);
    });
  }
  return decisions;
}

/** Flows that cannot disturb each other, in the order of the plan. */
function groupsOf(flows: readonly Flow[]): readonly (readonly Flow[])[] {
  const groups: Flow[][] = [];
  for (const flow of flows) {
    const last = groups.at(-1);
    if (last?.every(onlyReads) && onlyReads(flow)) last.push(flow);
    else groups.push([flow]);
  }
  return groups;
}

function onlyReads({ permission, inOrder }: Flow): boolean {
  return permission === 'read' && inOrder !== true;
}

async function decisionsOn(flow: Flow, left: Map<string, Json>, input: FlowsInput): Promise<readonly (readonly [RequirementId, Decision])[]> {
  if (!covers(input.permission, flow.permission)) return [];
  const promised = flowRequirements(flow, input.description).filter(({ requirement }) => !input.plan.withheld.has(requirement.id));
  if (promised.length === 0) return [];
  const captured = valuesFor(flow, input);
  const missing = flow.needs.captures.find((key) => !captured.has(key));
  if (missing !== undefined) {
    const because = missingCapture(input.plan.captures.find(({ key }) => key === missing), missing);
    return promised.map(({ requirement }) => [requirement.id, { outcome: { kind: 'blocked', because }, evidence: [], durationMs: 0 }]);
  }
  for (const [key, value] of captured) input.say({ event: 'captured', key: `${flow.id}/${key}`, value, source: key.startsWith('disposable:') ? 'configuration' : 'discovery' });
  const results = await runFlow(flow, {
    captured,
    description: input.description,
    switches: input.switches,
    sleep: (milliseconds, signal) => input.clock.sleep(milliseconds, signal),
    signal: input.signal,
    left,
    exchange: (request, use, step, manner) => exchangeOf(request, use, { step, ...manner }, input),
  });
  return promised.flatMap(({ requirement }) => {
    const result = results.find(({ step }) => requirement.at === `/steps/${step}`);
    return result ? [[requirement.id, decisionOf(result)] as const] : [];
  });
}

function valuesFor(flow: Flow, input: FlowsInput): ReadonlyMap<CaptureKey, Json> {
  const values = new Map<CaptureKey, Json>();
  for (const key of [...flow.needs.captures, ...(flow.needs.optional ?? [])]) {
    const plan = input.plan.captures.find((each) => each.key === key);
    const value = key.startsWith('disposable:')
      ? input.disposables.takeForFlow(key)
      : (input.captured.get(key) ?? (plan && candidatesFor(plan, () => undefined, input.reserved, false)[0]?.value));
    if (value !== undefined) values.set(key, value);
  }
  return values;
}

async function exchangeOf(
  request: WireRequest, use: CredentialUse, label: Label, { description, sender, restore }: FlowsInput,
): Promise<Exchange> {
  const operation = operationFor(description, request.method, request.path.split('?')[0] ?? '')?.operation;
  // A path that is no operation's carries the credentials that any operation takes.
  const secured = operation ?? description.operations.find(({ security }) => security.length > 0) ?? { security: [] };
  const exchange = await sender.send(restore?.(request) ?? request, { operation: secured, use, deserves: 'in-flow' }, { ...label, ...(operation && { operationId: operation.id }), ...(isOtherActor(use) && { actor: use }) });
  if ('missing' in exchange) throw new Blocked(exchange.missing);
  return exchange;
}
