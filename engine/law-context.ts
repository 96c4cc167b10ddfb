import type { Description, Provenance } from '../model/description.ts';
import type { Json, JsonPointer } from '../model/json.ts';
import type { LawContext, LawOptions } from '../model/rule.ts';
import { getAt } from '../spec/json-pointer.ts';

const order: readonly Provenance[] = ['assumed', 'platform', 'documented'];

/** What rules may look at when they name their requirements. */
export function lawContext(description: Description, options: LawOptions): LawContext {
  const known = new Map<JsonPointer, Provenance>();
  return {
    description,
    options,
    provenanceOf: (schema) => {
      const answer = known.get(schema) ?? weakestBelow(description, schema);
      known.set(schema, answer);
      return answer;
    },
  };
}

/** The weakest `x-provenance` of a schema and of all that it references; each reference is followed once. */
function weakestBelow(description: Description, start: JsonPointer): Provenance {
  let weakest = order.length - 1;
  const followed = new Set<JsonPointer>([start]);
  const pending: Json[] = [getAt(description.document, start) ?? null];
  for (let node = pending.pop(); node !== undefined && weakest > 0; node = pending.pop()) {
    if (node === null || typeof node !== 'object') continue;
    if (Array.isArray(node)) {
      pending.push(...(node as readonly Json[]));
      continue;
    }
    for (const [name, member] of Object.entries(node)) {
      if (name === 'x-provenance') weakest = Math.min(weakest, rankOf(member));
      else if (name === '$ref' && typeof member === 'string' && member.startsWith('#')) follow(decodeURIComponent(member.slice(1)));
      else if (name !== 'example' && name !== 'examples' && name !== 'default') pending.push(member);
    }
  }
  return order[weakest] ?? 'assumed';

  function follow(pointer: JsonPointer): void {
    if (followed.has(pointer)) return;
    followed.add(pointer);
    pending.push(getAt(description.document, pointer) ?? null);
  }
}

function rankOf(value: Json): number {
  const rank = order.indexOf(value as Provenance);
  return rank === -1 ? 0 : rank;
}
