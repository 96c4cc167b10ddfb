import type { Json, JsonObject } from '../../model/json.ts';
import { shown } from '../shown.ts';
import { expectThat } from '../expect-that.ts';

/** An answer of supertest, or one to a step of a script. */
export interface Answered {
  readonly status: number;
  readonly body?: unknown;
}

/** A user as an answer shows it. */
export interface ShownUser {
  readonly user_id: string;
  readonly status: string;
  /** All its fields. */
  readonly fields: JsonObject;
}

/** What stands under `data`, whatever it is. */
export function dataOf(response: Pick<Answered, 'body'>): Json | undefined {
  return isObject(response.body as Json) ? (response.body as JsonObject)['data'] : undefined;
}

/** Whether two user ids are one: a UUID may be written in either case. */
export function sameId(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** A value as a user, if it says at least who it is and in which state. */
export function asUser(value: Json | undefined): ShownUser | undefined {
  if (value === undefined || !isObject(value)) return undefined;
  const { user_id, status } = value;
  return typeof user_id === 'string' && typeof status === 'string' ? { user_id, status, fields: value } : undefined;
}

/** The user in an answer, which must be this one and in this state. */
export function expectUser(response: Answered, id: string, status: string): ShownUser {
  const data = dataOf(response);
  const user = asUser(data);
  expectThat(
    user !== undefined && sameId(user.user_id, id) && user.status === status,
    `status ${response.status} with data ${data === undefined ? 'missing' : words(data)}`, `the user ${id} with the status "${status}"`,
  );
  return user;
}

/** The items of a user's list, such as `assets`, which must name that user. */
export function expectItems(response: Answered, id: string, name: string): readonly Json[] {
  const data = dataOf(response);
  const { user_id, [name]: items } = data !== undefined && isObject(data) ? data : {};
  expectThat(
    typeof user_id === 'string' && sameId(user_id, id) && Array.isArray(items),
    `status ${response.status} with data ${data === undefined ? 'missing' : words(data)}`, `the ${name} of the user ${id}, with user_id and an array ${name}`,
  );
  return items as readonly Json[];
}

/** Whether a value is an object and not an array. */
export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function words(data: Json): string {
  const user = asUser(data);
  return user ? `of the user ${JSON.stringify(user.user_id)} with the status ${JSON.stringify(user.status)}` : shown(data);
}
