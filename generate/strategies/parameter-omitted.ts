import { caseId, labelOf, parameterPointer, withoutParameter } from '../strategy.ts';
import type { Strategy } from '../strategy.ts';

/** What is required is left out. */
export const parameterOmitted: Strategy = {
  id: 'parameter-omitted',
  summary: 'The baseline without one required query, header or cookie parameter, once per parameter.',
  *propose({ operation, baseline }) {
    for (const parameter of operation.parameters) {
      if (!parameter.required || parameter.in === 'path') continue;
      const at = parameterPointer(parameter);
      yield { label: labelOf(at), request: withoutParameter(baseline, parameter), intent: { kind: 'invalid', keyword: 'required', at }, control: caseId(operation, 'baseline', '') };
    }
  },
};
