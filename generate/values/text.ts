import fc from 'fast-check';
import type { FlatSchema } from './flat-schema.ts';
import { numberIn } from './flat-schema.ts';
import type { Workshop } from './workshop.ts';

/** One valid text for each format that JSON Schema and OpenAPI know. */
const formatSamples: Readonly<Record<string, string>> = {
  date: '2026-01-15',
  'date-time': '2026-01-15T12:00:00Z',
  time: '12:00:00Z',
  duration: 'P1D',
  email: 'person@example.com',
  'idn-email': 'person@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/a',
  url: 'https://example.com/a',
  iri: 'https://example.com/a',
  'uri-reference': '/a',
  'iri-reference': '/a',
  'uri-template': 'https://example.com/{id}',
  'json-pointer': '/a',
  'relative-json-pointer': '1/a',
  regex: '^a+$',
  uuid: '3f2b8c1e-5d4a-4b7e-9c21-0a1b2c3d4e5f',
  byte: 'YWJj',
  binary: 'abc',
  password: 'Correct-Horse-7',
};

const longest = 20_000;

/** Texts that may satisfy a flat schema, likeliest first; the judge has the last word. */
export function* textsFor(workshop: Workshop, schema: FlatSchema, length?: number): Iterable<string> {
  const least = length ?? numberIn(schema, 'minLength') ?? 0;
  const most = length ?? numberIn(schema, 'maxLength') ?? Infinity;
  if (least > longest) return;
  const fits = (text: string): boolean => [...text].length >= least && [...text].length <= most;
  const pattern = schema['pattern'];
  const format = schema['format'];
  if (typeof pattern === 'string') {
    yield* solved(pattern, workshop.seed, least, most);
    return;
  }
  if (typeof format === 'string' && Object.hasOwn(formatSamples, format)) {
    const sample = formatSamples[format] ?? '';
    if (fits(sample)) yield sample;
    const stretched = stretch(format, least);
    if (stretched !== undefined && fits(stretched)) yield stretched;
    return;
  }
  const word = 'example';
  yield length === undefined ? (fits(word) ? word : 'a'.repeat(Math.max(least, Math.min(most, 1)))) : 'a'.repeat(length);
}

/** A text of exactly this length in formats that have room for it. */
function stretch(format: string, length: number): string | undefined {
  if (format === 'email' && length > 12) return `${'a'.repeat(Math.min(60, length - 12))}@example.com`.padStart(length, 'a');
  if ((format === 'uri' || format === 'url' || format === 'uri-reference') && length > 20) return `https://example.com/${'a'.repeat(length - 20)}`;
  return format === 'password' || format === 'binary' ? 'a'.repeat(length) : undefined;
}

const solutions = new Map<string, readonly string[]>();

/** Texts that match a pattern, within the lengths asked for. The same on every machine: no clock decides. */
function* solved(pattern: string, seed: number, least: number, most: number): Iterable<string> {
  yield* repeated(pattern, least, most);
  const key = `${seed} ${least} ${most} ${pattern}`;
  const known = solutions.get(key) ?? sampled(pattern, seed, least, most);
  solutions.set(key, known);
  yield* known;
}

/** The common shape `^[class]{m,n}$` in its shortest allowed form, which sampling would find only by luck at the bounds. */
function repeated(pattern: string, least: number, most: number): readonly string[] {
  const simple = /^\^((?:\[[^\]]+\])|\\[dw]|\.)(\*|\+|\{(\d+)(,(\d*))?\})\$$/.exec(pattern);
  if (!simple) return [];
  const expression = new RegExp(`^${simple[1] ?? ''}$`);
  const character = [...'abcxyzABCXYZ0123456789_-. /:@'].find((each) => expression.test(each));
  if (character === undefined) return [];
  const from = Math.max(least, simple[2] === '+' ? 1 : Number(simple[3] ?? 0), most >= 1 ? 1 : 0);
  return from <= Math.min(most, longest) ? [character.repeat(from)] : [];
}

function sampled(pattern: string, seed: number, least: number, most: number): readonly string[] {
  // Nested or huge repetitions can take a generator for ever; examples have to do for them.
  if (pattern.length > 300 || /\{\d{4,}/.test(pattern)) return [];
  try {
    const expression = compiled(pattern);
    const anchored = anchor(pattern);
    const texts = fc.sample(fc.stringMatching(compiled(anchored), { size: least > 40 ? 'medium' : 'small' }), { seed, numRuns: 60 });
    return texts.filter((text) => [...text].length >= least && [...text].length <= most && expression.test(text) && printable(text)).sort((a, b) => a.length - b.length).slice(0, 3);
  } catch {
    return [];
  }
}

/** A pattern that says nothing of the ends of a text would be surrounded by anything at all. */
function anchor(pattern: string): string {
  return `${pattern.startsWith('^') ? '' : '^'}${pattern.includes('|') && !pattern.startsWith('^') ? `(?:${pattern})` : pattern}${pattern.endsWith('$') ? '' : '$'}`;
}

function compiled(pattern: string): RegExp {
  try {
    return new RegExp(pattern, 'u');
  } catch {
    return new RegExp(pattern);
  }
}

function printable(text: string): boolean {
  return !/[\p{C}]/u.test(text);
}
