import type { Json, JsonObject } from '../../model/json.ts';
import { parsePointer } from '../../spec/json-pointer.ts';
import { isObject, pointerOf } from '../../spec/resolve-reference.ts';
import type { FlatSchema } from './flat-schema.ts';
import { flatSchema, typesIn } from './flat-schema.ts';
import { numberFor } from './number-for.ts';
import type { Workshop } from './workshop.ts';

/** One alternative of a `oneOf` or `anyOf`. */
export interface Branch {
  readonly keyword: 'oneOf' | 'anyOf';
  /** Unique among its siblings, and where it can be independent of their order. */
  readonly name: string;
  /** As it stands in the description. */
  readonly raw: Json;
  /** With what holds for all alternatives. */
  readonly schema: FlatSchema;
}

const mostBranches = 40;

/** The alternatives of a flat schema. */
export function branchesIn(workshop: Workshop, flat: FlatSchema): readonly Branch[] {
  const keyword = flat['oneOf'] === undefined ? 'anyOf' : 'oneOf';
  const raw = flat[keyword];
  if (!Array.isArray(raw)) return [];
  const { oneOf: _, anyOf: __, discriminator: ___, ...base } = flat;
  const all = (raw as readonly Json[]).slice(0, mostBranches);
  const names = all.map((branch) => nameOf(branch));
  const schemas = all.map((branch) => flatSchema(workshop, { allOf: [base, branch] } as JsonObject));
  const number = schemas.find((each) => typesIn(each).some((type) => type === 'number' || type === 'integer'));
  return schemas.map((schema, index) => {
    const name = names[index];
    return {
      keyword, raw: all[index] ?? null, name: name !== undefined && names.indexOf(name) === names.lastIndexOf(name) ? name : String(index),
      schema: number && isBareText(schema) ? { ...schema, examples: [String(numberFor(number, typesIn(number).includes('integer')))] } : schema,
    };
  });
}

/** Any text. Beside a number it is most likely the text of one: that is how decimals are described which may be sent either way. */
function isBareText(schema: FlatSchema): boolean {
  const says = Object.keys(schema).filter((keyword) => !['title', 'description', 'deprecated', 'readOnly', 'writeOnly'].includes(keyword) && !keyword.startsWith('x-'));
  return schema['type'] === 'string' && says.length === 1;
}

function nameOf(branch: Json): string | undefined {
  if (!isObject(branch)) return undefined;
  const target = typeof branch['$ref'] === 'string' ? pointerOf(branch['$ref']) : undefined;
  const name = target === undefined ? branch['title'] : parsePointer(target)?.at(-1);
  // A number would look like a place in the list.
  return typeof name === 'string' && name !== '' && !/^\d+$/.test(name) ? name : undefined;
}
