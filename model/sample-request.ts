import type { Operation } from './description.ts';
import type { HeaderFields } from './exchange.ts';
import type { Json, JsonObject } from './json.ts';

/** A request of an operation without its path and its credentials. */
export interface SampleRequest {
  /** With its `?`, or empty. */
  readonly query: string;
  readonly headers: HeaderFields;
  readonly body?: SampleBody;
}

export interface SampleBody {
  /** As it is sent. */
  readonly text: string;
  readonly value: Json;
}

/** Makes requests for flows; equal arguments give equal requests. */
export interface SampleRequests {
  /** One that the description allows. Variants from one on have values of their own where the description leaves them open. */
  valid(operation: Operation, variant: number): SampleRequest | undefined;
  /** A valid one whose body changes exactly one property of these, to another value. */
  changing(operation: Operation, from: JsonObject): (SampleRequest & { readonly name: string; readonly value: Json }) | undefined;
  /** One whose body breaks one keyword, however it is read, and is valid otherwise. */
  invalid(operation: Operation): SampleRequest | undefined;
  /** A value of a path parameter that is valid and names nothing that anybody would have made. */
  unknown(operation: Operation, parameter: string): string | undefined;
}
