import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';
import type { Complain } from './fault.ts';
import type { Expression } from './expression.ts';
import { looksLikeExpression, parseExpression } from './expression.ts';
import { isSelector, readSelector, type Selector } from './selector.ts';

/** A value with runtime expressions in it, still to be filled in. */
export type Template =
  | { readonly kind: 'literal'; readonly value: Json }
  /** Keeps the type of what it stands for. */
  | { readonly kind: 'expression'; readonly expression: Expression }
  /** A text with expressions in braces. */
  | {
      readonly kind: 'text'; readonly parts: readonly (string | Expression)[];
      /** It stood in JSON that was written as a text, where quotation marks have to be: an object or a list takes their place. */
      readonly inJson?: true;
    }
  | { readonly kind: 'selector'; readonly selector: Selector }
  | { readonly kind: 'list'; readonly items: readonly Template[] }
  | { readonly kind: 'object'; readonly members: readonly (readonly [string, Template])[] };

/** Reads a value in which texts may be, or hold, runtime expressions. */
export function readTemplate(value: Json, pointer: JsonPointer, complain: Complain): Template {
  if (typeof value === 'string') return readText(value, pointer, complain);
  if (Array.isArray(value)) return { kind: 'list', items: (value as readonly Json[]).map((item, index) => readTemplate(item, `${pointer}/${index}`, complain)) };
  if (!isObject(value)) return { kind: 'literal', value };
  if (isSelector(value)) return { kind: 'selector', selector: readSelector(value, pointer, complain) };
  return { kind: 'object', members: Object.entries(value as JsonObject).map(([name, member]) => [name, readTemplate(member, `${pointer}${formatPointer([name])}`, complain)]) };
}

/** Reads a text that is a runtime expression, or has some in braces, or is only a text. */
export function readText(text: string, pointer: JsonPointer, complain: Complain): Template {
  if (looksLikeExpression(text)) {
    const parsed = parseExpression(text);
    if ('expression' in parsed) return { kind: 'expression', expression: parsed.expression };
    complain(pointer, `A runtime expression cannot be read: ${parsed.why}.`, 'Correct it; inside a longer text it stands in braces, such as "id-{$inputs.id}".');
    return { kind: 'literal', value: text };
  }
  const parts: (string | Expression)[] = [];
  let end = 0;
  for (const { 0: whole, 1: inner = '', index } of text.matchAll(/\{(\$[^{}]*)\}/g)) {
    if (!looksLikeExpression(inner)) continue;
    const parsed = parseExpression(inner);
    if ('why' in parsed) complain(pointer, `A runtime expression in braces cannot be read: ${parsed.why}.`);
    else parts.push(text.slice(end, index), parsed.expression);
    end = index + whole.length;
  }
  return parts.length === 0 ? { kind: 'literal', value: text } : { kind: 'text', parts: [...parts, text.slice(end)] };
}

/** A template that was written as JSON in a text. */
export function inJson(template: Template): Template {
  switch (template.kind) {
    case 'text': return { ...template, inJson: true };
    case 'list': return { ...template, items: template.items.map(inJson) };
    case 'object': return { ...template, members: template.members.map(([name, member]) => [name, inJson(member)]) };
    default: return template;
  }
}

/** Every expression in a template. */
export function expressionsIn(template: Template): readonly Expression[] {
  switch (template.kind) {
    case 'literal': return [];
    case 'expression': return [template.expression];
    case 'text': return template.parts.filter((part): part is Expression => typeof part !== 'string');
    case 'selector': return [template.selector.context];
    case 'list': return template.items.flatMap(expressionsIn);
    case 'object': return template.members.flatMap(([, member]) => expressionsIn(member));
  }
}
