import { labelOf, withBody } from '../strategy.ts';
import type { Strategy } from '../strategy.ts';
import { singleFault } from '../values/single-fault.ts';
import { isAlternative, sitesOf, valueAt } from '../values/sites.ts';
import { violationsOf } from '../values/violations.ts';
import { witnessCase, witnessOf } from './body-variation.ts';

/** One broken keyword at one place of a JSON body. Forms and XML have no types, so nothing can be proven of them here. */
export const bodyViolation: Strategy = {
  id: 'body-violation',
  summary: 'A request whose body breaks one keyword at one place, once per place and keyword.',
  *propose({ operation, workshop, baseline, body }) {
    // Where any media type is allowed, what breaks the schema of JSON may be a file that happens to look like it.
    if (!body?.isJson || body.mediaType.includes('*')) return;
    for (const site of sitesOf(workshop, body.schema.schema)) {
      const witness = witnessOf(workshop, body, site);
      const base = witness && valueAt(witness.value, site.path);
      if (!witness || base === undefined) continue;
      for (const violation of violationsOf(workshop, site.schema, base)) {
        // Which of the alternatives a value of another type was meant for, nobody can tell.
        if (violation.keyword === 'type' && isAlternative(site)) continue;
        const at = `${body.at}${site.at}`;
        const keyword = violation.label === '' ? violation.keyword : `${violation.keyword}/${violation.label}`;
        const intent = { kind: 'invalid', keyword, at, ...(violation.advisory === true && { advisory: true }) } as const;
        const broken = singleFault(workshop, body.schema.pointer, witness.value, site, violation);
        if (broken === undefined) yield { intent, because: 'No body can be proven to break it: no value breaks this keyword without breaking another one.' };
        else yield { label: `${labelOf(at)}/${keyword}`, request: withBody(baseline, body.mediaType, broken), intent, control: witnessCase(operation, body, site, witness.isBaseline) };
      }
    }
  },
};
