import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { isObject } from '../resolve-reference.ts';
import { isJson } from '../media-type.ts';
import type { Payload, Replacement, StepBody } from './document.ts';
import type { Complain } from './fault.ts';
import { knownFields, objectsOf, optionalText, requiredText } from './fields.ts';
import { checkSelector, readSelectorType } from './selector.ts';
import { looksLikeExpression } from './expression.ts';
import { inJson, readTemplate, readText } from './template.ts';

/** Reads a Request Body Object. */
export function readBody(holder: JsonObject, pointer: JsonPointer, complain: Complain): StepBody | undefined {
  const value = holder['requestBody'];
  if (value === undefined) return undefined;
  const at = `${pointer}/requestBody`;
  if (!isObject(value)) {
    complain(at, '"requestBody" must be an object.');
    return undefined;
  }
  knownFields(value, ['contentType', 'payload', 'replacements'], at, complain);
  const contentType = optionalText(value, 'contentType', at, complain);
  return {
    contentType,
    payload: value['payload'] === undefined ? undefined : readPayload(value['payload'], contentType, `${at}/payload`, complain),
    replacements: objectsOf(value, 'replacements', at, complain).flatMap(([each, place]) => readReplacement(each, contentType, place, complain) ?? []),
  };
}

/**
 * A text that is JSON once the quotation marks around its expressions are counted in is read as JSON: an object that is
 * filled in between quotation marks would break it.
 */
function readPayload(value: Json, contentType: string | undefined, pointer: JsonPointer, complain: Complain): Payload {
  if (typeof value !== 'string' || looksLikeExpression(value)) return { kind: 'value', template: readTemplate(value, pointer, complain) };
  const json = contentType === undefined || isJson(contentType.split(';')[0]?.trim() ?? '') ? parsedJson(value) : undefined;
  if (json !== undefined && json !== null && typeof json === 'object') return { kind: 'value', template: inJson(readTemplate(json, pointer, complain)) };
  return { kind: 'text', template: readText(value, pointer, complain) };
}

function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function readReplacement(value: JsonObject, contentType: string | undefined, pointer: JsonPointer, complain: Complain): Replacement | undefined {
  knownFields(value, ['target', 'value', 'targetSelectorType'], pointer, complain);
  const target = requiredText(value, 'target', pointer, complain);
  if (contentType !== undefined && /[/+]xml\b/i.test(contentType)) {
    complain(pointer, 'Places in an XML body are found by XPath, which is not supported.', 'Write the value into the payload, in braces.');
    return undefined;
  }
  const type = value['targetSelectorType'] === undefined ? 'jsonpointer' : readSelectorType(value['targetSelectorType'], `${pointer}/targetSelectorType`, complain);
  if (target !== '') checkSelector(type, target, `${pointer}/target`, complain);
  if (value['value'] === undefined) {
    complain(pointer, '"value" is missing.');
    return undefined;
  }
  return { type, target, value: readTemplate(value['value'], `${pointer}/value`, complain) };
}
