import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../model/json.ts';
import { compileSchemas } from '../schemas.ts';

const document: JsonObject = {
  components: {
    schemas: {
      Gist: { nullable: true, anyOf: [{ required: ['description'] }, { required: ['files'] }], type: 'object', properties: { description: { type: 'string' }, files: { type: 'object', nullable: true, oneOf: [{ required: ['a'] }, { required: ['b'] }] } } },
      Words: { $ref: '#/components/schemas/Gist/properties/description' },
      Files: { type: 'object', properties: { own: { $ref: '#/components/schemas/Gist/properties/files' } } },
      Branch: { $ref: '#/components/schemas/Gist/anyOf/0' },
    },
  },
};

describe('what stands within a nullable schema of 3.0 is found where it stands', () => {
  const schemas = compileSchemas({ document, dialect: '3.0' }, { direction: 'response' });
  const errors = (name: string, value: unknown): readonly (readonly string[])[] => schemas.errors(`/components/schemas/${name}`, value).map(({ keyword, instance }) => [keyword, instance]);
  test.each<[string, unknown, readonly (readonly string[])[]]>([
    ['Gist', null, []], ['Gist', { description: 'a' }, []], ['Gist', {}, [['anyOf', '']]], ['Gist', { description: 'a', files: null }, []], ['Gist', { description: 'a', files: { a: 1 } }, []], ['Gist', { description: 'a', files: {} }, [['oneOf', '/files']]],
    ['Words', 'a', []], ['Words', 7, [['type', '']]], ['Files', { own: null }, []], ['Files', { own: { a: 1, b: 1 } }, [['oneOf', '/own']]], ['Branch', {}, [['required', '']]], ['Branch', { description: 'a' }, []],
  ])('%s: %j', (name, value, expected) => {
    expect(errors(name, value)).toEqual(expected);
  });
  test('every schema of it can be asked for', () => {
    for (const at of ['/components/schemas/Gist/anyOf/1', '/components/schemas/Gist/properties/files/oneOf/0', '/components/schemas/Gist/properties/files']) expect(() => schemas.validates(at, {})).not.toThrow();
  });
});
