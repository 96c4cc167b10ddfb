import type { CaseId } from '../../model/case.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Plan } from '../../model/plan.ts';
import type { RunEvent } from '../../model/run-event.ts';
import type { Share } from '../../model/shard.ts';
import { inSettledOrder } from '../flow/settled-order.ts';
import { secretNames } from './secret-names.ts';

/** What a shard has recorded. */
export interface Sent {
  readonly events: readonly RunEvent[];
  readonly share: Share;
  /** Names of our own credentials, see RunStarted. */
  readonly standIns: readonly string[];
}

/** An event of a shard, and where in the whole it belongs: by what it is about, then as it came. */
interface Placed {
  readonly event: RunEvent;
  readonly place: readonly number[];
  /** Of the shard. */
  readonly position: number;
  /** What it is about: an operation, a flow, or what the shard did beside both. */
  readonly scope: string;
}

/**
 * What all shards sent, received and found, in the order of the plan, with the exchanges counted anew and secrets called alike: the same however many
 * shards there were. `handOn` are flows that hand something on to each other.
 */
export function inOrder(shards: readonly Sent[], plan: Plan, handOn: ReadonlySet<string>): readonly RunEvent[] {
  const order = placesOf(plan);
  const placed = shards.flatMap((shard, position) => ownEvents(shard, order, position));
  const secrets = shards.map(({ standIns, events }) => secretNames(standIns, events));
  placed.sort((one, other) => compare(one.place, other.place));
  const names = new Map<string, string>();
  const found = new Set<string>();
  const events: RunEvent[] = [];
  for (const { event: said, position, scope } of placed) {
    const event = secrets[position]?.(said, handOn.has(scope) ? 'flows that hand on' : scope) ?? said;
    if (event.event === 'exchange') names.set(event.exchange.id, `x${names.size + 1}`);
    if (event.event === 'captured') {
      // What several shards have found is found once.
      if (found.has(event.key)) continue;
      found.add(event.key);
    }
    events.push(renamed(event, names));
  }
  return events;
}

interface Places {
  operation(id: string): number;
  flow(id: string): number;
  /** Whose input a value is. */
  flowOf(key: string): string | undefined;
  case(id: CaseId): number;
  /** A probe belongs to an operation whose request it is not. */
  operationOf(id: CaseId): string;
  capture(key: string): number;
}

function placesOf(plan: Plan): Places {
  const positions = (ids: readonly string[]): ((id: string) => number) => {
    const all = new Map(ids.map((id, position) => [id, position]));
    return (id) => all.get(id) ?? ids.length;
  };
  const owners = new Map(plan.operations.flatMap(({ operationId }) => plan.casesOf(operationId).map(({ id }) => [id, operationId] as const)));
  return {
    operation: positions(plan.operations.map(({ operationId }) => operationId)),
    flow: positions(plan.flows),
    flowOf: (key) => plan.flows.find((id) => key.startsWith(`${id}/`)),
    operationOf: (id) => owners.get(id) ?? '',
    case: positions([...owners.keys()]),
    capture: positions(plan.captures.map(({ key }) => key)),
  };
}

const [values, cases, flows, rest] = [0, 1, 2, 3];

/** What a shard saw of what it judges, with names of exchanges that no other shard has. */
function ownEvents({ events, share }: Sent, order: Places, position: number): readonly Placed[] {
  const [operations, ownFlows] = [new Set(share.operations), new Set(share.flows)];
  const settled = new Set<CaseId>();
  // Flow by flow: several of them may have been under way at the same time.
  const told = new Map(share.flows.flatMap((flow) => inSettledOrder(events.flatMap((event) => (event.event === 'exchange' && event.exchange.step?.flow === flow ? [event.exchange] : []))).map(({ id }, rank) => [id, rank] as const)));
  const placeOf = ({ id, step, caseId }: Exchange): readonly number[] | undefined => {
    if (step) return ownFlows.has(step.flow) ? [flows, order.flow(step.flow), 1, told.get(id) ?? told.size] : undefined;
    if (caseId === undefined) return [rest];
    const operationId = order.operationOf(caseId);
    // A control that is sent again comes after all that made it necessary.
    return operations.has(operationId) ? [cases, order.operation(operationId), settled.has(caseId) ? 1 : 0, order.case(caseId)] : undefined;
  };
  const kept = new Map<string, readonly number[]>();
  const placed: Placed[] = [];
  const keep = (event: RunEvent, place: readonly number[] | undefined, scope = `shard ${position + 1}`): void => {
    if (place) placed.push({ event: renamed(event, { get: (id) => `${position}/${id}` }), place: [...place, position, placed.length], position, scope });
  };
  for (const event of events) {
    switch (event.event) {
      case 'captured': {
        const flow = order.flowOf(event.key);
        if (flow === undefined) keep(event, [values, order.capture(event.key)]);
        else if (ownFlows.has(flow)) keep(event, [flows, order.flow(flow), 0], flow);
        break;
      }
      case 'exchange': {
        const place = placeOf(event.exchange);
        if (place) kept.set(event.exchange.id, place);
        keep(event, place, event.exchange.step?.flow ?? (event.exchange.caseId === undefined ? undefined : order.operationOf(event.exchange.caseId)));
        break;
      }
      case 'case-settled':
        keep(event, kept.get(event.exchange), event.case.operationId);
        settled.add(event.case.id);
        break;
      case 'case-withheld':
        if (operations.has(event.case.operationId)) keep(event, [cases, order.operation(event.case.operationId), 0, order.case(event.case.id)], event.case.operationId);
        break;
      case 'target-log':
        if (kept.has(event.exchange)) keep(event, [rest]);
        break;
      case 'ledger':
        keep(event, [rest]);
        break;
      default:
        break;
    }
  }
  return placed;
}

function renamed(event: RunEvent, names: { get(id: string): string | undefined }): RunEvent {
  const name = (id: string): string => names.get(id) ?? id;
  switch (event.event) {
    case 'exchange':
      return { ...event, exchange: { ...event.exchange, id: name(event.exchange.id) } };
    case 'case-settled':
    case 'target-log':
      return { ...event, exchange: name(event.exchange) };
    case 'ledger':
      return 'exchange' in event.entry ? { ...event, entry: { ...event.entry, exchange: name(event.entry.exchange) } } : event;
    default:
      return event;
  }
}

function compare(one: readonly number[], other: readonly number[]): number {
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const difference = (one[at] ?? -1) - (other[at] ?? -1);
    if (difference !== 0) return difference;
  }
  return 0;
}

