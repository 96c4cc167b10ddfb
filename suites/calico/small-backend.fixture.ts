import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** For tests: the part of the API that the deactivation looks at, in memory, honest unless it is told to lie. */
export interface SmallBackend {
  readonly baseUrl: string;
  readonly token: string;
  readonly victim: string;
  readonly bystander: string;
  close(): Promise<void>;
}

export interface Choices {
  readonly deleteAnswers: 200 | 204;
  readonly afterwards: 'gone' | 'deactivated';
  readonly delayMs: number;
  readonly counts: 'everybody' | 'active';
}

export interface State {
  readonly users: readonly User[];
  readonly choices: Choices;
  /** How often this method and path were asked for with good credentials, this time included. */
  readonly times: number;
  /** Whether the victim was deactivated, however long ago. */
  readonly deactivated: boolean;
  find(id: string): User | undefined;
}

export interface User {
  readonly user_id: string;
  readonly email: string;
  deactivatedAt: number | undefined;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly authorised: boolean;
  /** Missing for whoever nobody knows. */
  readonly actor?: 'owner' | 'other' | 'reader';
}

/** Changes an honest answer into a lie, or what was done into something else; undefined stays honest. */
export type Lie = (asked: Asked, honest: Answer, state: State) => Answer | undefined;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const prefix = '/enterprise/v2';
const token = 'owner-token';
const actors: Readonly<Record<string, 'owner' | 'other' | 'reader'>> = { [`Bearer ${token}`]: 'owner', [`Bearer other-tenant-of-${token}`]: 'other', [`Bearer read-only-of-${token}`]: 'reader' };

/** Starts a backend with a few hundred users. */
export async function startSmallBackend(choices: Partial<Choices> = {}, lie: Lie = () => undefined): Promise<SmallBackend> {
  const chosen: Choices = { deleteAnswers: 200, afterwards: 'deactivated', delayMs: 0, counts: 'everybody', ...choices };
  const users = Array.from({ length: 205 }, (_, index): User => ({
    user_id: `a169451c-8525-4352-8000-${String(index).padStart(12, '0')}`, email: `user${index}@example.com`, deactivatedAt: undefined,
  }));
  const victim = users[150]?.user_id ?? '';
  const bystander = users[3]?.user_id ?? '';
  const asked = new Map<string, number>();

  const statusOf = (user: User): string => (user.deactivatedAt !== undefined && performance.now() >= user.deactivatedAt + chosen.delayMs ? 'deactivated' : 'active');
  const seen = (user: User): boolean => chosen.afterwards === 'deactivated' || statusOf(user) === 'active';
  const shape = (user: User) => ({ user_id: user.user_id, status: statusOf(user), email: user.email, consents: [] });
  const find = (id: string): User | undefined => users.find(({ user_id }) => user_id === id.toLowerCase());

  function honest(method: string, url: URL): Answer {
    const path = url.pathname;
    if (path === `${prefix}/stats/users`) {
      return { status: 200, body: { data: { total: users.filter((user) => (chosen.counts === 'everybody' ? true : statusOf(user) === 'active')).length } } };
    }
    if (path === `${prefix}/users` && method === 'GET') {
      const shown = users.filter(seen);
      const from = Number(url.searchParams.get('cursor')?.slice(1) ?? 0);
      const limit = Number(url.searchParams.get('limit') ?? 30);
      const more = from + limit < shown.length;
      return { status: 200, body: { data: shown.slice(from, from + limit).map(shape), page: { limit, has_more: more, next_cursor: more ? `c${from + limit}` : null } } };
    }
    const [, id, part] = /^\/enterprise\/v2\/users\/([^/]+)(\/assets|\/transactions)?$/.exec(path) ?? [];
    if (id === undefined) return failure(404);
    if (!uuid.test(id.toLowerCase())) return failure(400);
    const user = find(id);
    if (!user || !seen(user)) return failure(404);
    if (method === 'DELETE') {
      user.deactivatedAt ??= performance.now();
      return chosen.deleteAnswers === 204 ? { status: 204 } : { status: 200, body: { data: { user_id: id, status: 'deactivated' } } };
    }
    if (part === '/assets') return { status: 200, body: { data: { user_id: id, assets: [{ asset_symbol: 'BTC', amount: '0.5', value: { amount: String(performance.now()), currency: 'USD' } }] } } };
    if (part === '/transactions') return { status: 200, body: { data: { user_id: id, transactions: [{ transaction_id: 't' }] } } };
    return { status: 200, body: { data: shape(user) } };
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const method = request.method ?? '';
    const url = new URL(request.url ?? '/', 'http://localhost');
    const actor = actors[request.headers.authorization ?? ''];
    const authorised = actor === 'owner';
    const key = `${method} ${url.pathname}`;
    if (authorised) asked.set(key, (asked.get(key) ?? 0) + 1);
    const truth = authorised ? honest(method, url) : failure(actor === 'reader' ? 403 : actor === 'other' ? 404 : 401);
    const state: State = { users, choices: chosen, times: asked.get(key) ?? 0, deactivated: find(victim)?.deactivatedAt !== undefined, find };
    const { status, body, headers } = lie({ method, path: url.pathname.slice(prefix.length), authorised, ...(actor !== undefined && { actor }) }, truth, state) ?? truth;
    response.writeHead(status, { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  }

  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    victim,
    bystander,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}

function failure(status: number): Answer {
  return { status, body: { error: { code: 'no', cause: 'no' } } };
}
