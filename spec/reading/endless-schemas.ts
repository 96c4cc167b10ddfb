import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer, getAt } from '../json-pointer.ts';
import { isObject, pointerOf } from '../resolve-reference.ts';

/**
 * Schemas that apply themselves to one and the same value again, so that judging by them would never end. Alternatives
 * (`oneOf`, `anyOf`) do not count: they are tried one by one, and a circle through them is broken there.
 */
export function endlessSchemas(document: JsonObject, schemas: Iterable<JsonPointer>): readonly JsonPointer[] {
  const done = new Set<JsonPointer>();
  const found: JsonPointer[] = [];
  for (const start of schemas) {
    if (done.has(start)) continue;
    const open = new Set<JsonPointer>([start]);
    const stack = [{ pointer: start, leads: leadsOf(document, start), next: 0 }];
    for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
      const lead = frame.leads[frame.next++];
      if (lead === undefined) {
        stack.pop();
        open.delete(frame.pointer);
        done.add(frame.pointer);
      } else if (open.has(lead)) {
        found.push(lead);
      } else if (!done.has(lead)) {
        open.add(lead);
        stack.push({ pointer: lead, leads: leadsOf(document, lead), next: 0 });
      }
    }
  }
  return found;
}

/** The schemas that apply to a value wherever this one does. */
function leadsOf(document: JsonObject, pointer: JsonPointer): readonly JsonPointer[] {
  const schema: Json | undefined = getAt(document, pointer);
  if (!isObject(schema)) return [];
  const leads: JsonPointer[] = [];
  const target = typeof schema['$ref'] === 'string' ? pointerOf(schema['$ref']) : undefined;
  if (target !== undefined) leads.push(target);
  if (Array.isArray(schema['allOf'])) leads.push(...(schema['allOf'] as readonly Json[]).map((_, index) => `${pointer}/allOf/${index}`));
  for (const keyword of ['not', 'if', 'then', 'else']) if (isObject(schema[keyword])) leads.push(`${pointer}/${keyword}`);
  if (isObject(schema['dependentSchemas'])) leads.push(...Object.keys(schema['dependentSchemas']).map((name) => `${pointer}/dependentSchemas${formatPointer([name])}`));
  return leads;
}
