import { expect } from 'vitest';
import type { Case } from '../model/case.ts';
import type { Operation } from '../model/description.ts';
import type { Json } from '../model/json.ts';
import { parsePointer } from '../spec/json-pointer.ts';
import type { Schemas } from '../spec/schemas.ts';
import { readingsOf } from './wire/readings-of.ts';

/** A value of a request, and the schema that it is held to. */
export interface HeldValue {
  readonly pointer: string;
  readonly value: Json;
  /** Its logical pointer within the operation. */
  readonly name: string;
}

/** All values of a case that a schema speaks of. */
export function valuesOf(operation: Operation, made: Case): readonly HeldValue[] {
  const parameters = made.request.parameters.flatMap(({ in: location, name, value }) => {
    const parameter = operation.parameters.find((each) => each.in === location && each.name === name);
    return parameter?.schema && 'literal' in value ? [{ pointer: parameter.schema.pointer, value: value.literal, name: `/parameters/${location}/${name}` }] : [];
  });
  const { body } = made.request;
  const schema = body?.kind === 'value' ? operation.requestBody?.content.get(body.mediaType)?.schema : undefined;
  return body?.kind === 'value' && schema ? [...parameters, { pointer: schema.pointer, value: body.value, name: `/requestBody/${body.mediaType.replaceAll('/', '~1')}` }] : parameters;
}

/** What the judge calls a keyword, where that is not the keyword itself. */
const seenAs: Readonly<Record<string, string>> = { items: 'false schema', properties: 'false schema' };

/** The law of every case: a positive is valid in every value; a negative breaks its keyword, there and nowhere else, and every reading of it does. */
export function expectLawful(schemas: Schemas, operation: Operation, made: Case): void {
  const { intent } = made;
  const values = valuesOf(operation, made);
  const errors = values.flatMap(({ pointer, value, name }) => schemas.errors(pointer, value).map((error) => ({ ...error, name })));
  const about = `${made.id} ${JSON.stringify(made.request.body ?? made.request.parameters)}`;
  if (intent.kind === 'valid') expect(errors, about).toEqual([]);
  if (intent.kind !== 'invalid') return;
  if (/^\/parameters\/[^/]+\/[^/]+$/.test(intent.at) && intent.keyword === 'required') {
    expect(errors, about).toEqual([]);
    return;
  }
  const [keyword = ''] = intent.keyword.split('/');
  const place = instancesOf(values.find(({ name }) => isBelow(intent.at, name))?.name ?? '', intent.at);
  expect(errors.some((error) => (error.keyword === keyword || error.keyword === seenAs[keyword]) && isBelow(intent.at, error.name) && place.test(error.instance)), `${about} ${JSON.stringify(errors)}`).toBe(true);
  const wrapping = new Set([keyword, seenAs[keyword], 'oneOf', 'anyOf', 'not', 'if', 'contains', 'propertyNames', ...(keyword === 'type' ? ['format'] : [])]);
  expect(errors.filter((error) => !wrapping.has(error.keyword)), about).toEqual([]);
  expectInvalidHoweverRead(schemas, operation, made);
}

function expectInvalidHoweverRead(schemas: Schemas, operation: Operation, made: Case): void {
  const { intent, id } = made;
  if (intent.kind !== 'invalid' || !intent.at.startsWith('/parameters/')) return;
  const parameter = operation.parameters.find((each) => isBelow(intent.at, `/parameters/${each.in}/${each.name}`));
  const draft = made.request.parameters.find((each) => each.name === parameter?.name && each.in === parameter.in)?.value;
  if (!parameter?.schema || !draft || !('literal' in draft)) return;
  for (const reading of readingsOf(parameter, draft.literal)) {
    if (reading === undefined) expect(parameter.required, id).toBe(true);
    else expect(schemas.errors(parameter.schema.pointer, reading), `${id} read as ${JSON.stringify(reading)}`).not.toEqual([]);
  }
}

function isBelow(at: string, name: string): boolean {
  return at === name || at.startsWith(`${name}/`);
}

/** Where in the value a logical pointer leads to, as a pattern: alternatives and conditions stay where they are, and further properties may be called anything. */
function instancesOf(name: string, at: string): RegExp {
  const tokens = [...parsePointer(at.slice(name.length)) ?? []];
  let text = '';
  for (let token = tokens.shift(); token !== undefined; token = tokens.shift()) {
    if (token === 'properties') text += `/${literal((tokens.shift() ?? '').replaceAll('~', '~0').replaceAll('/', '~1'))}`;
    else if (token === 'items') text += '/0';
    else if (token === 'prefixItems') text += `/${tokens.shift() ?? ''}`;
    else if (token === 'patternProperties' || token === 'additionalProperties') {
      text += '/[^/]+';
      if (token === 'patternProperties') tokens.shift();
    } else if (token === 'oneOf' || token === 'anyOf' || token === 'dependentSchemas') tokens.shift();
  }
  // What is seen at a property of what is broken is seen below it.
  return new RegExp(`^${text}(?:/[^/]+)?$`, 'u');
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`);
}
