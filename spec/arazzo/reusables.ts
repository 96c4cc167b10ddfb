import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';
import { parseExpression } from './expression.ts';
import type { Complain } from './fault.ts';
import { knownFields } from './fields.ts';

/** Kinds of objects that can be kept under `components` and used again. */
export type ReusableGroup = 'parameters' | 'successActions' | 'failureActions';

/** An object where it really stands, with the value that a reference gave to it. */
export interface Found {
  readonly value: JsonObject;
  readonly pointer: JsonPointer;
  readonly override?: { readonly value: Json; readonly pointer: JsonPointer };
}

/** Follows a Reusable Object to what it means; anything else means itself. */
export function reusable(value: JsonObject, pointer: JsonPointer, group: ReusableGroup, document: JsonObject, complain: Complain): Found | undefined {
  if (value['reference'] === undefined) return { value, pointer };
  knownFields(value, group === 'parameters' ? ['reference', 'value'] : ['reference'], pointer, complain);
  const reference = value['reference'];
  const parsed = typeof reference === 'string' ? parseExpression(reference) : { why: 'a reference is a text' };
  if ('why' in parsed || parsed.expression.kind !== 'components' || parsed.expression.group !== group) {
    complain(`${pointer}/reference`, `${JSON.stringify(reference)} is no reference to ${group}${'why' in parsed ? `: ${parsed.why}` : ''}.`, `Write $components.${group}.NAME.`);
    return undefined;
  }
  const { name } = parsed.expression;
  const components = document['components'];
  const all = isObject(components) ? components[group] : undefined;
  const found = isObject(all) && Object.hasOwn(all, name) ? all[name] : undefined;
  if (!isObject(found)) {
    complain(`${pointer}/reference`, `There is no ${JSON.stringify(name)} under components.${group}.`, isObject(all) ? `There are: ${Object.keys(all).join(', ')}.` : 'Add it there, or write the object itself here.');
    return undefined;
  }
  const override = value['value'];
  return { value: found, pointer: `/components/${group}${formatPointer([name])}`, ...(override !== undefined && { override: { value: override, pointer: `${pointer}/value` } }) };
}
