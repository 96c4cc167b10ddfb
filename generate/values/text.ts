import type { FlatSchema } from './flat-schema.ts';
import { numberIn } from './flat-schema.ts';
import { textsMatching } from './pattern/texts-matching.ts';

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
export function* textsFor(schema: FlatSchema, length?: number): Iterable<string> {
  const least = length ?? numberIn(schema, 'minLength') ?? 0;
  const most = length ?? numberIn(schema, 'maxLength') ?? Infinity;
  if (least > longest) return;
  const fits = (text: string): boolean => [...text].length >= least && [...text].length <= most;
  const pattern = schema['pattern'];
  const format = schema['format'];
  if (typeof pattern === 'string') {
    yield* textsMatching(pattern, { least, most });
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
