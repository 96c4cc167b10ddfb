import type { Parameter } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { parameterValue } from '../parameter-value.ts';
import { labelOf, parameterPointer, withParameter } from '../strategy.ts';
import type { Strategy } from '../strategy.ts';
import { typesIn } from '../values/flat-schema.ts';
import { allowing, singleFault } from '../values/single-fault.ts';
import type { Site } from '../values/sites.ts';
import { sitesOf, valueAt } from '../values/sites.ts';
import type { Violation } from '../values/violations.ts';
import { violationsOf } from '../values/violations.ts';
import type { Workshop } from '../values/workshop.ts';
import { provablyInvalid } from '../wire/provably-invalid.ts';
import { presenceOf, standingIn } from './parameter-present.ts';

/** Keywords that only a property breaks that nobody has declared. */
const undeclared: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'maxProperties']);
/** Keywords that say what kind of value there is at all. */
const kinds: ReadonlySet<string> = new Set(['type', 'enum', 'const', 'oneOf', 'anyOf']);

/** One broken keyword of one parameter, where the wire leaves no doubt that it is broken. */
export const parameterViolation: Strategy = {
  id: 'parameter-violation',
  summary: 'A request with one parameter that breaks one keyword, once per parameter, place and keyword; sent only where every reading of the wire is invalid.',
  *propose({ operation, workshop, baseline }) {
    for (const parameter of operation.parameters) {
      const { schema } = parameter;
      if (!schema) continue;
      const value = parameterValue(workshop, parameter);
      for (const site of sitesOf(workshop, schema.schema as Json)) {
        const standing = standingIn(workshop, parameter, value, site);
        const base = standing === undefined ? undefined : valueAt(standing, site.path);
        if (standing === undefined || base === undefined) continue;
        for (const violation of violationsOf(workshop, site.schema, base)) {
          const at = `${parameterPointer(parameter)}${site.at}`;
          const keyword = violation.label === '' ? violation.keyword : `${violation.keyword}/${violation.label}`;
          const intent = { kind: 'invalid', keyword, at, ...(violation.advisory === true && { advisory: true }) } as const;
          const broken = provenParameterFault(workshop, parameter, standing, site, violation);
          if ('because' in broken) yield { intent, because: broken.because };
          else yield { label: `${labelOf(at)}/${keyword}`, request: withParameter(baseline, parameter, broken.value), intent, control: presenceOf(operation, parameter, standing === value ? undefined : site) };
        }
      }
    }
  },
};

/** The first of a violation's values that breaks its keyword alone and cannot be read as anything valid; or why there is none. */
export function provenParameterFault(workshop: Workshop, parameter: Parameter, standing: Json, site: Site, violation: Violation): { readonly value: Json } | { readonly because: string } {
  const { keyword } = violation;
  if (parameter.serverIssued === true) return { because: 'Only the server can issue a valid value of this parameter, so there is no positive control.' };
  if (parameter.mediaType === undefined && keyword === 'type' && typesIn(site.schema).some((type) => type === 'string' || type === 'array')) {
    return { because: 'Every text on the wire is a string, and a list of one.' };
  }
  if (parameter.mediaType === undefined && parameter.in !== 'header' && (undeclared.has(keyword) || site.isUndeclared)) {
    return { because: 'Whoever reads only the parameters that are declared does not see the additional one, and OpenAPI does not forbid any.' };
  }
  const pointer = parameter.schema?.pointer ?? '';
  const reader = {
    allows: allowing(workshop, pointer, violation),
    takesObjects: () => !workshop.schemas.errors(pointer, {}).some(({ instance, keyword: broken }) => instance === '' && kinds.has(broken)),
  };
  const found = singleFault(workshop, { pointer, value: standing, site }, violation, (broken) => provablyInvalid(parameter, broken, reader));
  return 'because' in found ? { because: `No request can be proven to break it: ${found.because}.` } : found;
}
