import { caseId, labelOf, parameterPointer, withParameter } from '../strategy.ts';
import type { Strategy } from '../strategy.ts';
import { boundariesOf } from '../values/boundaries.ts';
import { flatSchema } from '../values/flat-schema.ts';
import { isValid } from '../values/workshop.ts';
import { isFaithful } from '../wire/is-faithful.ts';

/** The edges of what a parameter may be. */
export const parameterBoundary: Strategy = {
  id: 'parameter-boundary',
  summary: 'A valid request with one parameter at an edge of its schema: bounds, lengths, members, branches.',
  *propose({ operation, workshop, baseline }) {
    // Beside another number a number may be refused for what they mean together, such as start and end.
    const hasNumber = baseline.parameters.some((each) => 'literal' in each.value && typeof each.value.literal === 'number');
    for (const parameter of operation.parameters) {
      if (parameter.in === 'path' || !parameter.schema || parameter.serverIssued === true) continue;
      const { pointer, schema } = parameter.schema;
      const own = flatSchema(workshop, schema);
      const at = parameterPointer(parameter);
      const where = `${operation.id} ${at}`;
      const edges = [...boundariesOf(workshop, own, where), ...itemEdges()];
      for (const { keyword, label, value, closed } of edges) {
        if (!isValid(workshop, pointer, value) || !isFaithful(parameter, value)) continue;
        const what = label === '' ? keyword : `${keyword}/${label}`;
        yield {
          label: `${labelOf(at)}/${what}`, request: withParameter(baseline, parameter, value),
          intent: { kind: 'valid', varies: { what, closed: closed && !(typeof value === 'number' && hasNumber) }, at }, control: caseId(operation, 'baseline', ''),
        };
      }

      function* itemEdges() {
        const { items } = own;
        if (items === undefined) return;
        for (const edge of boundariesOf(workshop, flatSchema(workshop, items), where)) yield { ...edge, keyword: `items/${edge.keyword}`, value: [edge.value] };
      }
    }
  },
};
