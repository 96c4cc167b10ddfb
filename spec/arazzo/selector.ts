import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { parsePointer } from '../json-pointer.ts';
import { select } from '../overlay/select.ts';
import { isObject } from '../resolve-reference.ts';
import type { Expression } from './expression.ts';
import { parseExpression } from './expression.ts';
import type { Complain } from './fault.ts';
import { knownFields } from './fields.ts';

/** Picks a part of a structured value (Arazzo 1.1). */
export interface Selector {
  readonly context: Expression;
  readonly type: SelectorType;
  readonly selector: string;
}

/** The languages of selectors that are understood. */
export type SelectorType = 'jsonpointer' | 'jsonpath';

/** Whether an object is a Selector Object, and not a value that happens to be an object. */
export function isSelector(value: Json): value is JsonObject {
  return isObject(value) && typeof value['context'] === 'string' && typeof value['selector'] === 'string' && value['type'] !== undefined;
}

/** Reads a Selector Object. */
export function readSelector(value: JsonObject, pointer: JsonPointer, complain: Complain): Selector {
  knownFields(value, ['context', 'selector', 'type'], pointer, complain);
  const parsed = parseExpression(String(value['context']));
  if ('why' in parsed) complain(`${pointer}/context`, `The context of a selector is no runtime expression: ${parsed.why}.`);
  const type = readSelectorType(value['type'], `${pointer}/type`, complain);
  const selector = String(value['selector']);
  checkSelector(type, selector, `${pointer}/selector`, complain);
  return { context: 'expression' in parsed ? parsed.expression : { kind: 'url' }, type, selector };
}

/** The language of a selector: a name, or an Expression Type Object. */
export function readSelectorType(value: Json | undefined, pointer: JsonPointer, complain: Complain): SelectorType {
  const name = isObject(value) ? value['type'] : value;
  if (isObject(value)) checkVersion(value, pointer, complain);
  if (name === 'jsonpointer' || name === 'jsonpath') return name;
  if (name === 'xpath') complain(pointer, 'XPath is not understood here, because XML bodies are not taken apart.', 'Use jsonpath or jsonpointer.');
  else complain(pointer, `The type of a selector is ${JSON.stringify(name ?? null)}.`, 'Known are jsonpath and jsonpointer.');
  return 'jsonpointer';
}

const versions: Readonly<Record<string, readonly string[]>> = { jsonpath: ['rfc9535', 'draft-goessner-dispatch-jsonpath-00'], jsonpointer: ['rfc6901'] };

/** Checks an Expression Type Object; older JSONPath is read as RFC 9535, which says what the draft left open. */
export function checkVersion(value: JsonObject, pointer: JsonPointer, complain: Complain): void {
  knownFields(value, ['type', 'version'], pointer, complain);
  const known = versions[String(value['type'])];
  if (known && !known.includes(String(value['version']))) complain(`${pointer}/version`, `There is no version ${JSON.stringify(value['version'] ?? null)} of ${String(value['type'])}.`, `Known: ${known.join(', ')}.`);
}

/** Complains where a selector is none of its language. */
export function checkSelector(type: SelectorType, selector: string, pointer: JsonPointer, complain: Complain): void {
  if (type === 'jsonpointer') {
    if (parsePointer(selector.replace(/^#/, '')) === undefined) complain(pointer, `${JSON.stringify(selector)} is no JSON Pointer: it must be empty or begin with a slash.`);
    return;
  }
  const found = select(null, selector);
  if ('why' in found) complain(pointer, `${JSON.stringify(selector)} is no JSONPath: ${found.why}.`, 'See RFC 9535.');
}
