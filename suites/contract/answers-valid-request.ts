import type { ResponseView } from '../../model/rule.ts';

/** Whether the request kept to the description. Flows say nothing of theirs and count as valid. */
export function answersValidRequest(view: Pick<ResponseView, 'case'>): boolean {
  return view.case === undefined || view.case.intent.kind === 'valid';
}
