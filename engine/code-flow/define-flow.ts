import type { FlowDefinition } from './definition.ts';
import type { AnyOperations, TypesOf } from './operation-types.ts';

/** Marks definitions; a symbol of the registry, because the program and a partner may load this file twice. */
const mark = Symbol.for('calico-conformance/flow');

/** A flow of one's own. A module exports it as its default. */
export const defineFlow = defineFlowFor<AnyOperations>();

/** `defineFlow` for the operations of one description. `calico-conformance flows types` writes the types and calls it. */
export function defineFlowFor<Operations extends TypesOf<Operations>>() {
  return <const Step extends string, const Value extends string = never, const Disposable extends string = never>(
    definition: FlowDefinition<Operations, Step, Value, Disposable>,
  ): FlowDefinition<Operations, Step, Value, Disposable> => Object.freeze({ ...definition, [mark]: true });
}

/** Whether a module exported what `defineFlow` gave it. */
export function isFlowDefinition(value: unknown): value is FlowDefinition<AnyOperations> {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, mark);
}
