import type { Intent } from '../../model/case.ts';
import type { Operation, Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { flatSchema, typesIn } from '../values/flat-schema.ts';
import { parameterValue } from '../parameter-value.ts';
import { caseId, labelOf, parameterPointer, withParameter } from '../strategy.ts';
import type { Strategy } from '../strategy.ts';
import type { Site } from '../values/sites.ts';
import { sitesOf, withSite } from '../values/sites.ts';
import type { Workshop } from '../values/workshop.ts';
import { isValid } from '../values/workshop.ts';
import { isFaithful } from '../wire/is-faithful.ts';

const id = 'parameter-present';

/** Each optional parameter alone, and each optional part of one: the positive control of whatever is done to it. */
export const parameterPresent: Strategy = {
  id,
  summary: 'A valid request with one optional parameter more, once per parameter; and with one optional part of a parameter more, once per part.',
  *propose({ operation, workshop, baseline }) {
    for (const parameter of operation.parameters) {
      if (parameter.serverIssued === true) {
        if (!parameter.required) yield { intent: presence(parameterPointer(parameter), false), because: 'Only the server can issue a valid value of this parameter.' };
        continue;
      }
      const value = parameterValue(workshop, parameter);
      if (!parameter.required && parameter.in !== 'path') {
        const at = parameterPointer(parameter);
        const intent = presence(at, isClosed(workshop, parameter));
        if (value === undefined) yield { intent, because: 'No valid value could be made from the schema; give the description an example.', blocks: true };
        else yield { label: labelOf(at), request: withParameter(baseline, parameter, value), intent, control: caseId(operation, 'baseline', '') };
      }
      for (const site of sitesOf(workshop, (parameter.schema?.schema ?? {}) as Json)) {
        const standing = standingIn(workshop, parameter, value, site);
        if (standing === undefined || standing === value) continue;
        const at = `${parameterPointer(parameter)}${site.at}`;
        yield { label: labelOf(at), request: withParameter(baseline, parameter, standing), intent: presence(at, false), control: presenceOf(operation, parameter) };
      }
    }
  },
};

function presence(at: string, closed: boolean): Intent {
  return { kind: 'valid', varies: { what: 'present', closed }, at };
}

/** A value that is sent as valid and in which a site is there: the parameter's usual one, or it with what is missing. */
export function standingIn(workshop: Workshop, parameter: Parameter, value: Json | undefined, site: Site): Json | undefined {
  if (value === undefined || !parameter.schema) return undefined;
  const standing = withSite(workshop, value, parameter.schema.schema as Json, site);
  if (standing === value) return value;
  // Another alternative has no twin that was accepted, and another value in a path none that is known to be there.
  if (standing === undefined || site.choices.length > 0 || parameter.in === 'path') return undefined;
  return isValid(workshop, parameter.schema.pointer, standing) && isFaithful(parameter, standing) ? standing : undefined;
}

/** The case in which this parameter is sent with a valid value; or with one that has this part. */
export function presenceOf(operation: Operation, parameter: Parameter, site?: Site): string {
  if (site) return caseId(operation, id, labelOf(`${parameterPointer(parameter)}${site.at}`));
  return parameter.required ? caseId(operation, 'baseline', '') : caseId(operation, id, labelOf(parameterPointer(parameter)));
}

/** The value's meaning cannot be a reason to refuse it. */
function isClosed(workshop: Workshop, parameter: Parameter): boolean {
  const schema = flatSchema(workshop, parameter.schema?.schema);
  if (Array.isArray(schema['enum']) || schema['const'] !== undefined) return true;
  const types = typesIn(schema);
  return types.length > 0 && types.every((type) => type === 'boolean') || (types.every((type) => type === 'integer' || type === 'number') && schema['minimum'] !== undefined && schema['maximum'] !== undefined);
}
