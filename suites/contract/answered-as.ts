import type { ResponseDescription } from '../../model/description.ts';
import type { JsonPointer } from '../../model/json.ts';
import type { ResponseView } from '../../model/rule.ts';

const start = '/responses/'.length;

/** The declared response that was answered, when it is the one that `/responses/KEY/…` names. */
export function answeredAs(view: ResponseView, at: JsonPointer): ResponseDescription | undefined {
  const { declared } = view;
  return declared && at.startsWith(declared.key, start) && at[start + declared.key.length] === '/' ? declared : undefined;
}
