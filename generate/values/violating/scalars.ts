import type { Json } from '../../../model/json.ts';
import { numberIn, statesType, typesIn } from '../flat-schema.ts';
import type { Breakers } from './breaker.ts';

const longest = 20_000;
const tooLong = `texts of more than ${longest} characters are not made`;

/** What no server mistakes for a value of the type, however kindly it reads. */
const strangers: Readonly<Record<string, Json>> = {
  string: { unexpected: true }, integer: 'not-a-number', number: 'not-a-number', boolean: 'not-a-boolean', object: 'not-an-object', array: { unexpected: true },
};

/** Types, members and texts. */
export const scalarBreakers: Breakers = {
  *type(schema) {
    if (!statesType(schema)) return;
    const types = typesIn(schema);
    const [first] = types;
    if (first === undefined) return;
    const values = [strangers[first] ?? 'not-valid', 'not-valid', { unexpected: true }, [{ unexpected: true }], 12_345.5].filter((value) => !types.includes(typeOf(value)));
    yield { keyword: 'type', label: '', values };
    if (first === 'integer' && !types.includes('number')) yield { keyword: 'type', label: 'fraction', values: [(numberIn(schema, 'minimum') ?? 0) + 0.5] };
  },
  *enum(schema) {
    const members = schema['enum'];
    if (!Array.isArray(members)) return;
    const numbers = (members as readonly Json[]).filter((each) => typeof each === 'number');
    yield { keyword: 'enum', label: '', values: ['not-a-member', ...(numbers.length > 0 ? [Math.max(...numbers) + 7_919] : []), 'x'.repeat(3)] };
  },
  *const(schema) {
    if (schema['const'] !== undefined) yield { keyword: 'const', label: '', values: ['not-the-constant', 7_919, false, true] };
  },
  *pattern(schema, value) {
    if (typeof schema['pattern'] !== 'string') return;
    const base = typeof value === 'string' ? value : '';
    const same = [...base].length;
    yield { keyword: 'pattern', label: '', values: ['\u2603'.repeat(Math.max(1, same)), '~'.repeat(Math.max(1, same)), `${base}\u2603`, `${base.slice(0, -1)}~`, '#not#matching#', `~${base.slice(1)}`, '(', '', '0', 'a'] };
  },
  *format(schema) {
    if (typeof schema['format'] === 'string' && typesIn(schema).includes('string')) {
      yield { keyword: 'format', label: '', advisory: true, values: [`not a valid ${schema['format']}`, 'not-valid', '%', `not-a-${schema['format']}-at-all-but-long-enough`] };
    }
  },
  *minLength(schema, value) {
    const least = numberIn(schema, 'minLength');
    if (least === undefined || least < 1) return;
    if (least > longest) return yield { keyword: 'minLength', label: '', values: [], doubt: tooLong };
    const cut = typeof value === 'string' ? [...value].slice(0, least - 1).join('') : '';
    yield { keyword: 'minLength', label: '', values: [cut, 'a'.repeat(least - 1), '1'.repeat(least - 1), 'A'.repeat(least - 1)] };
  },
  *maxLength(schema, value) {
    const most = numberIn(schema, 'maxLength');
    if (most === undefined) return;
    if (most > longest) return yield { keyword: 'maxLength', label: '', values: [], doubt: tooLong };
    const base = typeof value === 'string' && value !== '' ? value : 'a';
    const last = [...base].at(-1) ?? 'a';
    yield { keyword: 'maxLength', label: '', values: [base.padEnd(most + 1, last), 'a'.repeat(most + 1), '1'.repeat(most + 1), 'A'.repeat(most + 1), base.repeat(Math.ceil((most + 1) / base.length)), base.padStart(most + 1, 'a')] };
  },
};

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value;
}
