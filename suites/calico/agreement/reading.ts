import type { Response } from 'supertest';
import type { FlowContext } from '../../../model/flow.ts';
import type { Json, JsonObject } from '../../../model/json.ts';
import { expectThat } from '../../expect-that.ts';
import { dataOf, isObject } from '../answers.ts';
import type { Decimal } from './decimal.ts';
import { decimal } from './decimal.ts';
import type { Order } from './order.ts';
import { outOfOrder, tieOutOfOrder } from './order.ts';

/** How long what is read twice may take to agree with itself. */
export const soon = { within: '5s', every: '500ms' } as const;

/** Of a list whose order is looked at, so many pages. */
export const somePages = 3;
/** The orders that can be asked for, and the one that comes when nothing is asked for. */
export const orders = [['desc', { order: 'desc' }, 'newest first'], ['asc', { order: 'asc' }, 'oldest first'], ['desc', {}, 'without an order asked for']] as const;

const pageSize = 100;
/** How many requests are under way at once: no more than anybody's rate limit stands. */
export const fewAtATime = 4;
/** Of a longer list nobody can compare the whole. */
const mostPages = 80;

/** What a list showed, from its first page to its last. */
export interface WholeList {
  readonly items: readonly JsonObject[];
  /** Some sources could not be read: what is missing proves nothing. */
  readonly partial: boolean;
}

/** What an invariant reads with. What cannot be read is another rule's finding and blocks here. */
export type Reading = Pick<FlowContext, 'api' | 'block' | 'inapplicable'>;

type Query = Readonly<Record<string, string | number>>;

/** One answer that must be a success. */
export async function read({ api, block }: Reading, path: string, query: Query = {}): Promise<Response> {
  const response = await api.get(path).query(query);
  return response.status === 200 || response.status === 206 ? response : block(`GET ${path} was answered ${response.status}.`);
}

/** One page: the list under `data`, or under its name in it. */
export async function readPage(reading: Reading, path: string, name: string | undefined, query: Query = {}): Promise<WholeList & { readonly next?: string; readonly page?: JsonObject }> {
  const response = await read(reading, path, query);
  const data = dataOf(response);
  const list: Json | undefined = name === undefined || data === undefined || !isObject(data) ? data : data[name];
  if (!Array.isArray(list) || !(list as readonly Json[]).every(isObject)) return reading.block(`GET ${path} shows no list of objects.`);
  const page = pageIn(response.body as Json);
  const next = nextOf(response.body as Json);
  if (page?.['has_more'] === true && typeof page['next_cursor'] !== 'string') return reading.block(`GET ${path} says that there is more and not where.`);
  return { items: list as readonly JsonObject[], partial: isPartial(response), ...(page !== undefined && { page }), ...(next !== undefined && { next }) };
}

/** What an answer says of its page. */
function pageIn(body: Json): JsonObject | undefined {
  const page = isObject(body) ? body['page'] : undefined;
  return page !== undefined && isObject(page) ? page : undefined;
}

/** The cursor of the next page; undefined where there is none. */
export function nextOf(body: Json): string | undefined {
  const next = pageIn(body)?.['next_cursor'];
  return typeof next === 'string' && next !== '' ? next : undefined;
}

/** The whole list, page by page. */
export async function readWhole(reading: Reading, path: string, name?: string, query: Query = {}): Promise<WholeList> {
  const { items, partial, whole } = await readFirst(reading, mostPages, path, name, query);
  return whole ? { items, partial } : reading.inapplicable(`${path} has more than ${mostPages} pages of ${pageSize}, too many to compare the whole.`);
}

/** So many pages of a list, from the first one on, in the order in which they stand. `whole`: there is no more. */
export async function readFirst(reading: Reading, pages: number, path: string, name?: string, query: Query = {}): Promise<WholeList & { readonly whole: boolean }> {
  const items: JsonObject[] = [];
  const cursors = new Set<string>();
  let partial = false;
  for (let cursor: string | undefined; cursors.size < pages;) {
    const page = await readPage(reading, path, name, { limit: pageSize, ...query, ...(cursor !== undefined && { cursor }) });
    items.push(...page.items);
    partial ||= page.partial;
    cursor = page.next;
    if (cursor === undefined) return { items, partial, whole: true };
    if (cursors.has(cursor)) return reading.block(`The pages of ${path} go round in a circle.`);
    cursors.add(cursor);
  }
  return { items, partial, whole: false };
}

/** Holds where a list stands by its times, one after the other. */
export function expectInOrder(reading: Reading, items: readonly JsonObject[], field: string, order: Order, where: string): void {
  const times = items.map((item) => wholeNumber(reading, item, field));
  const wrong = outOfOrder(times, order, (one, other) => one - other);
  expectThat(wrong === -1, `${field} ${times[wrong]} after ${times[wrong - 1]} in ${where}`, order === 'asc' ? 'the oldest first' : 'the newest first');
}

/** Holds where what has one time stands by its id. */
export function expectTiesById(reading: Reading, items: readonly JsonObject[], field: string, idField: string, where: string): void {
  const ids = textsOf(reading, items, idField);
  const wrong = tieOutOfOrder(items.map((item, index) => ({ time: wholeNumber(reading, item, field), id: ids[index] ?? '' })));
  expectThat(wrong === -1, `${ids[wrong]} after ${ids[wrong - 1]} of the same time in ${where}`, 'equals by their ids');
}

/** Partial data is signalled by 206 or by `errors` beside `data`. */
export function isPartial({ status, body }: Response): boolean {
  return status === 206 || errorsOf(body as Json).length > 0;
}

/** The `errors` beside `data`. */
export function errorsOf(body: Json): readonly JsonObject[] {
  const errors = isObject(body) ? body['errors'] : undefined;
  return Array.isArray(errors) ? (errors as readonly Json[]).filter(isObject) : [];
}

/** Ends the step where sources are missing: neither side of a comparison is whole then. */
export function expectWhole({ inapplicable }: Reading, ...lists: readonly { readonly partial: boolean }[]): void {
  if (lists.some(({ partial }) => partial)) inapplicable('Some sources could not be read (206 or errors), so no whole can be compared.');
}

/** The field of every item, as text; what has none is another rule's finding. */
export function textsOf({ block }: Reading, items: readonly JsonObject[], field: string): readonly string[] {
  return items.map((item) => {
    const value = item[field];
    return typeof value === 'string' ? value : block(`Something without ${field} is shown.`);
  });
}

/** A whole number. */
export function wholeNumber({ block }: Reading, object: Json | undefined, field: string): number {
  const value = object !== undefined && isObject(object) ? object[field] : undefined;
  return typeof value === 'number' && Number.isInteger(value) ? value : block(`${field} is no whole number.`);
}

/** The amount of a value of money. */
export function amountOf({ block }: Reading, value: Json | undefined): Decimal {
  const amount = value !== undefined && isObject(value) ? decimal(value['amount']) : undefined;
  return amount ?? block('An amount of money is no decimal text.');
}

/** The first few of these, as a sentence can carry them. */
export function few(ids: readonly string[]): string {
  return `${ids.slice(0, 5).map((id) => JSON.stringify(id)).join(', ')}${ids.length > 5 ? ` and ${ids.length - 5} more` : ''}`;
}
