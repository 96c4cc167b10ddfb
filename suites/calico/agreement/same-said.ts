import type { Json } from '../../../model/json.ts';
import { isObject } from '../answers.ts';
import { decimal, equal } from './decimal.ts';

/**
 * Whether two sights of one thing say the same. What only one of them says is no disagreement: a list may say less than a
 * single answer. Decimals, ids in capitals and the order of lists of ids or words are read kindly.
 */
export function sameSaid(one: Json | undefined, other: Json | undefined): boolean {
  if (one === undefined || other === undefined || one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) {
    const [mine, yours] = [inOrder(one as readonly Json[]), inOrder(other as readonly Json[])];
    return mine.length === yours.length && mine.every((each, index) => sameSaid(each, yours[index]));
  }
  if (isObject(one) && isObject(other)) return Object.keys(one).every((name) => !Object.hasOwn(other, name) || sameSaid(one[name], other[name]));
  const [amount, otherAmount] = [decimal(one), decimal(other)];
  if (amount && otherAmount) return equal(amount, otherAmount);
  return typeof one === 'string' && typeof other === 'string' && isId(one) && one.toLowerCase() === other.toLowerCase();
}

/** The names of what two sights of one thing say differently. */
export function saidOtherwise(names: readonly string[], one: Json, other: Json): readonly string[] {
  return isObject(one) && isObject(other) ? names.filter((name) => !sameSaid(one[name], other[name])) : [];
}

/** Consents stand by their ids and words by themselves; what has no order of its own stays as it stands. */
function inOrder(items: readonly Json[]): readonly Json[] {
  const keys = items.map((item) => (typeof item === 'string' ? item : isObject(item) && typeof item['consent_id'] === 'string' ? item['consent_id'].toLowerCase() : undefined));
  if (keys.includes(undefined)) return items;
  return items.map((item, index) => [keys[index] ?? '', item] as const).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

function isId(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
