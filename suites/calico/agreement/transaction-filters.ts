import type { Json, JsonObject } from '../../../model/json.ts';
import { expectThat } from '../../expect-that.ts';
import { isObject } from '../answers.ts';
import type { Reading } from './reading.ts';
import { few, textsOf, wholeNumber } from './reading.ts';

/** A time window, both ends included. */
export interface Window {
  readonly start_time?: number;
  readonly end_time?: number;
}

/** What transactions are filtered by. */
export interface TransactionFilter extends Window {
  readonly asset_symbols?: string;
  readonly provider_ids?: string;
  readonly types?: string;
}

/** A window around some of these transactions: neither the newest of them nor the oldest is in it, where they are many. */
export function middleOf(reading: Reading, items: readonly JsonObject[]): Required<Window> {
  const times = items.map((item) => wholeNumber(reading, item, 'occurred_at')).sort((one, other) => other - one);
  const end = times[Math.floor(times.length / 4)] ?? 0;
  return { start_time: times[Math.floor(times.length / 2)] ?? end, end_time: end };
}

/** One filter of each kind, each of which lets some of these transactions through. */
export function filtersFor(reading: Reading, items: readonly JsonObject[]): readonly TransactionFilter[] {
  if (items.length === 0) return [];
  const [symbol] = items.flatMap(movedIn);
  return [
    middleOf(reading, items),
    { provider_ids: mostFrequent(textsOf(reading, items, 'provider_id')) },
    { types: mostFrequent(textsOf(reading, items, 'type')) },
    ...(symbol === undefined ? [] : [{ asset_symbols: symbol }]),
  ];
}

/** Holds when these are what a filter lets through: nothing else, and all of what `all` has of it. */
export function expectFiltered(reading: Reading, items: readonly JsonObject[], all: readonly JsonObject[], filter: TransactionFilter, where: string): void {
  const wrong = items.filter((item) => !mayMatch(reading, item, filter));
  expectThat(wrong.length === 0, `${few(idsOf(reading, wrong))} in ${where}`, 'only what the filter lets through');
  const shown = new Set(idsOf(reading, items));
  const missing = idsOf(reading, all.filter((item) => matches(reading, item, filter))).filter((id) => !shown.has(id));
  expectThat(missing.length === 0, `${where} without ${few(missing)}`, 'all that the unfiltered list shows of it');
}

/** The ids of transactions. */
export function idsOf(reading: Reading, items: readonly JsonObject[]): readonly string[] {
  return textsOf(reading, items, 'transaction_id');
}

/** The assets that came in and went out. */
export function movedIn(item: JsonObject): readonly string[] {
  return ['input', 'output'].flatMap((side) => {
    const moved = item[side];
    const symbol = isObject(moved) ? moved['asset_symbol'] : undefined;
    return typeof symbol === 'string' ? [symbol] : [];
  });
}

/** What stands most often among these texts; of equals the first. */
export function mostFrequent(texts: readonly string[]): string {
  const times = (text: string): number => texts.filter((each) => each === text).length;
  return texts.reduce((before, text) => (before === '' || times(text) > times(before) ? text : before), '');
}

/** A filter as it stands in a URL. */
export function asQuery(filter: TransactionFilter): string {
  return Object.entries(filter).map(([name, value]) => `${name}=${String(value)}`).join('&');
}

/** Whether a filter must let a transaction through. */
export function matches(reading: Reading, item: JsonObject, filter: TransactionFilter): boolean {
  return keepsToTheRest(reading, item, filter) && (filter.asset_symbols?.split(',').some((symbol) => movedIn(item).includes(symbol)) ?? true);
}

/** Whether it may: whether a fee alone makes a transaction one of that asset is not said, so either is in order. */
function mayMatch(reading: Reading, item: JsonObject, filter: TransactionFilter): boolean {
  return keepsToTheRest(reading, item, filter) && (filter.asset_symbols?.split(',').some((symbol) => mentions(item, symbol)) ?? true);
}

function keepsToTheRest(reading: Reading, item: JsonObject, { start_time = 0, end_time = Infinity, provider_ids, types }: TransactionFilter): boolean {
  const time = wholeNumber(reading, item, 'occurred_at');
  const isAmong = (texts: string | undefined, field: string): boolean => texts?.split(',').includes(String(item[field])) ?? true;
  return time >= start_time && time <= end_time && isAmong(provider_ids, 'provider_id') && isAmong(types, 'type');
}

/** Whether an asset stands anywhere in a transaction. */
function mentions(value: Json, symbol: string): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).some((each) => mentions(each, symbol));
  if (!isObject(value)) return false;
  return value['asset_symbol'] === symbol || Object.values(value).some((each) => mentions(each, symbol));
}
