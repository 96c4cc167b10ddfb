import type { Json, JsonObject } from '../../../model/json.ts';
import { expectThat } from '../../expect-that.ts';
import { dataOf, isObject } from '../answers.ts';
import type { Reading } from './reading.ts';
import { few, nextOf, textsOf, wholeNumber } from './reading.ts';

const mostPages = 80;

/** What a search found, from its first page to its last. */
export interface Found {
  readonly users: readonly JsonObject[];
  /** How many stood on its longest page. */
  readonly longest: number;
  /** The next page that was named twice, where it goes round in a circle. */
  readonly circle?: string;
}

/** Searches page by page. */
export async function searchWhole(reading: Reading, path: string, conditions: JsonObject): Promise<Found> {
  const users: JsonObject[] = [];
  const cursors = new Set<string>();
  let longest = 0;
  for (let cursor: string | undefined; cursors.size < mostPages;) {
    const answer = await reading.api.post(path).send({ limit: 100, ...conditions, ...(cursor !== undefined && { cursor }) });
    const found = dataOf(answer);
    if (answer.status !== 200 || !Array.isArray(found) || !(found as readonly Json[]).every(isObject)) return reading.block(`The search was answered ${answer.status}${answer.status === 200 ? ' without a list' : ''}.`);
    users.push(...(found as readonly JsonObject[]));
    longest = Math.max(longest, found.length);
    cursor = nextOf(answer.body as Json);
    if (cursor === undefined) return { users, longest };
    if (cursors.has(cursor)) return { users, longest, circle: cursor };
    cursors.add(cursor);
  }
  return reading.inapplicable(`A search has more than ${mostPages} pages, too many to compare the whole.`);
}

/** Everybody whom a search finds; what goes round in a circle is another step's finding and blocks here. */
export async function usersFound(reading: Reading, path: string, conditions: JsonObject): Promise<readonly JsonObject[]> {
  const { users, circle } = await searchWhole(reading, path, conditions);
  return circle === undefined ? users : reading.block('The pages of a search go round in a circle.');
}

/** A text that users have in common: what follows the @ of this one's e-mail address. */
export function commonText(email: string): string {
  return email.slice(email.indexOf('@')).slice(0, 100);
}

/** Whether the text of a search is in the e-mail address or the external id of a user. */
export function hasText(user: JsonObject, text: string): boolean {
  return [user['email'], user['external_id']].some((each) => typeof each === 'string' && each.toLowerCase().includes(text.toLowerCase()));
}

/** A user whose e-mail address can be searched. */
export function searchable(users: readonly JsonObject[]): JsonObject | undefined {
  return users.find(({ email }) => typeof email === 'string' && /^.+@.+$/.test(email) && email.length <= 100);
}

/** Conditions that a search can have beside its text, and what each of them says of a user. */
export function conditionsFor(reading: Reading, users: readonly JsonObject[]): readonly (readonly [JsonObject, (user: JsonObject) => boolean])[] {
  const created = (user: JsonObject): number => wholeNumber(reading, user, 'created_at');
  const times = users.map(created).sort((one, other) => one - other);
  const [from, to] = [times[Math.floor(times.length / 4)] ?? 0, times[Math.floor(times.length / 2)] ?? 0];
  const some = textsOf(reading, users.filter((_, index) => index % 40 === 0), 'user_id').slice(0, 100);
  const provider = users.flatMap(providersOf)[0];
  const email = users[0]?.['email'];
  return [
    ...['active', 'deactivated'].map((status) => [{ statuses: [status] }, (user: JsonObject) => user['status'] === status] as const),
    [{ user_ids: some }, (user) => some.includes(String(user['user_id']))],
    [{ created: { from } }, (user) => created(user) >= from],
    [{ created: { from, to } }, (user) => created(user) >= from && created(user) <= to],
    ...(typeof email === 'string' ? [[{ email }, (user: JsonObject) => String(user['email']).toLowerCase() === email.toLowerCase()] as const] : []),
    ...(provider === undefined ? [] : [[{ provider_ids: [provider] }, (user: JsonObject) => providersOf(user).includes(provider)] as const]),
  ];
}

/** The providers that a user gave a consent for, whatever has become of it. */
function providersOf({ consents }: JsonObject): readonly string[] {
  return Array.isArray(consents) ? (consents as readonly Json[]).flatMap((each) => (isObject(each) && typeof each['provider_id'] === 'string' ? [each['provider_id']] : [])) : [];
}

/** Holds when these are the users that a search has to find, each once. */
export function expectSameUsers(reading: Reading, found: readonly JsonObject[], expected: readonly JsonObject[], where: string): void {
  const ids = (users: readonly JsonObject[]): readonly string[] => textsOf(reading, users, 'user_id').map((id) => id.toLowerCase());
  const [shown, wanted] = [ids(found), ids(expected)];
  const twice = shown.filter((id, index) => shown.indexOf(id) !== index);
  const strangers = shown.filter((id) => !wanted.includes(id));
  const missing = wanted.filter((id) => !shown.includes(id));
  expectThat(strangers.length === 0, `${few(strangers)} in ${where}`, 'only users of the list that match');
  expectThat(missing.length === 0, `${where} without ${few(missing)}`, 'all users of the list that match');
  expectThat(twice.length === 0, `${few(twice)} more than once in ${where}`, 'each user once');
}
