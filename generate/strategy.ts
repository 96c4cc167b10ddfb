import type { Case, CredentialUse, Intent, OtherActor, RequestDraft, Unprovable } from '../model/case.ts';
import type { Operation, Parameter, RequestBody } from '../model/description.ts';
import type { Json } from '../model/json.ts';
import type { Workshop } from './values/workshop.ts';

/** A way of finding requests worth sending. It neither sends nor judges. */
export interface Strategy {
  readonly id: string;
  readonly summary: string;
  propose(context: StrategyContext): Iterable<Proposal>;
}

/** A case, or why there cannot be one. */
export type Proposal =
  | { readonly label: string; readonly request: RequestDraft; readonly intent: Intent; readonly control?: string }
  | { readonly intent: Intent; readonly because: string; readonly blocks?: boolean };

/** What strategies start from: an operation and a request of it that keeps to the description. */
export interface StrategyContext {
  readonly operation: Operation;
  readonly workshop: Workshop;
  /** Required parameters only, and the body that the description exemplifies or the smallest one. */
  readonly baseline: RequestDraft;
  readonly body: BodyContext | undefined;
  /** Who is at hand beside the owner. */
  readonly actors: readonly OtherActor[];
}

/** The media type of the request body that is worked with. */
export interface BodyContext {
  readonly described: RequestBody;
  readonly mediaType: string;
  readonly schema: { readonly pointer: string; readonly schema: Json };
  /** Logical pointer of the body within the operation. */
  readonly at: string;
  /** What the baseline sends. */
  readonly value: Json;
  /** It is JSON, so that types and malformed text mean something. */
  readonly isJson: boolean;
}

/** The case and the unprovable ones that a strategy's proposals come to. */
export function caseFrom(operation: Operation, strategy: Strategy, proposal: Proposal): Case | Unprovable {
  if ('because' in proposal) return { operationId: operation.id, ...proposal };
  const { label, ...rest } = proposal;
  return { id: caseId(operation, strategy.id, label), operationId: operation.id, strategy: strategy.id, ...rest };
}

/** `operationId/strategy/label`; the baseline is `operationId/baseline`. */
export function caseId(operation: Operation, strategy: string, label: string): string {
  return label === '' ? `${operation.id}/${strategy}` : `${operation.id}/${strategy}/${label}`;
}

/** The logical pointer of a parameter within its operation. */
export function parameterPointer(parameter: Pick<Parameter, 'in' | 'name'>): string {
  return `/parameters/${parameter.in}/${parameter.name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** A pointer as part of a label. */
export function labelOf(pointer: string): string {
  return pointer.replace(/^\//, '');
}

/** The request with one parameter's value put in or replaced. */
export function withParameter(request: RequestDraft, parameter: Pick<Parameter, 'in' | 'name'>, value: Json): RequestDraft {
  return { ...request, parameters: [...withoutParameter(request, parameter).parameters, { in: parameter.in, name: parameter.name, value: { literal: value } }] };
}

/** The request without one parameter. */
export function withoutParameter(request: RequestDraft, parameter: Pick<Parameter, 'in' | 'name'>): RequestDraft {
  return { ...request, parameters: request.parameters.filter((each) => each.in !== parameter.in || each.name !== parameter.name) };
}

/** The request with another value as its body. */
export function withBody(request: RequestDraft, mediaType: string, value: Json): RequestDraft {
  const files = request.body?.kind === 'value' && request.body.mediaType === mediaType ? request.body.files : undefined;
  return { ...request, body: { kind: 'value', mediaType, value, ...(files && { files }) } };
}

/** The request with other credentials. */
export function withCredentials(request: RequestDraft, credentials: CredentialUse): RequestDraft {
  return { ...request, credentials };
}
