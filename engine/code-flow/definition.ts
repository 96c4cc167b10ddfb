import type { OtherActor } from '../../model/case.ts';
import type { FlowMethod, PollTiming, StepValue } from '../../model/flow.ts';
import type { Permission } from '../../model/profile.ts';
import type { Clause, Level } from '../../model/requirement.ts';
import type { BodyOf, GivenFor, OperationTypes, Optionally, AnyResponses, StatusOf, TypesOf } from './operation-types.ts';

/** A flow as its author writes it down. */
export interface FlowDefinition<Operations extends TypesOf<Operations>, Step extends string = string, Value extends string = string, Disposable extends string = string> {
  /** Begins the ids of its requirements: letters, digits, `-`, `_` and `.`. */
  readonly id: string;
  readonly title: string;
  /** The most that it does to the target: `read` (the default), `write` or `destructive`. More is not let out. */
  readonly permission?: Permission;
  /** Names of values that it needs, found through the lists of the API or given with `--fixture NAME=VALUE`. */
  readonly values?: readonly Value[];
  /** Names of values that it destroys, given with `--disposable NAME=VALUE`. */
  readonly disposable?: readonly Disposable[];
  /** The sentence on which it rests, such as one of your own handbook. */
  readonly clause?: Clause;
  /** What it promises, in the order in which it happens. Each is a requirement with an outcome of its own. */
  readonly steps: readonly StepDefinition<keyof Operations & string, Step>[];
  /** Finds out. */
  run(tools: FlowTools<Operations, NoInfer<Step>, NoInfer<Value>, NoInfer<Disposable>>): Promise<void>;
}

/** One promise: the requirement `flowId@operationId#/steps/stepId`. */
export interface StepDefinition<OperationId extends string = string, Step extends string = string> {
  /** Letters, digits, `-`, `_` and `.`; `cleanup` for what `cleanup` undoes. */
  readonly id: Step;
  /** operationId of the operation that it is about. */
  readonly operation: OperationId;
  /** What must hold, one sentence. */
  readonly statement: string;
  /** `MUST` (the default), `SHOULD` or `MAY`. */
  readonly level?: Level;
  /** Steps before it that must have passed, otherwise it is blocked. Left out: all of them. */
  readonly after?: readonly NoInfer<Step>[];
  /** A step, perhaps a later one, without whose pass this one proves nothing and is blocked. */
  readonly control?: NoInfer<Step>;
  /** Runs only where the credentials of this actor are configured. */
  readonly actor?: OtherActor;
}

/** What a flow is given. */
export interface FlowTools<Operations extends TypesOf<Operations>, Step extends string = string, Value extends string = string, Disposable extends string = string> {
  /** supertest, bound to the target, with the owner's credentials: `api.get('/users').expect(200)`. */
  readonly api: ApiTool;
  /** The same with other credentials; `none` sends none. */
  actor(who: Actor): ApiTool;
  /** Calls an operation with what the description says of its parameters and its body. */
  call<Id extends keyof Operations & string>(operation: Id, ...given: Optionally<CallDetails<Operations[Id]>>): ApiRequest<Operations[Id]['responses'], StatusOf<Operations[Id]['responses']>>;
  /** A value that was asked for in `values`. */
  value(name: Value): string;
  /** A value that may be destroyed, asked for in `disposable`. */
  disposable(name: Disposable): string;
  /** Runs one declared step. Whoever uses the value of a step that did not pass is blocked by it. */
  step<T>(id: Step, run: () => T | PromiseLike<T>): Promise<StepValue<T>>;
  /** A step that is looked at again until its expectations hold or the time is over. */
  poll<T>(id: Step, timing: PollTiming, look: () => T | PromiseLike<T>): Promise<StepValue<T>>;
  /** Looks again until the expectations hold or the time is over. Inside a step only. */
  again<T>(timing: PollTiming, look: () => T | PromiseLike<T>): Promise<T>;
  /** Exactly one of these must hold; says which one, and records it. Inside a step only. */
  oneOf<Branch extends string>(branches: Readonly<Record<Branch, () => unknown>>): Promise<Branch>;
  /** Ends the step as blocked: what it needs is missing, and nothing is known about the target. */
  block(because: string): never;
  /** Ends the step as not applicable: its occasion did not arise. */
  inapplicable(because: string): never;
  /** Undoes something when the flow is over, however it ended; last registered, first run. Needs a step `cleanup`. */
  cleanup(undo: () => unknown): void;
}

/** Whose credentials a request carries: another actor of the configuration, or nobody's. */
export type Actor = OtherActor | 'none' | 'malformed' | 'tampered';

/** How an operation is called. */
export type CallDetails<Operation extends OperationTypes> = GivenFor<Operation> & {
  /** Left out: the owner. */
  readonly as?: Actor;
};

/** Requests by method; paths begin with a slash, and are percent-encoded already. */
export type ApiTool = Readonly<Record<FlowMethod, (path: string) => ApiRequest<AnyResponses, number>>>;

/** A request of supertest: it is sent when it is awaited. */
export interface ApiRequest<Responses, Status extends number> extends PromiseLike<ApiAnswer<Responses, Status>> {
  /** The status must be this one, or one of these. */
  expect<const Wanted extends number>(status: Wanted | readonly Wanted[]): ApiRequest<Responses, Wanted>;
  /** The header field must have this value, or match. */
  expect(field: string, value: string | RegExp): this;
  set(field: string, value: string): this;
  query(parameters: Readonly<Record<string, string | number | boolean>>): this;
  send(body: unknown): this;
}

/** An answer: of each status its documented body. What was documented need not be what came; `expect` the status first. */
export type ApiAnswer<Responses, Status extends number> = Status extends number ? {
  readonly status: Status;
  /** Parsed where it is JSON. */
  readonly body: BodyOf<Responses, Status>;
  readonly text: string;
  /** By name in lower case. */
  readonly headers: Readonly<Record<string, string>>;
} : never;

