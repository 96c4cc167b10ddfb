import type { Exchange, HeaderFields } from '../model/exchange.ts';
import type { Evidence } from './evidence.ts';

/** What the first and the last answer of a run say about the software that gave them. */
export interface BuildMarks {
  readonly first: HeaderFields;
  readonly last: HeaderFields;
}

/** Header fields by which services say their build; `Server` and its like name a product, and differ from one gateway to the next. */
const marking = /^x-(?:app-)?(?:build|version|revision|commit|release|git)(?:-[a-z-]*)?$/i;

/** The marks at both ends of a run. */
export function buildMarks({ exchanges }: Evidence): BuildMarks {
  const answered = [...exchanges.values()].filter(({ exchange }) => exchange.response.kind === 'response').sort((a, b) => a.exchange.startedAt - b.exchange.startedAt);
  const marked = answered.map(({ exchange }) => marksOf(exchange)).filter((marks) => marks.length > 0);
  return { first: marked[0] ?? [], last: marked.at(-1) ?? [] };
}

function marksOf({ response }: Exchange): HeaderFields {
  return response.kind === 'response' ? response.headers.filter(([name]) => marking.test(name)).map(([name, value]) => [name.toLowerCase(), value] as const) : [];
}

/** Marks that stand at both ends and differ. */
export function changedMarks({ first, last }: BuildMarks): readonly string[] {
  return first.flatMap(([name, value]) => {
    const later = last.find(([each]) => each === name)?.[1];
    return later === undefined || later === value ? [] : [`${name} was ${value} at first and ${later} at last`];
  });
}
