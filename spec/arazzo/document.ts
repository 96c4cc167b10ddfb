import type { JsonObject, JsonPointer } from '../../model/json.ts';
import type { Place } from '../../model/problem.ts';
import type { Criterion } from './criterion.ts';
import type { Template } from './template.ts';

/** An Arazzo document that was read and held against its specification: references followed, expressions taken apart. */
export interface ArazzoDocument {
  readonly title: string;
  readonly version: string;
  /** Of the specification. */
  readonly edition: '1.0' | '1.1';
  /** As the user knows the file. */
  readonly file: string;
  /** SHA-256 of the bytes. */
  readonly digest: string;
  /** Absolute URL of the file. */
  readonly url: string;
  readonly sources: readonly SourceDescription[];
  readonly workflows: readonly Workflow[];
  /** The document itself, for the schemas that refer to each other in it. */
  readonly document: JsonObject;
  /** File, line and column of what stands at a pointer. The text is read again for that, so this is for problems. */
  place(pointer: JsonPointer): Place;
}

/** Where operations or workflows are described. */
export interface SourceDescription {
  readonly name: string;
  readonly url: string;
  readonly type: 'openapi' | 'arazzo';
  readonly pointer: JsonPointer;
}

/** One workflow; what it says for all of its steps has been put into them. */
export interface Workflow {
  readonly id: string;
  readonly summary: string | undefined;
  readonly description: string | undefined;
  /** Where the JSON Schema of the inputs stands in the document. */
  readonly inputs: JsonPointer | undefined;
  readonly dependsOn: readonly WorkflowRef[];
  readonly steps: readonly Step[];
  readonly outputs: Outputs;
  readonly pointer: JsonPointer;
}

/** A workflow of this document, or of another one that `sourceDescriptions` names. */
export interface WorkflowRef {
  readonly source?: string;
  readonly id: string;
  readonly pointer: JsonPointer;
}

/** Values by name, to be filled in when the workflow or step is over. */
export type Outputs = readonly (readonly [name: string, value: Template])[];

/** One step. */
export interface Step {
  readonly id: string;
  readonly description: string | undefined;
  readonly call: Call;
  readonly parameters: readonly StepParameter[];
  readonly requestBody: StepBody | undefined;
  /** All of them must hold. */
  readonly criteria: readonly Criterion[];
  /** Its own, then those of the workflow that it does not override. */
  readonly onSuccess: readonly SuccessAction[];
  readonly onFailure: readonly FailureAction[];
  readonly outputs: Outputs;
  readonly timeoutMs: number | undefined;
  /** Steps of the same workflow that must be complete before. */
  readonly dependsOn: readonly string[];
  readonly pointer: JsonPointer;
}

/** What a step does. */
export type Call =
  | { readonly kind: 'operation'; readonly operation: OperationTarget; readonly pointer: JsonPointer }
  | { readonly kind: 'workflow'; readonly workflow: WorkflowRef };

/** How a step names its operation. */
export type OperationTarget =
  | { readonly by: 'id'; readonly source?: string; readonly operationId: string }
  /** A JSON Pointer into a description, such as `/paths/~1users/get`. */
  | { readonly by: 'path'; readonly source: string; readonly at: JsonPointer };

/** A parameter of an operation, or an input of a workflow where `in` is left out. */
export interface StepParameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie' | undefined;
  readonly value: Template;
  readonly pointer: JsonPointer;
}

/** What a step sends as its body. */
export interface StepBody {
  readonly contentType: string | undefined;
  readonly payload: Payload | undefined;
  readonly replacements: readonly Replacement[];
}

/** A body: a value, or a text that is sent as it stands once it is filled in. */
export type Payload = { readonly kind: 'value' | 'text'; readonly template: Template };

/** A place in a body, and what is put there. */
export interface Replacement {
  readonly type: 'jsonpointer' | 'jsonpath';
  readonly target: string;
  readonly value: Template;
}

/** What may follow a step that succeeded. */
export interface SuccessAction {
  readonly name: string;
  readonly criteria: readonly Criterion[];
  readonly then: { readonly kind: 'end' } | Goto;
}

/** What may follow a step that failed. */
export interface FailureAction {
  readonly name: string;
  readonly criteria: readonly Criterion[];
  readonly then: { readonly kind: 'end' } | Goto | Retry;
}

/** Going on elsewhere. */
export type Goto =
  | { readonly kind: 'goto'; readonly step: string }
  | { readonly kind: 'goto-workflow'; readonly workflow: WorkflowRef; readonly parameters: readonly StepParameter[] };

/** Trying again, perhaps after something else was done. */
export interface Retry {
  readonly kind: 'retry';
  readonly afterMs: number;
  readonly limit: number;
  readonly first?: Goto;
}
