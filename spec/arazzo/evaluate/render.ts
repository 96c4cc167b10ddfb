import type { Json, JsonObject } from '../../../model/json.ts';
import { getAt } from '../../json-pointer.ts';
import { select } from '../../overlay/select.ts';
import type { Outputs } from '../document.ts';
import type { Selector } from '../selector.ts';
import type { Template } from '../template.ts';
import type { Scope } from './scope.ts';
import { at, valueOf } from './value-of.ts';

/** Fills in a template. What is not there is left out of objects, is null in lists, and nothing in texts. */
export function render(template: Template, scope: Scope): Json | undefined {
  switch (template.kind) {
    case 'literal': return template.value;
    case 'expression': return valueOf(template.expression, scope);
    case 'text': return textFrom(template, scope);
    case 'selector': return selected(template.selector, scope);
    case 'list': return template.items.map((item) => render(item, scope) ?? null);
    case 'object': return objectFrom(template.members.map(([name, member]) => [name, render(member, scope)]));
  }
}

/** Outputs by name, as they are now. */
export function renderOutputs(outputs: Outputs, scope: Scope): JsonObject {
  return objectFrom(outputs.map(([name, value]) => [name, render(value, scope)]));
}

/** A value as it is written into a text. */
export function inText(value: Json | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function textFrom({ parts, inJson }: Extract<Template, { kind: 'text' }>, scope: Scope): Json | undefined {
  const [before, only, after] = parts;
  if (inJson === true && parts.length === 3 && before === '' && after === '' && typeof only === 'object') {
    const value = valueOf(only, scope);
    if (typeof value === 'object') return value;
  }
  return parts.map((part) => (typeof part === 'string' ? part : inText(valueOf(part, scope)))).join('');
}

function selected({ context, type, selector }: Selector, scope: Scope): Json | undefined {
  const value = valueOf(context, scope);
  if (value === undefined) return undefined;
  if (type === 'jsonpointer') return getAt(value, selector.replace(/^#/, ''));
  const nodes = nodesAt(value, selector);
  return nodes.length < 2 ? nodes[0] : nodes;
}

/** The values that a JSONPath (RFC 9535) leads to. */
export function nodesAt(value: Json, path: string): readonly Json[] {
  const found = select(value, path);
  return 'paths' in found ? found.paths.map((each) => at(value, each) ?? null) : [];
}

function objectFrom(members: readonly (readonly [string, Json | undefined])[]): JsonObject {
  return Object.fromEntries(members.filter((member): member is readonly [string, Json] => member[1] !== undefined));
}
