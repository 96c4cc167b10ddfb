import * as fc from 'fast-check';
import type { FlatSchema } from '../values/flat-schema.ts';
import { numberIn } from '../values/flat-schema.ts';
import { textMatching } from '../values/pattern/texts-matching.ts';
import { textsFor } from '../values/text.ts';

const longest = 1_000;
/** Characters of a text that may be longer than it must. */
const room = 40;

/** Plainest first: texts shrink towards it. Control characters are left out, as they find little but noise. */
const printable = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 -_.,:;!?@#$%&*+/=<>()[]{}|~^`\'"\\';

/** Printable characters, and some that take more than one byte or unit. */
export const characters: fc.Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: fc.constantFrom(...printable) },
  { weight: 1, arbitrary: fc.constantFrom('é', 'ß', 'Ω', 'я', '漢', '’', '😀') },
);

const letters = fc.string({ unit: fc.integer({ min: 97, max: 122 }).map((code) => String.fromCodePoint(code)), minLength: 1, maxLength: 12 });
/** From 2000 to 2040. */
const moments = fc.integer({ min: 0, max: 40 * 365 * 24 * 60 }).map((minutes) => new Date(Date.UTC(2000, 0, 1) + minutes * 60_000));

/** Random texts of the formats that have many; of any other there is the usual one. */
const formats: Readonly<Record<string, fc.Arbitrary<string>>> = {
  date: moments.map((moment) => moment.toISOString().slice(0, 10)),
  'date-time': fc.tuple(moments, fc.boolean()).map(([moment, exact]) => (exact ? new Date(moment.getTime() + 123).toISOString() : moment.toISOString().replace('.000Z', 'Z'))),
  time: moments.map((moment) => `${moment.toISOString().slice(11, 19)}Z`),
  email: fc.tuple(letters, letters).map(([name, host]) => `${name}@${host}.example`),
  hostname: letters.map((name) => `${name}.example`),
  ipv4: fc.ipV4(),
  uuid: fc.uuid({ version: 4 }),
  uri: letters.map((name) => `https://example.com/${name}`),
  url: letters.map((name) => `https://example.com/${name}`),
  'uri-reference': letters.map((name) => `/${name}`),
  byte: letters.map((text) => Buffer.from(text).toString('base64')),
  password: letters.map((text) => `Correct-Horse-7-${text}`),
};

/** Random texts that may satisfy a flat schema; undefined where none can be made. */
export function randomTexts(schema: FlatSchema): fc.Arbitrary<string> | undefined {
  const least = numberIn(schema, 'minLength') ?? 0;
  const most = Math.min(numberIn(schema, 'maxLength') ?? least + room, least + longest);
  const { pattern, format } = schema;
  const [usual] = textsFor(schema);
  if (typeof pattern === 'string') return usual === undefined ? undefined : patterned(pattern, least, most, usual);
  if (typeof format === 'string' && format !== 'binary') {
    const known = Object.hasOwn(formats, format) ? formats[format] : undefined;
    return known ?? (usual === undefined ? undefined : fc.constant(usual));
  }
  if (least > longest || most < least) return usual === undefined ? undefined : fc.constant(usual);
  return fc.string({ unit: characters, minLength: least, maxLength: most, size: 'medium' });
}

/** Where the choices lead to nothing, the plainest text. */
function patterned(pattern: string, least: number, most: number, usual: string): fc.Arbitrary<string> {
  return fc.tuple(fc.nat(16), fc.array(fc.nat(255), { maxLength: 24, size: 'medium' }))
    .map(([more, choices]) => textMatching(pattern, { least, most }, more, (_, place) => choices[place % Math.max(1, choices.length)] ?? 0) ?? usual);
}
