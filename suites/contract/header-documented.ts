import type { HeaderDescription } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { clauses } from '../clauses.ts';
import { defineResponseRule } from '../define-rule.ts';
import { headerValues } from '../header-values.ts';
import { weakestProvenance } from '../weakest-provenance.ts';
import { answeredAs } from './answered-as.ts';
import type { ResponseView } from '../../model/rule.ts';

interface HeaderFacts {
  readonly header: string;
  readonly place: string;
  /** The field's value; null when the field is missing. */
  readonly received: string | null;
  readonly because: string;
  readonly [name: string]: string | null;
}

/** A required header is there; a declared one, wherever it appears, satisfies its schema in all its values. */
export const headerDocumented = defineResponseRule<HeaderFacts>({
  id: 'header-documented',
  suite: 'contract',
  level: 'MUST',
  summary: 'Every required response header is present, and every declared one satisfies its schema in all its values.',
  clause: clauses.oasHeader,
  *subjects(operation) {
    for (const [key, response] of operation.responses) {
      for (const header of response.headers.values()) {
        // OpenAPI: a header named Content-Type is ignored here, the media type says it.
        if (header.name.toLowerCase() === 'content-type') continue;
        yield {
          at: `/responses/${key}/headers/${header.name.toLowerCase()}`,
          statement: `A ${key} answer of ${operation.id} ${header.required ? 'has' : 'may have'} the header ${header.name}, and its value satisfies its schema.`,
          provenance: weakestProvenance(operation.provenance, response.provenance, header.provenance),
          place: header.pointer,
          conditional: true,
        };
      }
    }
  },
  judge(view, at) {
    const declared = answeredAs(view, at);
    const name = at.split('/')[4];
    const header = [...(declared?.headers.values() ?? [])].find((each) => each.name.toLowerCase() === name);
    if (!header || view.answer.kind === 'failure') return undefined;
    const values = headerValues(view.answer.headers, header.name);
    if (values.length === 0) {
      return header.required ? { fail: { header: header.name, place: header.pointer, received: null, because: 'the header is required' } } : undefined;
    }
    const failing = values.flatMap((value) => disagreementsOf(view, header, value));
    return { fail: failing };
  },
  explain: ({ header, received, because }) =>
    received === null ? `Received no ${header}; documented: ${because}.` : `Received ${header}: ${received}; documented: ${because}.`,
  cluster: ({ place, because }) => `${place} ${because}`,
  locate: ({ place }) => ({ place }),
});

function disagreementsOf(view: ResponseView, header: HeaderDescription, text: string) {
  const schema = header.schema;
  if (!schema) return [];
  const readings = readingsOf(text);
  const errors = readings.map((reading) => view.schemas.errors(schema.pointer, reading).filter(({ keyword }) => view.options.formats === 'assert' || keyword !== 'format'));
  if (errors.some((each) => each.length === 0)) return [];
  // The reading that comes closest says what is wrong.
  const closest = errors.reduce((best, each) => (each.length < best.length || best.some(({ keyword }) => keyword === 'type') ? each : best));
  return closest.map(({ message, place }) => ({ header: header.name, place, received: text, because: message }));
}

/** Header text has no types: it is whatever `style: simple` lets the schema read in it. */
function readingsOf(text: string): readonly Json[] {
  const items = text.split(',').map((item) => item.trim());
  const scalars = (word: string): readonly Json[] => [
    word,
    ...(word !== '' && Number.isFinite(Number(word)) ? [Number(word)] : []),
    ...(word === 'true' || word === 'false' ? [word === 'true'] : []),
  ];
  const lists: readonly Json[] = [items, items.map((item) => scalars(item).at(-1) ?? item)];
  return [...scalars(text), ...lists, ...objectsOf(items)];
}

function objectsOf(items: readonly string[]): readonly Json[] {
  const exploded = items.map((item) => item.split('='));
  if (exploded.every((pair) => pair.length === 2)) return [Object.fromEntries(exploded) as Json];
  if (items.length % 2 !== 0) return [];
  return [Object.fromEntries(Array.from({ length: items.length / 2 }, (_, i) => [items[2 * i], items[2 * i + 1]])) as Json];
}
