import { formatPointer } from '../../spec/json-pointer.ts';
import { isServerIssued, parameterValue } from '../parameter-value.ts';
import { labelOf, parameterPointer, withParameter } from '../strategy.ts';
import type { Strategy } from '../strategy.ts';
import { typesIn } from '../values/flat-schema.ts';
import { breaksOnly } from '../values/single-fault.ts';
import { sitesOf, withSite, withValueAt, valueAt } from '../values/sites.ts';
import { violationsOf } from '../values/violations.ts';
import { provablyInvalid } from '../wire/provably-invalid.ts';
import { presenceOf } from './parameter-present.ts';

/** Keywords that only a property breaks that nobody has declared. */
const undeclared: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'maxProperties']);

/** One broken keyword of one parameter, where the wire leaves no doubt that it is broken. */
export const parameterViolation: Strategy = {
  id: 'parameter-violation',
  summary: 'A request with one parameter that breaks one keyword, once per parameter, place and keyword; sent only where every reading of the wire is invalid.',
  *propose({ operation, workshop, baseline }) {
    for (const parameter of operation.parameters) {
      const { schema } = parameter;
      if (!schema) continue;
      const own = parameterPointer(parameter);
      const value = parameterValue(workshop, parameter);
      for (const site of sitesOf(workshop, schema.schema as never)) {
        const whole = value === undefined ? undefined : withSite(workshop, value, schema.schema as never, site);
        // Another alternative has no twin that was accepted.
        if (whole === undefined || (site.choices.length > 0 && whole !== value)) continue;
        const base = valueAt(whole, site.path);
        if (base === undefined) continue;
        for (const { keyword, label, values, at: below = [], seenAs, advisory } of violationsOf(workshop, site.schema, base)) {
          const at = `${own}${site.at}`;
          const intent = { kind: 'invalid', keyword: label === '' ? keyword : `${keyword}/${label}`, at, ...(advisory === true && { advisory }) } as const;
          if (isServerIssued(workshop, parameter)) {
            yield { intent, because: 'Only the server can issue a valid value of this parameter, so there is no positive control.' };
            continue;
          }
          if (keyword === 'type' && typesIn(site.schema).some((type) => type === 'string' || type === 'array')) {
            yield { intent, because: 'Every text on the wire is a string, and a list of one.' };
            continue;
          }
          if (undeclared.has(keyword) && parameter.in !== 'header' && parameter.mediaType === undefined) {
            yield { intent, because: 'Whoever reads only the parameters that are declared does not see the additional one, and OpenAPI does not forbid any.' };
            continue;
          }
          let doubt = 'no value breaks this keyword without breaking another one';
          let found = false;
          for (const each of values) {
            const broken = withValueAt(whole, site.path, each);
            if (!breaksOnly(workshop, schema.pointer, broken, formatPointer([...site.path, ...below]), seenAs ?? keyword)) continue;
            const proof = provablyInvalid(parameter, broken, workshop.schemas);
            if (!proof.proven) {
              doubt = proof.because;
              continue;
            }
            yield { label: `${labelOf(at)}/${intent.keyword}`, request: withParameter(baseline, parameter, broken), intent, control: presenceOf(operation, parameter) };
            found = true;
            break;
          }
          if (!found) yield { intent, because: `No request can be proven to break it: ${doubt}.` };
        }
      }
    }
  },
};
