export { defineFlow, defineFlowFor } from './engine/code-flow/define-flow.ts';
export type { Actor, ApiAnswer, ApiRequest, ApiTool, CallDetails, FlowDefinition, FlowTools, StepDefinition } from './engine/code-flow/definition.ts';
export type { AnyOperations, OperationTypes } from './engine/code-flow/operation-types.ts';
export type { Duration, PollTiming, StepValue } from './model/flow.ts';
export { expectThat } from './suites/expect-that.ts';
