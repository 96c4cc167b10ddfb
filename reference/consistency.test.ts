import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Json } from '../model/json.ts';
import { decimal, money, sum } from './money.ts';
import type { Reference } from './server.ts';
import { startReference } from './server.ts';

interface Value { readonly amount: string; readonly currency: string }
interface Amount { readonly asset_symbol: string; readonly value: Value }
interface User { readonly user_id: string; readonly status: string; readonly created_at: number }
interface Account { readonly account_id: string; readonly user_id: string; readonly provider_id: string; readonly balance: Value }
interface Asset { readonly asset_symbol: string; readonly account_id: string; readonly provider_id: string; readonly value: Value }
interface Transaction { readonly transaction_id: string; readonly user_id: string; readonly kind: string; readonly type: string; readonly occurred_at: number; readonly input?: Amount; readonly output?: Amount; readonly fees?: { readonly total: Value; readonly items: readonly Amount[] } }

describe.each([undefined, 'gone-after', 'marked-after', 'partial'])('the figures of %s', (variant) => {
  let reference: Reference;
  beforeAll(async () => {
    reference = await startReference({ ...(variant !== undefined && { variant }) });
    const [victim] = reference.disposableUsers;
    await fetch(`${reference.url}/enterprise/v2/users/${victim}`, { method: 'DELETE', headers: { authorization: `Bearer ${reference.tokens.owner}` } });
  });
  afterAll(() => reference.close());

  const ask = async (path: string, token = reference.tokens.owner): Promise<{ readonly data: Json; readonly page?: { readonly next_cursor: string | null } }> => {
    const response = await fetch(`${reference.url}/enterprise/v2${path}`, { headers: { authorization: `Bearer ${token}` } });
    expect(response.status === 200 || response.status === 206).toBe(true);
    return (await response.json()) as Awaited<ReturnType<typeof ask>>;
  };
  const walk = async <T>(path: string, limit = 100, items = (data: Json): unknown => data): Promise<readonly T[]> => {
    const all: T[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { data, page } = await ask(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}${cursor === '' ? '' : `&cursor=${cursor}`}`);
      all.push(...(items(data) as readonly T[]));
      cursor = page?.next_cursor ?? null;
    }
    return all;
  };
  const assetsOf = (data: Json): unknown => (data as { readonly assets: Json }).assets;
  const total = (values: readonly { readonly value: Value }[]): string => decimal(sum(values.map(({ value }) => money(value.amount))));

  test('users are counted as they are listed, each once, by time and id', async () => {
    const users = await walk<User>('/users', 7);
    const active = users.filter(({ status }) => status === 'active').length;
    expect((await ask('/stats/users')).data).toEqual({ total: users.length, active, deactivated: users.length - active });
    expect(new Set(users.map(({ user_id }) => user_id)).size).toBe(users.length);
    const ordered = [...users].sort((a, b) => b.created_at - a.created_at || (a.user_id < b.user_id ? -1 : 1));
    expect(users).toEqual(ordered);
    expect(users.length).toBeGreaterThanOrEqual(200);
  });

  test('the total balance is what all users hold, and each account what is in it', async () => {
    const users = await walk<User>('/users');
    const assets = (await Promise.all(users.map(({ user_id }) => walk<Asset>(`/users/${user_id}/assets`, 3, assetsOf)))).flat();
    const { balance, providers } = (await ask('/stats/balance')).data as unknown as { readonly balance: Value; readonly providers: readonly { readonly provider_id: string; readonly balance: Value }[] };
    expect(balance.amount).toBe(total(assets));
    for (const { provider_id, balance: part } of providers) expect(part.amount).toBe(total(assets.filter((each) => each.provider_id === provider_id)));
    expect(decimal(sum(providers.map((each) => money(each.balance.amount))))).toBe(balance.amount);
    const accounts = await walk<Account>('/accounts', 33);
    for (const { account_id, balance: part } of accounts) expect(part.amount).toBe(total(assets.filter((each) => each.account_id === account_id)));
    const bitcoin = (await ask('/stats/balance?asset_symbols=BTC')).data as unknown as { readonly balance: Value };
    expect(bitcoin.balance.amount).toBe(total(assets.filter(({ asset_symbol }) => asset_symbol === 'BTC')));
    // Whoever adds up with floating point is off.
    expect(balance.amount).not.toBe(String(assets.reduce((before, { value }) => before + Number(value.amount), 0)));
  });

  test('accounts are counted by provider as they are listed', async () => {
    const accounts = await walk<Account>('/accounts');
    const { total: all, providers } = (await ask('/stats/accounts-by-provider')).data as unknown as { readonly total: number; readonly providers: readonly { readonly provider_id: string; readonly accounts: number }[] };
    expect(all).toBe(accounts.length);
    expect(providers.map(({ provider_id, accounts: count }) => [provider_id, count])).toEqual(
      [...new Set(accounts.map(({ provider_id }) => provider_id))].sort().map((id) => [id, accounts.filter(({ provider_id }) => provider_id === id).length]),
    );
  });

  test('top traded assets follow from the transactions', async () => {
    const all = await walk<Transaction>('/transactions');
    expect(new Set(all.map(({ transaction_id }) => transaction_id)).size).toBe(all.length);
    expect([...new Set(all.map(({ kind }) => kind))].sort()).toEqual(['input_and_output', 'input_only', 'output_only', 'receive', 'send', 'transaction', 'uncategorized']);
    for (const { fees } of all) if (fees) expect(fees.total.amount).toBe(total(fees.items));
    const sides = all.filter(({ type }) => type === 'trade').flatMap(({ input, output }) => [input, output].flatMap((side) => (side ? [side] : [])));
    const symbols = [...new Set(sides.map(({ asset_symbol }) => asset_symbol))];
    const derived = symbols.map((asset_symbol) => {
      const own = sides.filter((side) => side.asset_symbol === asset_symbol);
      return { asset_symbol, trades: own.length, volume: { amount: total(own), currency: 'USD' } };
    });
    const ranked = (compare: (a: typeof derived[number], b: typeof derived[number]) => number) => [...derived]
      .sort((a, b) => compare(a, b) || (a.asset_symbol < b.asset_symbol ? -1 : 1)).map((each, index) => ({ rank: index + 1, ...each }));
    expect((await ask('/stats/top-traded-assets')).data).toEqual(ranked((a, b) => b.trades - a.trades));
    expect((await ask('/stats/top-traded-assets?sort_by=volume')).data).toEqual(ranked((a, b) => Number(money(b.volume.amount) - money(a.volume.amount))));
  });

  test('a user\'s transactions are the list filtered by the user, and a window includes both ends', async () => {
    const all = await walk<Transaction>('/transactions?order=asc');
    const [first] = all;
    const mine = all.filter(({ user_id }) => user_id === first?.user_id);
    expect(await walk(`/users/${first?.user_id}/transactions?order=asc`, 2, (data) => (data as { readonly transactions: Json }).transactions)).toEqual(mine);
    expect(await walk(`/transactions?order=asc&user_id=${first?.user_id}`)).toEqual(mine);
    const [from = 0, to = 0] = [all[40]?.occurred_at, all[90]?.occurred_at];
    expect(await walk(`/transactions?order=asc&start_time=${from}&end_time=${to}`)).toEqual(all.filter(({ occurred_at }) => occurred_at >= from && occurred_at <= to));
    const concerned = ({ input, output, fees }: Transaction): boolean => [input, output, ...(fees?.items ?? [])].some((each) => each?.asset_symbol === 'ADA');
    expect(await walk('/transactions?order=asc&asset_symbols=ADA&types=trade')).toEqual(all.filter((each) => each.type === 'trade' && concerned(each)));
  });

  test('two companies know nothing of each other', async () => {
    const mine = await walk<User>('/users');
    const { data } = await ask('/users?limit=100', reference.tokens.other);
    const theirs = data as unknown as readonly User[];
    expect(theirs.length).toBeGreaterThan(0);
    expect(theirs.filter(({ user_id }) => mine.some((each) => each.user_id === user_id))).toEqual([]);
    const response = await fetch(`${reference.url}/enterprise/v2/users/${theirs[0]?.user_id}`, { method: 'DELETE', headers: { authorization: `Bearer ${reference.tokens.owner}` } });
    expect(response.status).toBe(404);
    expect((await ask(`/users/${theirs[0]?.user_id}`, reference.tokens.other)).data).toMatchObject({ status: 'active' });
  });
});
