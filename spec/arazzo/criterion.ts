import { RE2JS } from 're2js';
import type { JsonObject, JsonPointer } from '../../model/json.ts';
import { isObject } from '../resolve-reference.ts';
import type { Condition } from './condition.ts';
import { expressionsInCondition, parseCondition } from './condition.ts';
import type { Expression } from './expression.ts';
import { parseExpression } from './expression.ts';
import type { Complain } from './fault.ts';
import { knownFields, objectsOf, requiredText } from './fields.ts';
import { checkSelector, checkVersion } from './selector.ts';

/** An assertion, taken apart; its text is kept for those who read why it did not hold. */
export type Criterion = { readonly text: string } & (
  | { readonly type: 'simple'; readonly condition: Condition }
  | { readonly type: 'regex'; readonly context: Context; readonly pattern: SearchPattern }
  | { readonly type: 'jsonpath'; readonly context: Context; readonly path: string }
);

/** What a condition is applied to, as it was written and as it is meant. */
export interface Context {
  readonly text: string;
  readonly expression: Expression;
}

/** A pattern that is looked for anywhere in a text, in time that grows with the text and no faster. */
export interface SearchPattern {
  foundIn(text: string): boolean;
}

/** Reads the criteria under a name, such as `successCriteria`. An invalid one is a fault of the document, never one that does not hold. */
export function readCriteria(holder: JsonObject, name: string, pointer: JsonPointer, complain: Complain): readonly Criterion[] {
  return objectsOf(holder, name, pointer, complain).flatMap(([criterion, at]) => readCriterion(criterion, at, complain) ?? []);
}

function readCriterion(value: JsonObject, pointer: JsonPointer, complain: Complain): Criterion | undefined {
  knownFields(value, ['context', 'condition', 'type', 'version'], pointer, complain);
  const text = requiredText(value, 'condition', pointer, complain);
  if (text === '') return undefined;
  const type = typeOf(value, pointer, complain);
  if (type === undefined) return undefined;
  if (type === 'simple') return readSimple(text, value, pointer, complain);
  const context = readContext(value, pointer, complain);
  if (!context) return undefined;
  if (type === 'jsonpath') {
    checkSelector('jsonpath', text, `${pointer}/condition`, complain);
    return { type, text, context, path: text };
  }
  const pattern = searchPattern(text);
  if ('why' in pattern) {
    complain(`${pointer}/condition`, `${JSON.stringify(text)} cannot be searched for: ${pattern.why}.`, 'Write it without lookaround and back-references: they can take for ever.');
    return undefined;
  }
  return { type, text, context, pattern };
}

function readSimple(text: string, value: JsonObject, pointer: JsonPointer, complain: Complain): Criterion | undefined {
  if (value['context'] !== undefined) readContext(value, pointer, complain);
  const parsed = parseCondition(text);
  if ('condition' in parsed) return { type: 'simple', text, condition: parsed.condition };
  const otherwise = value['type'] === undefined && value['context'] !== undefined ? 'It has a context, but no type: say "type: jsonpath" or "type: regex" if it is one.' : 'For example: $statusCode == 200 && $response.body#/status == \'active\'.';
  complain(`${pointer}/condition`, `The condition ${JSON.stringify(text)} cannot be read: ${parsed.why}.`, otherwise);
  return undefined;
}

function typeOf(value: JsonObject, pointer: JsonPointer, complain: Complain): Criterion['type'] | undefined {
  const { type = 'simple' } = value;
  const name = isObject(type) ? type['type'] : type;
  if (isObject(type)) checkVersion(type, `${pointer}/type`, complain);
  // Version 1.0 is read by many, its own schema included, so that the version stands beside the type.
  else if (value['version'] !== undefined) checkVersion({ type, version: value['version'] }, pointer, complain);
  if (name === 'simple' || name === 'regex' || name === 'jsonpath') return name;
  if (name === 'xpath') complain(`${pointer}/type`, 'XPath conditions are not supported, because XML bodies are not taken apart.', 'Use regex, or jsonpath on a JSON body.');
  else complain(`${pointer}/type`, `There is no condition of the type ${JSON.stringify(name ?? null)}.`, 'Known are simple, regex and jsonpath.');
  return undefined;
}

function readContext(value: JsonObject, pointer: JsonPointer, complain: Complain): Context | undefined {
  const text = requiredText(value, 'context', pointer, complain);
  if (text === '') return undefined;
  const parsed = parseExpression(text);
  if ('expression' in parsed) return { text, expression: parsed.expression };
  complain(`${pointer}/context`, `The context is no runtime expression: ${parsed.why}.`);
  return undefined;
}

/** RE2 only: what it does not know could hang us, and a search that is given up would be a guess. */
function searchPattern(source: string): SearchPattern | { readonly why: string } {
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(source));
    return { foundIn: (text) => compiled.matcher(text).find() };
  } catch (thrown) {
    return { why: (thrown instanceof Error ? thrown.message : String(thrown)).replace(/[.\s]+$/, '') };
  }
}

/** Every expression in a criterion. */
export function expressionsInCriterion(criterion: Criterion): readonly Expression[] {
  return criterion.type === 'simple' ? expressionsInCondition(criterion.condition) : [criterion.context.expression];
}
