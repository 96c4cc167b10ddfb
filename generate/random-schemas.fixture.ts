import fc from 'fast-check';
import type { Json, JsonObject } from '../model/json.ts';

type Schemas = fc.Arbitrary<JsonObject>;

const names = fc.constantFrom('id', 'name', 'from', 'to', 'tags', 'size', 'kind', 'note');
const formats = fc.constantFrom('date', 'date-time', 'email', 'uuid', 'uri', 'ipv4', 'hostname', 'byte', 'password', 'time');
const patterns = fc.constantFrom('^[A-Z]{3}$', '^[a-z0-9_-]{2,12}$', 'x', '^\\d{4}-\\d{2}$', '^(?:red|green)-[1-9]$', '^[^ ]+$', '^\\+?[0-9 ]{5,9}$');

const texts: Schemas = fc.oneof(
  fc.tuple(fc.nat(6), fc.nat(30)).map(([minLength, more]) => ({ type: 'string', minLength, maxLength: minLength + more })),
  fc.nat(8).map((maxLength) => ({ type: 'string', maxLength })), patterns.map((pattern) => ({ type: 'string', pattern })), formats.map((format) => ({ type: 'string', format })),
  fc.tuple(patterns, fc.nat(12)).map(([pattern, minLength]) => ({ type: 'string', pattern, minLength })), fc.constant({ type: 'string' }),
);
const members: Schemas = fc.oneof(
  fc.uniqueArray(fc.constantFrom('red', 'green', 'Blue', 'x y', ''), { minLength: 1 }).map((all) => ({ type: 'string', enum: all })),
  fc.uniqueArray(fc.integer({ min: -3, max: 9 }), { minLength: 1, maxLength: 4 }).map((all) => ({ type: 'integer', enum: all })),
  fc.constantFrom<Json[]>(['a', 1, null], [true], [null, 'n']).map((all) => ({ enum: all })), fc.constant({ type: 'boolean' }),
);

/** The bounds of a number, exclusive as the dialect writes it. */
function numbers(dialect: '3.0' | '3.1'): Schemas {
  const exclusive = (low: number, high: number): JsonObject => (dialect === '3.0' ? { minimum: low, exclusiveMinimum: true, maximum: high, exclusiveMaximum: true } : { exclusiveMinimum: low, exclusiveMaximum: high });
  const low = fc.integer({ min: -50, max: 50 });
  const span = fc.integer({ min: 2, max: 200 });
  const type = fc.constantFrom('integer', 'number');
  return fc.oneof(
    fc.tuple(type, low, span).map(([of, from, more]) => ({ type: of, minimum: from, maximum: from + more })),
    fc.tuple(type, low, span).map(([of, from, more]) => ({ type: of, ...exclusive(from, from + more) })),
    fc.tuple(type, low, fc.constantFrom(1, 2, 5, 10)).map(([of, from, multipleOf]) => ({ type: of, minimum: from, multipleOf })),
    fc.tuple(fc.constantFrom(0.01, 0.1, 0.25, 2.5), span).map(([multipleOf, maximum]) => ({ type: 'number', multipleOf, maximum })),
    fc.tuple(type, fc.constantFrom('int32', 'int64')).map(([of, format]) => ({ type: of, ...(of === 'integer' && { format }) })),
  );
}

/** Schemas of scalars, as parameters have them. */
export function scalarSchemas(dialect: '3.0' | '3.1'): Schemas {
  return fc.oneof(texts, numbers(dialect), members);
}

/** Schemas as descriptions have them: objects and lists of scalars and of each other, alternatives, conditions, what may be null, references; some of which nothing satisfies. */
export function randomSchemas(dialect: '3.0' | '3.1'): Schemas {
  const scalars = scalarSchemas(dialect);
  const { any } = fc.letrec<{ any: JsonObject }>((tie) => {
    const inner = tie('any');
    const objects = fc.tuple(fc.dictionary(names, inner, { maxKeys: 4, noNullPrototype: true }), fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), fc.constantFrom<Json | undefined>(undefined, undefined, false, true), fc.option(fc.nat(3), { nil: undefined, freq: 5 }))
      .map(([properties, required, additionalProperties, minProperties]): JsonObject => {
        const all = Object.keys(properties).filter((_, index) => required[index]);
        return { type: 'object', properties, ...(all.length > 0 && { required: all }), ...(additionalProperties !== undefined && { additionalProperties }), ...(minProperties !== undefined && { minProperties }) };
      });
    const maps = fc.tuple(inner, fc.nat(2), fc.nat(3)).map(([additionalProperties, minProperties, more]) => ({ type: 'object', additionalProperties, minProperties, maxProperties: minProperties + more }));
    const lists = fc.tuple(inner, fc.nat(3), fc.nat(4), fc.boolean()).map(([items, minItems, more, uniqueItems]) => ({ type: 'array', items, minItems, maxItems: minItems + more, ...(uniqueItems && { uniqueItems }) }));
    const some = fc.array(inner, { minLength: 2, maxLength: 3 });
    const both: Schemas = fc.oneof(
      some.map((oneOf) => ({ oneOf })), some.map((anyOf) => ({ anyOf })), fc.tuple(objects, objects).map((allOf) => ({ allOf })),
      fc.tuple(scalars, members).map(([schema, { enum: not = ['x'] }]) => ({ ...schema, not: { enum: not } })),
      fc.constant({ $ref: '#/components/schemas/Tree' }), fc.constant({ $ref: '#/components/schemas/Code' }),
    );
    const own: Schemas = dialect === '3.0' ? fc.oneof(scalars, objects).map((schema) => ({ ...schema, nullable: true })) : fc.oneof(
      scalars.map(({ type, ...rest }) => (typeof type === 'string' && !('enum' in rest) ? { type: [type, 'null'], ...rest } : rest)), scalars.map(({ enum: [first] = ['only'] as Json[] }: { enum?: Json[] }) => ({ const: first ?? null })),
      fc.tuple(scalars, scalars).map((prefixItems) => ({ type: 'array', prefixItems, items: false, minItems: 2 })), fc.tuple(inner, scalars).map(([items, contains]) => ({ type: 'array', items: { anyOf: [items, contains] }, contains })),
      objects.map((schema) => ({ ...schema, dependentRequired: { id: ['name'] } })),
      fc.tuple(objects, objects).map(([schema, then]) => ({ ...schema, if: { required: ['kind'] }, then })),
    );
    return { any: fc.oneof({ depthSize: 'small', withCrossShrink: true }, { weight: 4, arbitrary: scalars }, { weight: 4, arbitrary: objects }, { weight: 1, arbitrary: maps }, { weight: 2, arbitrary: lists }, { weight: 2, arbitrary: both }, { weight: 2, arbitrary: own }) };
  });
  return any;
}

/** What the references of random schemas lead to. */
export const referredTo: JsonObject = {
  Tree: { type: 'object', required: ['name'], properties: { name: { type: 'string', minLength: 1 }, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' }, maxItems: 3 } }, additionalProperties: false },
  Code: { type: 'string', pattern: '^[A-Z]{2}[0-9]{2}$' },
};
