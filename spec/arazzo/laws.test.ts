import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { parseCondition } from './condition.ts';
import { parseExpression } from './expression.ts';
import { readTemplate } from './template.ts';

const pieces = ['$statusCode', '$response.body#/a', '$inputs.x', "'a'", '1', 'null', 'true', ' ', '==', '!=', '<', '>=', '&&', '||', '!', '(', ')', '[', ']', '.', '{', '}', '$', '#', '/', 'x', "'", '"', '\\', '\0', '𝒳'];
const text = fc.oneof(fc.string(), fc.array(fc.constantFrom(...pieces), { maxLength: 20 }).map((parts) => parts.join('')));

test('whatever a text says, it is a condition or is told why it is none', () => {
  fc.assert(fc.property(text, (each) => {
    const parsed = parseCondition(each);
    expect('condition' in parsed || parsed.why.length > 0).toBe(true);
  }), { numRuns: 2_000 });
});

test('whatever a text says, it is an expression or is told why it is none', () => {
  fc.assert(fc.property(text.map((each) => `$response.body${each}`), (each) => {
    const parsed = parseExpression(each);
    expect('expression' in parsed || parsed.why.length > 0).toBe(true);
  }), { numRuns: 1_000 });
});

test('a value without a dollar sign is itself', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    fc.pre(!JSON.stringify(value).includes('$') && !JSON.stringify(value).includes('selector'));
    const complaints: string[] = [];
    readTemplate(value as never, '', (_, what) => { complaints.push(what); });
    expect(complaints).toEqual([]);
  }));
});

test('a pathologically long condition is refused or read in no time', () => {
  expect(parseCondition(`${'('.repeat(100_000)}`)).toHaveProperty('why');
  expect(parseCondition(Array.from({ length: 20_000 }, () => '$statusCode == 200').join(' && '))).toHaveProperty('condition');
  expect(parseCondition(`'${"''".repeat(100_000)}`)).toHaveProperty('why');
});

test('no case of the corpus is the same as another one', () => {
  const folder = fileURLToPath(new URL('../arazzo-conformance/cases/', import.meta.url));
  const all = readdirSync(folder).filter((name) => name.endsWith('.yaml')).map((name) => {
    const { info: _, 'x-case': told, ...rest } = parse(readFileSync(`${folder}${name}`, 'utf8')) as Record<string, unknown>;
    return JSON.stringify([rest, (told as { server?: unknown }).server]);
  });
  expect(new Set(all).size).toBe(all.length);
});
