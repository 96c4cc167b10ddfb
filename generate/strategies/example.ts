import { caseId, labelOf, parameterPointer, withBody, withParameter } from '../strategy.ts';
import type { Strategy } from '../strategy.ts';
import { isValid } from '../values/workshop.ts';
import { isFaithful } from '../wire/is-faithful.ts';

/** What the description gives as an example must work. */
export const example: Strategy = {
  id: 'example',
  summary: 'A valid request with each example of the description in turn: of a parameter, or of the body.',
  *propose({ operation, workshop, baseline, body }) {
    const control = caseId(operation, 'baseline', '');
    for (const parameter of operation.parameters) {
      if (parameter.in === 'path' || parameter.schema === undefined || parameter.serverIssued === true) continue;
      for (const { name, value } of parameter.examples) {
        if (!isValid(workshop, parameter.schema.pointer, value) || !isFaithful(parameter, value)) continue;
        const at = parameterPointer(parameter);
        yield { label: `${labelOf(at)}/${name}`, request: withParameter(baseline, parameter, value), intent: { kind: 'valid', varies: { what: `example/${name}`, closed: false }, at }, control };
      }
    }
    for (const { name, value } of body?.described.content.get(body.mediaType)?.examples ?? []) {
      if (!body || !isValid(workshop, body.schema.pointer, value)) continue;
      yield { label: `body/${name}`, request: withBody(baseline, body.mediaType, value), intent: { kind: 'valid', varies: { what: `example/${name}`, closed: false }, at: body.at }, control };
    }
  },
};
