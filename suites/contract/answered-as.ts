import type { ResponseDescription } from '../../model/description.ts';
import type { JsonPointer } from '../../model/json.ts';
import type { ResponseView } from '../../model/rule.ts';

/** The declared response that was answered, when it is the one that `/responses/KEY/…` names. */
export function answeredAs(view: ResponseView, at: JsonPointer): ResponseDescription | undefined {
  const key = at.split('/')[2];
  return view.declared?.key === key ? view.declared : undefined;
}
