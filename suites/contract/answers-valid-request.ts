import type { ResponseView } from '../../model/rule.ts';

/**
 * Whether the request kept to the description. Flows say nothing of theirs and count as valid. So do requests that
 * break nothing but a `format`: a dialect need not assert it, and where it does not they are valid.
 */
export function answersValidRequest({ case: sent }: Pick<ResponseView, 'case'>): boolean {
  return sent === undefined || sent.intent.kind === 'valid' || (sent.intent.kind === 'invalid' && sent.intent.advisory === true);
}
