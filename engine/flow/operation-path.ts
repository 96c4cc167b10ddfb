import type { OperationRef } from '../../model/flow.ts';
import { FlowBroken } from './step-ending.ts';

/** The path with its parameters filled in, percent-encoded. */
export function operationPath({ path }: OperationRef, parameters: Readonly<Record<string, string>>): string {
  return path.replace(/\{([^}]+)\}/g, (_, name: string) => {
    const value = parameters[name];
    if (value === undefined) throw new FlowBroken(`The path ${path} needs a value for ${name}.`);
    // They would be another path by the time they arrive.
    if (value === '' || value === '.' || value === '..') throw new FlowBroken(`The path ${path} cannot carry ${JSON.stringify(value)} as ${name}.`);
    return encodeURIComponent(value);
  });
}
