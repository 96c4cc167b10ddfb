import type { Json, Schema } from '../../model/json.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { branchesIn } from '../../generate/values/branches.ts';
import { flatSchema, typesIn } from '../../generate/values/flat-schema.ts';
import type { Workshop } from '../../generate/values/workshop.ts';
import type { Member, Members, WireForm } from './wire-form.ts';
import { parsed } from './wire-form.ts';

/** The values that texts can be, what the schema asks for first. */
export function typedValues(shop: Workshop, schema: Schema | Json | undefined, forms: readonly WireForm[]): readonly Json[] {
  const types = typesOf(shop, schema);
  const rank = ({ kind }: WireForm): number => {
    if (kind === 'json') return 0;
    if (kind === 'list') return types.includes('array') ? 1 : 3;
    if (kind === 'members') return types.includes('object') ? 1 : 4;
    return 2;
  };
  return [...forms].sort((one, other) => rank(one) - rank(other)).flatMap((form) => valuesOf(shop, schema, form));
}

function valuesOf(shop: Workshop, schema: Schema | Json | undefined, form: WireForm): readonly Json[] {
  switch (form.kind) {
    case 'json': {
      const json = parsed(form.text);
      return json ? [json.value] : [];
    }
    case 'text':
      return scalars(shop, schema, form.text);
    case 'list':
      return [listOf(shop, schema, form.items), form.items];
    case 'members':
      return [objectOf(shop, schema, form.members)];
  }
}

/** A text as each scalar that it can be, the likeliest by its schema first. */
function scalars(shop: Workshop, schema: Schema | Json | undefined, text: string): readonly Json[] {
  const all: readonly Json[] = [
    text,
    ...(text.trim() !== '' && Number.isFinite(Number(text)) ? [Number(text)] : []),
    ...(text === 'true' || text === 'false' ? [text === 'true'] : []),
    ...(text === 'null' ? [null] : []),
  ];
  if (all.length === 1) return all;
  const types = typesOf(shop, schema);
  const rank = (value: Json): number => {
    if (schema !== undefined && shop.schemas.errorsOf(schema as Schema, value).length === 0) return 0;
    return types.includes(typeof value) || (typeof value === 'number' && types.includes('integer')) ? 1 : 2;
  };
  return [...all].sort((one, other) => rank(one) - rank(other));
}

function listOf(shop: Workshop, schema: Schema | Json | undefined, items: readonly string[]): Json {
  const flat = flatSchema(shop, schema);
  const prefix = Array.isArray(flat['prefixItems']) ? (flat['prefixItems'] as readonly Json[]) : [];
  return items.map((text, index) => scalars(shop, prefix[index] ?? flat['items'], text)[0] ?? text);
}

function objectOf(shop: Workshop, schema: Schema | Json | undefined, members: Members): Json {
  const parts = [flatSchema(shop, schema), ...branchesIn(shop, flatSchema(shop, schema)).map((branch) => branch.schema)];
  const schemaOf = (name: string): Json | undefined => {
    for (const part of parts) if (isObject(part['properties']) && Object.hasOwn(part['properties'], name)) return part['properties'][name];
    return isObject(parts[0]?.['additionalProperties']) ? parts[0]['additionalProperties'] : undefined;
  };
  return Object.fromEntries(Object.entries(members).map(([name, member]) => [name, memberValue(shop, schemaOf(name), member)]));
}

/** A member of an object as its own schema reads it. */
export function memberValue(shop: Workshop, schema: Json | undefined, member: Member): Json {
  if (typeof member === 'string') {
    const list = typesOf(shop, schema).includes('array') ? listOf(shop, schema, [member]) : undefined;
    return list ?? scalars(shop, schema, member)[0] ?? member;
  }
  return 'members' in member ? objectOf(shop, schema, member.members) : listOf(shop, schema, member);
}

function typesOf(shop: Workshop, schema: Schema | Json | undefined): readonly string[] {
  const flat = flatSchema(shop, schema);
  const own = typesIn(flat);
  return own.length > 0 ? own : branchesIn(shop, flat).flatMap((branch) => typesIn(branch.schema));
}
