import type { HeaderFields } from '../../../model/exchange.ts';
import type { Json, JsonObject } from '../../../model/json.ts';

/** All that a runtime expression can look at. */
export interface Scope {
  readonly inputs: JsonObject;
  /** Outputs of the steps that are complete, by step. */
  readonly steps: ReadonlyMap<string, JsonObject>;
  /** Workflows of the document that are complete. */
  readonly workflows: ReadonlyMap<string, WorkflowSeen>;
  /** URLs of the source descriptions, by name. */
  readonly sources: ReadonlyMap<string, string>;
  readonly components: JsonObject;
  readonly self: string;
  /** Of the step that runs. */
  readonly request?: RequestSeen;
  readonly response?: ResponseSeen;
  /** What the workflow gave that the step called. */
  readonly outputs?: JsonObject;
}

/** What is left of a workflow that is complete. */
export interface WorkflowSeen {
  readonly inputs: JsonObject;
  readonly outputs: JsonObject;
}

/** A request, as expressions see it. */
export interface RequestSeen {
  readonly url: string;
  readonly method: string;
  readonly headers: HeaderFields;
  readonly query: readonly (readonly [string, string])[];
  readonly path: ReadonlyMap<string, string>;
  readonly body?: Json;
}

/** An answer, as expressions see it. */
export interface ResponseSeen {
  readonly status: number;
  readonly headers: HeaderFields;
  /** JSON where it is JSON, otherwise the text. */
  readonly body?: Json;
}
