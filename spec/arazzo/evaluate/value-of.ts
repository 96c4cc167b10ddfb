import type { Json, JsonObject } from '../../../model/json.ts';
import { getAt } from '../../json-pointer.ts';
import type { Access, Expression } from '../expression.ts';
import type { RequestSeen, ResponseSeen, Scope } from './scope.ts';

/** What a runtime expression stands for. What is not there is undefined, never an error. */
export function valueOf(expression: Expression, scope: Scope): Json | undefined {
  switch (expression.kind) {
    case 'url': return scope.request?.url;
    case 'method': return scope.request?.method;
    case 'statusCode': return scope.response?.status;
    case 'self': return scope.self;
    case 'text': return textOf(expression, expression.of === 'request' ? scope.request : scope.response);
    case 'body': return reached((expression.of === 'request' ? scope.request : scope.response)?.body, expression);
    case 'inputs': return reached(named(scope.inputs, expression.name), expression);
    case 'outputs': return reached(named(scope.outputs, expression.name), expression);
    case 'steps': return reached(named(scope.steps.get(expression.step), expression.name), expression);
    case 'workflows': return reached(named(scope.workflows.get(expression.workflow)?.[expression.of], expression.name), expression);
    case 'components': return reached(named(scope.components[expression.group] as JsonObject | undefined, expression.name), expression);
    case 'sourceDescriptions': return expression.name === 'url' ? scope.sources.get(expression.source) : expression.name;
  }
}

/** A part of a value; undefined where there is none. */
export function at(value: Json | undefined, access: Access): Json | undefined {
  return access.reduce<Json | undefined>((inner, step) => (inner === undefined ? undefined : memberOf(inner, step)), value);
}

function reached(value: Json | undefined, { access, pointer }: { readonly access: Access; readonly pointer?: string }): Json | undefined {
  const inner = at(value, access);
  return inner === undefined || pointer === undefined ? inner : getAt(inner, pointer);
}

/** A name may have dots in it; where nothing is called so, they lead into the value. */
function named(values: JsonObject | undefined, name: string): Json | undefined {
  if (values === undefined) return undefined;
  for (let end = name.length; end > 0; end = name.lastIndexOf('.', end - 1)) {
    const own = memberOf(values, name.slice(0, end));
    if (own !== undefined) return at(own, name.slice(end + 1).split('.').filter(Boolean));
  }
  return undefined;
}

function memberOf(value: Json, step: string | number): Json | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  if (Array.isArray(value)) return typeof step === 'number' || /^(?:0|[1-9]\d*)$/.test(step) ? (value as readonly Json[])[Number(step)] : undefined;
  return Object.hasOwn(value, step) ? (value as JsonObject)[step] : undefined;
}

function textOf({ part, name }: Extract<Expression, { kind: 'text' }>, message: RequestSeen | ResponseSeen | undefined): string | undefined {
  if (!message) return undefined;
  if (part === 'header') return fieldOf(message.headers, name);
  if (!('url' in message)) return undefined;
  return part === 'query' ? message.query.find(([each]) => each === name)?.[1] : message.path.get(name);
}

/** Fields of one name are one list (RFC 9110, section 5.3). */
function fieldOf(headers: RequestSeen['headers'], name: string): string | undefined {
  const values = headers.filter(([each]) => each.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  return values.length === 0 ? undefined : values.join(', ');
}
