import type { Json, JsonObject } from '../../model/json.ts';
import type { Variant } from '../variant.ts';

/** The names of an object have no order, and white space means nothing. */
export const otherOrder: Variant = {
  id: 'other-order',
  summary: 'The names of every object come the other way round, with white space between.',
  async around(_call, honest) {
    const answer = await honest();
    return answer.body.kind === 'json' ? { ...answer, body: { kind: 'json', value: reversed(answer.body.value), indent: '\t' } } : answer;
  },
};

function reversed(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value as JsonObject).reverse().map(([name, each]) => [name, reversed(each)]));
}
