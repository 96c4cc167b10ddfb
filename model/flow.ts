import type { Response, Test } from 'supertest';
import type { CaptureKey, CredentialUse, OtherActor } from './case.ts';
import type { HttpMethod, Provenance } from './description.ts';
import type { Exchange } from './exchange.ts';
import type { Json, JsonObject } from './json.ts';
import type { Permission } from './profile.ts';
import type { Clause, Level, SuiteId } from './requirement.ts';
import type { WireRequest } from './target.ts';

/** A scripted sequence. What it promises is data, known before the run; how it finds out is `run`. */
export interface Flow {
  readonly id: string;
  readonly title: string;
  readonly suite: SuiteId;
  /** Of every step that says nothing else. */
  readonly level: Level;
  readonly clause: Clause;
  readonly provenance: Provenance;
  /** What it does to the target. */
  readonly permission: Permission;
  readonly needs: FlowNeeds;
  /** Judged under every profile, because it was asked for by name. */
  readonly askedFor?: true;
  /** It may need what earlier flows have left, so it runs after them, and alone. */
  readonly inOrder?: true;
  /** Of the document that it was made from, where it does not come with the suite. */
  readonly digest?: string;
  /** The files of code that it is, where that is not ours. A run with such a flow says so, and is not certified. */
  readonly code?: readonly CodeFile[];
  /** What of it Arazzo can say; `play` runs the steps of it. */
  readonly script?: FlowScript;
  /** In the order in which they run. */
  readonly steps: readonly FlowStep[];
  run(context: FlowContext): Promise<void>;
}

/** A file of code that does not belong to the suite. */
export interface CodeFile {
  /** As the user named it, or relative to what he named. */
  readonly file: string;
  readonly sha256: string;
}

/** A workflow of an Arazzo document that comes with the suite, and that other runners can run as well. */
export interface FlowScript {
  /** Its path in this package. */
  readonly file: string;
  readonly workflow: string;
}

/** Without any one of these a flow cannot run. */
export interface FlowNeeds {
  /** By the name that the flow has for it. A description without one of them does not plan the flow. */
  readonly operations: Readonly<Record<string, OperationRef>>;
  readonly captures: readonly CaptureKey[];
  /** Values that it takes where they are given, and can do without. */
  readonly optional?: readonly CaptureKey[];
}

/** How an operation is looked up in a description; names of path parameters do not matter. */
export interface OperationRef {
  readonly method: HttpMethod;
  /** The path template, such as `/users/{user_id}`. */
  readonly path: string;
}

/** One promise of a flow: the requirement `flowId@operationId#/steps/stepId`. */
export interface FlowStep {
  readonly id: string;
  /** What must hold, one sentence. */
  readonly statement: string;
  /** Key in `needs.operations` of the operation that it is about. */
  readonly operation: string;
  readonly level?: Level;
  readonly clause?: Clause;
  readonly provenance?: Provenance;
  /** The rule that it stands for, where that is not the flow itself: the requirement is `rule@operationId#/steps/stepId` then. */
  readonly rule?: string;
  readonly suite?: SuiteId;
  /** Steps before it that must have passed, otherwise it is blocked. Left out: all of them. */
  readonly after?: readonly string[];
  /** Positive control: a step, perhaps a later one, without whose pass this one proves nothing and is blocked. */
  readonly control?: string;
  /** A flow that goes round may come by it again; it ended as it did the last time. */
  readonly repeatable?: true;
  /** Runs only where the credentials of this actor are at hand. */
  readonly actor?: OtherActor;
  /** Runs only where this switch is on, because it can do harm beyond what was handed out. */
  readonly onlyWith?: string;
}

/** What a flow is given. The names of steps, operations and captures are checked by the compiler (see `defineFlow`). */
export interface FlowContext<
  StepId extends string = string, OperationKey extends string = string, Capture extends CaptureKey = CaptureKey,
