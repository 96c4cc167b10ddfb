import type { Json, JsonObject } from '../../model/json.ts';
import type { Variant } from '../variant.ts';

/** Nothing closes the objects of an answer. */
export const extraProperties: Variant = {
  id: 'extra-properties',
  summary: 'Every object of an answer has a property, and every answer a header, that the contract does not declare.',
  async around(_call, honest) {
    const answer = await honest();
    const headers = { ...answer.headers, 'x-served-by': 'reference', 'server-timing': ['db;dur=1.5', 'app;dur=0.5'] };
    return answer.body.kind === 'json' ? { ...answer, headers, body: { ...answer.body, value: extended(answer.body.value) } } : { ...answer, headers };
  },
};

function extended(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(extended);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as JsonObject).map(([name, each]) => [name, extended(each)] as const);
  return { ...Object.fromEntries(entries), _links: [], 'x-note': null };
}
