import type { Json } from '../../../model/json.ts';
import { numberIn } from '../flat-schema.ts';
import { candidates, distinctItems } from '../sample-of.ts';
import type { Breakers } from './breaker.ts';

const mostItems = 1_000;
const tooMany = `more than ${mostItems} items are not made`;

/** Lists. */
export const arrayBreakers: Breakers = {
  *minItems(schema, value) {
    const least = numberIn(schema, 'minItems');
    if (least !== undefined && least > 0 && Array.isArray(value)) yield { keyword: 'minItems', label: '', values: [(value as readonly Json[]).slice(0, least - 1)] };
  },
  *maxItems(schema, value, workshop) {
    const most = numberIn(schema, 'maxItems');
    if (most === undefined || !Array.isArray(value)) return;
    if (most > mostItems) return yield { keyword: 'maxItems', label: '', values: [], doubt: tooMany };
    const room = { ...schema, maxItems: most + 1 };
    // All different where there is room for it: who reads a list as a set would not see what came twice.
    const more = distinctItems(workshop, { ...room, uniqueItems: true }, {}, most + 1, 1) ?? distinctItems(workshop, room, {}, most + 1, 1);
    yield { keyword: 'maxItems', label: '', values: more ? [more] : [] };
  },
  *uniqueItems(schema, value) {
    if (schema['uniqueItems'] !== true || !Array.isArray(value)) return;
    const [first] = value as readonly Json[];
    yield { keyword: 'uniqueItems', label: '', values: first === undefined ? [] : [[...(value as readonly Json[]), first], [first, first]] };
  },
  *items(schema, value) {
    if (schema['items'] !== false || !Array.isArray(value)) return;
    yield { keyword: 'items', label: '', at: [String(value.length)], seenAs: 'false schema', values: [[...(value as readonly Json[]), 'unexpected'], [...(value as readonly Json[]), { unexpected: true }]] };
  },
  *unevaluatedItems(schema, value) {
    if (schema['unevaluatedItems'] !== false || !Array.isArray(value)) return;
    yield { keyword: 'unevaluatedItems', label: '', values: [[...(value as readonly Json[]), 'unexpected'], [...(value as readonly Json[]), { unexpected: true }]] };
  },
  *contains(schema, value, workshop) {
    const wanted = schema['contains'];
    if (wanted === undefined || !Array.isArray(value)) return;
    const lacks = (item: Json): boolean => workshop.schemas.errorsOf(wanted as never, item).length > 0;
    const items = value as readonly Json[];
    const others = items.filter(lacks);
    const [spare] = others.length > 0 ? others : [...firstOf(candidates(workshop, schema['items'], {}, 1), lacks), ...strangers.filter(lacks)];
    yield { keyword: 'contains', label: '', values: [others, ...(spare === undefined ? [] : [items.map((item) => (lacks(item) ? item : spare)), [...others, spare]])] };
  },
  *maxContains(schema, value, workshop) {
    const most = numberIn(schema, 'maxContains');
    const wanted = schema['contains'];
    if (most === undefined || wanted === undefined || !Array.isArray(value)) return;
    if (most > mostItems) return yield { keyword: 'contains', label: 'maxContains', values: [], doubt: tooMany };
    const found = (value as readonly Json[]).find((item) => workshop.schemas.errorsOf(wanted as never, item).length === 0);
    const [one] = found === undefined ? candidates(workshop, wanted, {}, 1) : [found];
    // The judge names `contains` for too many as for too few.
    if (one !== undefined) yield { keyword: 'contains', label: 'maxContains', values: [Array.from({ length: most + 1 }, () => one)] };
  },
};

const strangers: readonly Json[] = ['unexpected', 7_919, -7_919, { unexpected: true }, true];

function firstOf(all: Iterable<Json>, wanted: (each: Json) => boolean): readonly Json[] {
  let tried = 0;
  for (const each of all) {
    if (wanted(each)) return [each];
    if (++tried > 20) return [];
  }
  return [];
}
