import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../model/json.ts';
import { undeclaredProperties } from './undeclared-properties.ts';

const pet: JsonObject = { type: 'object', properties: { name: {}, child: { $ref: '#/pet' } } };
const document: JsonObject = {
  pet,
  list: { type: 'array', items: { $ref: '#/pet' } },
  dog: { allOf: [{ $ref: '#/pet' }, { properties: { bark: {} } }] },
  either: { oneOf: [{ $ref: '#/pet' }, { properties: { age: {} } }] },
  open: { properties: { a: {} }, additionalProperties: true },
  map: { additionalProperties: { $ref: '#/pet' } },
  free: { type: 'object' },
};

const rows: readonly (readonly [schema: string, value: Json, undeclared: readonly string[]])[] = [
  ['/pet', { name: 'x' }, []],
  ['/pet', { name: 'x', extra: 1 }, ['/extra']],
  ['/pet', { child: { child: { 'a/b': 1 } } }, ['/child/child/a~1b']],
  ['/list', [{ name: 'x' }, { no: 1 }], ['/1/no']],
  ['/dog', { name: 'x', bark: true, meow: true }, ['/meow']],
  ['/either', { name: 'x', age: 1, other: 1 }, ['/other']],
  ['/open', { b: 1 }, []],
  ['/map', { any: { name: 1, odd: 2 } }, ['/any/odd']],
  ['/free', { any: { thing: 1 } }, []],
  ['/pet', { constructor: 1, __proto__x: 2 }, ['/constructor', '/__proto__x']],
];

test.each(rows)('%s %j → %j', (schema, value, undeclared) => {
  expect(undeclaredProperties(document, schema, value).map(({ instance }) => instance).sort()).toEqual([...undeclared].sort());
});

test('however deep the value is', { timeout: 30_000 }, () => {
  let value: Json = { odd: 1 };
  for (let i = 0; i < 100_000; i++) value = { child: value };
  expect(undeclaredProperties(document, '/pet', value)).toMatchObject([{ place: '/pet/properties/child' }]);
});