> {
  /** Requests with the owner's credentials. */
  readonly api: FlowApi;
  /** Requests with other credentials. Neither they nor the owner's are ever seen by a flow. */
  as(credentials: CredentialUse): FlowApi;
  /** The value found for a capture. */
  value(capture: Capture): string;
  /** The same as it was found, with its type; undefined for an optional one that nobody gave. */
  given(capture: Capture): Json | undefined;
  /** A value that may be destroyed: the capture `disposable:NAME`. */
  disposable(name: string): string;
  /** The operation's path with its parameters filled in and percent-encoded. */
  path(operation: OperationKey, parameters?: Readonly<Record<string, string>>): string;
  /** Runs one declared step. Whoever uses the value of a step that did not pass is blocked by it. */
  step<T>(id: StepId, run: () => Promise<T>): Promise<StepValue<T>>;
  /** A step that is looked at again until its expectations hold or the time is over. */
  poll<T>(id: StepId, timing: PollTiming, look: () => Promise<T>): Promise<StepValue<T>>;
  /** Looks again until the expectations hold or the time is over. Inside a step only. */
  again<T>(timing: PollTiming, look: () => Promise<T>): Promise<T>;
  /** Exactly one of these must hold; says which one, and records it. Inside a step only. */
  oneOf<Branch extends string>(branches: Readonly<Record<Branch, () => unknown>>): Promise<Branch>;
  /** Notes which of several documented ways was taken. Inside a step only. */
  took(branch: string): void;
  /** Sends one request as it stands, and gives its exchange, whatever became of it. Inside a step only. */
  send(request: WireRequest, manner?: SendManner): Promise<Exchange>;
  /** Runs one step of the flow's script: sends it, tries again as it says, and holds the answer against its criteria. Inside a step only. */
  play(step: string): Promise<Played>;
  /** Looks at several things, so many at the same time. What they show is told in the order of the things, whatever arrives first. Inside a step only. */
  together<Thing, Found>(things: readonly Thing[], atATime: number, look: (thing: Thing) => Promise<Found>): Promise<readonly Found[]>;
  /** Waits so many milliseconds. */
  pause(milliseconds: number): Promise<void>;
  /** Leaves something for flows that run later. */
  leave(value: Json): void;
  /** What an earlier flow has left. */
  leftBy(flow: string): Json | undefined;
  /** Ends the step as blocked: what it needs is missing, and nothing is known about the target. */
  block(because: string): never;
  /** Ends the step as not applicable: its occasion did not arise, or the flow went another way. */
  inapplicable(because: string): never;
  /** What was really received, beyond what supertest shows of it. */
  received(response: Response): Exchange;
  /** Undoes something when the flow is over, however it ended; last registered, first run. Needs a step `cleanup`. */
  cleanup(undo: () => Promise<unknown>): void;
}

/** The last answer to a step of a script, and what the step puts out. */
export interface Played {
  readonly status: number;
  /** JSON where it is JSON, otherwise text; absent where there is none. */
  readonly body?: Json;
  readonly exchange: Exchange;
  readonly outputs: JsonObject;
}

/** supertest's requests, bound to the target, recorded under the step that makes them. */
export type FlowApi = Readonly<Record<FlowMethod, (path: string) => Test>>;

export type FlowMethod = 'get' | 'head' | 'options' | 'post' | 'put' | 'patch' | 'delete';

/** How a request of a flow is sent, where it is not as usual. */
export interface SendManner {
  /** An answer with the status 429 is given back as it is: the flow has its own way of trying again. */
  readonly once?: boolean;
  /** Milliseconds until the request is given up as a timeout. */
  readonly withinMs?: number;
}

/** What a step found. */
export interface StepValue<T> {
  readonly passed: boolean;
  /** Usable inside other steps only; ends them as blocked where this one did not pass. */
  readonly value: T;
}

/** How long to go on looking, and how often. A `Retry-After` in an answer makes the pause longer. */
export interface PollTiming {
  readonly within: Duration;
  readonly every: Duration;
}

/** A number with its unit, such as `500ms` or `10s`. */
export type Duration = `${number}ms` | `${number}s`;
