import type { ReceivedResponse } from '../../model/exchange.ts';
import type { CaseView } from '../../model/rule.ts';
import { controlTrouble } from '../control-trouble.ts';

/** The answer to a probe, or why nothing follows from it. */
export type ProbeAnswer = { readonly response: ReceivedResponse; readonly control: ReceivedResponse } | { readonly error: string } | { readonly blocked: string };

/** The answer beside that of the control, when both came and neither was put off. */
export function probeAnswer(view: CaseView): ProbeAnswer {
  const { answer, control } = view;
  if (answer.kind === 'failure') return { error: answer.what };
  const trouble = controlTrouble(view);
  if (trouble !== undefined || control?.response.kind !== 'response') return { blocked: trouble ?? 'The positive control got no answer.' };
  if (answer.status === 429 || answer.status === 503) return { blocked: `Answered ${answer.status}: ask again later.` };
  return { response: answer, control: control.response };
}

/** The value of a field; several of one name are one list (RFC 9110, section 5.3). */
export function fieldOf({ headers }: ReceivedResponse, name: string): string | undefined {
  const values = headers.filter(([each]) => each.toLowerCase() === name).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}
