import type { Intent } from '../../model/case.ts';
import type { Operation, Parameter } from '../../model/description.ts';
import { flatSchema, typesIn } from '../values/flat-schema.ts';
import { isServerIssued, parameterValue } from '../parameter-value.ts';
import { caseId, labelOf, parameterPointer, withParameter } from '../strategy.ts';
import type { Strategy } from '../strategy.ts';
import type { Workshop } from '../values/workshop.ts';

const id = 'parameter-present';

/** Each optional parameter alone: the positive control of whatever is done to it. */
export const parameterPresent: Strategy = {
  id,
  summary: 'A valid request with one optional parameter more, once per parameter.',
  *propose({ operation, workshop, baseline }) {
    for (const parameter of operation.parameters) {
      if (parameter.required || parameter.in === 'path') continue;
      const at = parameterPointer(parameter);
      const intent: Intent = { kind: 'valid', varies: { what: 'present', closed: isClosed(workshop, parameter) }, at };
      if (isServerIssued(workshop, parameter)) {
        yield { intent, because: 'Only the server can issue a valid value of this parameter.' };
        continue;
      }
      const value = parameterValue(workshop, parameter);
      if (value === undefined) yield { intent, because: 'No valid value could be made from the schema; give the description an example.', blocks: true };
      else yield { label: labelOf(at), request: withParameter(baseline, parameter, value), intent, control: caseId(operation, 'baseline', '') };
    }
  },
};

/** The case in which this parameter is sent with a valid value. */
export function presenceOf(operation: Operation, parameter: Parameter): string {
  return parameter.required ? caseId(operation, 'baseline', '') : caseId(operation, id, labelOf(parameterPointer(parameter)));
}

/** The value's meaning cannot be a reason to refuse it. */
function isClosed(workshop: Workshop, parameter: Parameter): boolean {
  const schema = flatSchema(workshop, parameter.schema?.schema);
  if (Array.isArray(schema['enum']) || schema['const'] !== undefined) return true;
  const types = typesIn(schema);
  return types.length > 0 && types.every((type) => type === 'boolean') || (types.every((type) => type === 'integer' || type === 'number') && schema['minimum'] !== undefined && schema['maximum'] !== undefined);
}
