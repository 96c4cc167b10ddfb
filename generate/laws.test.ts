import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Case } from '../model/case.ts';
import type { Description, Operation } from '../model/description.ts';
import type { Json } from '../model/json.ts';
import { builtInContract } from '../spec/calico-enterprise.ts';
import { readDescription } from '../spec/read-description.ts';
import type { Schemas } from '../spec/schemas.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { casesOf } from './cases-of.ts';
import { strategies } from './strategies.ts';
import { readingsOf } from './wire/readings-of.ts';
import { serialise } from './wire/serialise.ts';

const fixture = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}.openapi.yaml`, import.meta.url));
const descriptions: Readonly<Record<string, string>> = { contract: builtInContract(), keywords: fixture('keywords'), older: fixture('older') };

describe.each(Object.entries(descriptions))('the laws of generation over %s', (_, file) => {
  let description: Description;
  let schemas: Schemas;
  let all: readonly { readonly operation: Operation; readonly made: Case }[];

  beforeAll(async () => {
    const read = await readDescription(file);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    description = read.value;
    schemas = compileSchemas(description, { direction: 'request' });
    all = description.operations.flatMap((operation) => casesOf(description, operation, { seed: 7, schemas, actors: ['expired'] }).cases.map((made) => ({ operation, made })));
  });

  const valuesOf = (operation: Operation, made: Case): readonly { readonly pointer: string; readonly value: Json; readonly name: string }[] => {
    const parameters = made.request.parameters.flatMap(({ in: location, name, value }) => {
      const parameter = operation.parameters.find((each) => each.in === location && each.name === name);
      return parameter?.schema && 'literal' in value ? [{ pointer: parameter.schema.pointer, value: value.literal, name: `/parameters/${location}/${name}` }] : [];
    });
    const { body } = made.request;
    const schema = body?.kind === 'value' ? operation.requestBody?.content.get(body.mediaType)?.schema : undefined;
    return body?.kind === 'value' && schema ? [...parameters, { pointer: schema.pointer, value: body.value, name: '/requestBody' }] : parameters;
  };

  test('there are cases, with ids of their own', () => {
    expect(all.length).toBeGreaterThan(20);
    expect(new Set(all.map(({ made }) => made.id)).size).toBe(all.length);
  });

  test('a positive validates, in every value', () => {
    for (const { operation, made } of all) {
      if (made.intent.kind !== 'valid') continue;
      for (const { pointer, value } of valuesOf(operation, made)) expect(schemas.errors(pointer, value), made.id).toEqual([]);
    }
  });

  test('a negative breaks exactly its keyword, exactly there, and everything else stays valid', () => {
    for (const { operation, made } of all) {
      const { intent } = made;
      if (intent.kind !== 'invalid') continue;
      const errors = valuesOf(operation, made).flatMap(({ pointer, value, name }) => schemas.errors(pointer, value).map((error) => ({ ...error, name })));
      if (/^\/parameters\/[^/]+\/[^/]+$/.test(intent.at) && intent.keyword === 'required') {
        expect(errors, made.id).toEqual([]);
        continue;
      }
      const [keyword = ''] = intent.keyword.split('/');
      const wrapping = new Set([keyword, 'oneOf', 'anyOf', 'if', ...(keyword === 'type' ? ['format'] : [])]);
      expect(errors.length, made.id).toBeGreaterThan(0);
      expect(errors.map((error) => error.keyword).filter((each) => !wrapping.has(each)), made.id).toEqual([]);
      expect(errors.some((error) => error.keyword === keyword), made.id).toBe(true);
      expect(errors.every(({ name }) => intent.at.startsWith(name)), made.id).toBe(true);
    }
  });

  test('a negative is invalid under every legal reading of its wire form', () => {
    for (const { operation, made } of all) {
      const { intent } = made;
      if (intent.kind !== 'invalid' || !intent.at.startsWith('/parameters/')) continue;
      const parameter = operation.parameters.find((each) => intent.at.startsWith(`/parameters/${each.in}/${each.name}`) && made.request.parameters.some(({ name }) => name === each.name));
      const draft = made.request.parameters.find(({ name }) => name === parameter?.name)?.value;
      if (!parameter?.schema || !draft || !('literal' in draft)) continue;
      for (const reading of readingsOf(parameter, draft.literal)) {
        if (reading === undefined) expect(parameter.required, made.id).toBe(true);
        else expect(schemas.errors(parameter.schema.pointer, reading), `${made.id} read as ${JSON.stringify(reading)}`).not.toEqual([]);
      }
    }
  });

  test('every negative names a control that is there, is valid and differs in the one datum', () => {
    const byId = new Map(all.map(({ made }) => [made.id, made]));
    for (const { made } of all) {
      if (made.intent.kind === 'valid') continue;
      const control = byId.get(made.control ?? '');
      expect(control?.intent.kind, made.id).toBe('valid');
      if (!control) continue;
      const differing = made.request.parameters.filter(({ name, in: location, value }) =>
        JSON.stringify(control.request.parameters.find((each) => each.name === name && each.in === location)?.value) !== JSON.stringify(value));
      const gone = control.request.parameters.filter(({ name, in: location }) => !made.request.parameters.some((each) => each.name === name && each.in === location));
      const body = JSON.stringify(made.request.body) === JSON.stringify(control.request.body) ? 0 : 1;
      const credentials = made.request.credentials === control.request.credentials ? 0 : 1;
      const asked = made.request.method === control.request.method && JSON.stringify(made.request.headers) === JSON.stringify(control.request.headers) ? 0 : 1;
      // A probe asks otherwise for the same thing; where the method goes, the body goes with it.
      if (made.intent.kind === 'probe') expect([asked, differing.length + gone.length + credentials], made.id).toEqual([1, 0]);
      else expect(differing.length + gone.length + body + credentials + asked, made.id).toBe(1);
    }
  });

  test('every case can be put on the wire', () => {
    const captured = new Map<string, Json>(all.flatMap(({ made }) => made.request.parameters.flatMap(({ value }) => ('capture' in value ? [[value.capture, '7'] as const] : []))));
    for (const { operation, made } of all) {
      const wire = serialise(made.request, operation, captured);
      expect(wire.ok ? '' : wire.problems[0].what, made.id).toBe('');
      if (wire.ok) expect(wire.value.path, made.id).toMatch(/^\/[\x21-\x7e]*$/);
    }
  });

  test('the same seed gives the same cases', () => {
    for (const operation of description.operations) {
      const again = (): string => JSON.stringify(casesOf(description, operation, { seed: 7, schemas: compileSchemas(description, { direction: 'request' }), actors: ['expired'] }));
      expect(again()).toBe(again());
    }
  });

  test('a string in a query is never sent as one of another type', () => {
    for (const { operation, made } of all) {
      const { intent } = made;
      if (intent.kind !== 'invalid' || intent.keyword !== 'type') continue;
      const parameter = operation.parameters.find((each) => intent.at === `/parameters/${each.in}/${each.name}`);
      const type = parameter?.schema && typeof parameter.schema.schema === 'object' ? parameter.schema.schema['type'] : undefined;
      expect(type, made.id).not.toBe('string');
    }
  });
});

test('every strategy has an id of its own and proposes something somewhere', async () => {
  const read = await readDescription(fixture('keywords'));
  const contract = await readDescription(builtInContract());
  if (!read.ok || !contract.ok) throw new Error('unreadable');
  const used = new Set([read.value, contract.value].flatMap((description) => {
    const schemas = compileSchemas(description, { direction: 'request' });
    return description.operations.flatMap((operation) => casesOf(description, operation, { seed: 1, schemas, actors: [] }).cases.map(({ strategy }) => strategy));
  }));
  expect([...used].sort()).toEqual(strategies.map(({ id }) => id).sort());
});
