import type { FlowApi } from '../../model/flow.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { shown } from '../shown.ts';
import type { ShownUser } from './answers.ts';
import { asUser, dataOf, isObject } from './answers.ts';
import { expectThat } from '../expect-that.ts';

const pageSize = 100;
const mostPages = 200;

/** The users list from its first page to its last. `tooLong` ends a walk of which nobody knows where it leads. */
export async function walkUsers(api: FlowApi, path: string, tooLong: (because: string) => never): Promise<readonly ShownUser[]> {
  const users: ShownUser[] = [];
  const cursors = new Set<string>();
  for (let cursor: string | undefined; cursors.size < mostPages;) {
    const response = await api.get(path).query({ limit: pageSize, ...(cursor !== undefined && { cursor }) }).expect(200);
    const data = dataOf(response);
    expectThat(Array.isArray(data), `data ${data === undefined ? 'missing' : shown(data)}`, 'data as an array of users');
    for (const each of data as readonly Json[]) {
      const user = asUser(each);
      expectThat(user !== undefined, `a list with ${shown(each)}`, 'users with user_id and status');
      users.push(user);
    }
    cursor = nextCursor(response.body as Json);
    if (cursor === undefined) return users;
    expectThat(!cursors.has(cursor), 'the same next_cursor twice', 'a walk that comes to its end');
    cursors.add(cursor);
  }
  return tooLong(`The users list has more than ${mostPages} pages of ${pageSize}, too many to walk.`);
}

function nextCursor(body: Json): string | undefined {
  const page = isObject(body) ? body['page'] : undefined;
  const cursor = isObject(page) ? (page as JsonObject)['next_cursor'] : undefined;
  return typeof cursor === 'string' && cursor !== '' ? cursor : undefined;
}
