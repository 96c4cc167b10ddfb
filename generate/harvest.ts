import type { Json } from '../model/json.ts';

const most = 20;

/** Values of these fields in the objects of an answer's lists, most specific field first, in the order in which they stand. */
export function harvest(body: Json, fields: readonly string[]): readonly Json[] {
  const rows = rowsIn(body);
  for (const field of fields) {
    const found = rows.flatMap((row) => (Object.hasOwn(row, field) && isScalar(row[field]) ? [row[field] as Json] : []));
    if (found.length > 0) return [...new Set(found)].slice(0, most);
  }
  return [];
}

/** The objects that an answer lists: of its first list of objects, breadth first; an answer without any list counts as one. */
function rowsIn(body: Json): readonly Readonly<Record<string, Json>>[] {
  const pending: { readonly node: Json; readonly depth: number }[] = [{ node: body, depth: 0 }];
  const single: Readonly<Record<string, Json>>[] = [];
  for (let next = pending.shift(); next; next = pending.shift()) {
    const { node, depth } = next;
    if (node === null || typeof node !== 'object' || depth > 4) continue;
    if (Array.isArray(node)) {
      const rows = (node as readonly Json[]).filter((item): item is Readonly<Record<string, Json>> => item !== null && typeof item === 'object' && !Array.isArray(item));
      if (rows.length > 0) return rows;
      continue;
    }
    single.push(node as Readonly<Record<string, Json>>);
    for (const member of Object.values(node)) pending.push({ node: member as Json, depth: depth + 1 });
  }
  return single;
}

function isScalar(value: Json | undefined): boolean {
  return typeof value === 'string' ? value !== '' : typeof value === 'number';
}
