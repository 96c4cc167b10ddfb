import type { CaseView } from '../model/rule.ts';

/** Why the positive control says nothing; undefined when the twin request was accepted. */
export function controlTrouble({ control, case: { control: id } }: CaseView): string | undefined {
  if (!control) return `The positive control ${id ?? 'of this case'} was not sent.`;
  if (control.response.kind === 'failure') return `The positive control ${id} got no answer: ${control.response.what}`;
  const { status } = control.response;
  if (status >= 200 && status < 300) return undefined;
  return `The positive control ${id} was not accepted: it was answered ${status}.`;
}
