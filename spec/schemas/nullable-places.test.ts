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

describe('where `nullable` has no defined effect, null is no violation, and everything else is judged as without it', () => {
  const properties = {
    text: { type: 'string', nullable: true }, choice: { type: ['string'], enum: ['a', 'b'], nullable: true }, referring: { $ref: '#/components/schemas/Count', nullable: true },
    combined: { nullable: true, allOf: [{ $ref: '#/components/schemas/Count' }] }, not: { type: 'string', nullable: false },
  };
  const odd = { components: { schemas: { Count: { type: 'integer' }, Thing: { type: 'object', properties } } } };
  test.each<['3.0' | '3.1', unknown, readonly string[]]>([
    ['3.1', { text: null, choice: null, referring: null, combined: null }, []],
    ['3.1', { text: 'a', choice: 'b', referring: 1, combined: 2 }, []],
    ['3.1', { text: 1 }, ['/text']], ['3.1', { choice: 'c' }, ['/choice']], ['3.1', { referring: 'a' }, ['/referring']], ['3.1', { combined: 'a' }, ['/combined']], ['3.1', { not: null }, ['/not']],
    ['3.0', { text: null, referring: null, combined: null }, []], ['3.0', { referring: 'a' }, ['/referring']], ['3.0', { combined: 'a' }, ['/combined']], ['3.0', { not: null }, ['/not']],
  ])('%s: %j', (dialect, value, expected) => {
    expect(compileSchemas({ document: odd, dialect }, { direction: 'response' }).errors('/components/schemas/Thing', value).map(({ instance }) => instance)).toEqual(expected);
  });
});
