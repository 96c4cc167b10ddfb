/** For tests: a request to the reference backend, and whether it keeps to the contract. */
export interface Ask {
  readonly method: string;
  /** Below `/enterprise/v2`. `ID` is a user that is there, `VICTIM` one that may be deactivated. */
  readonly path: string;
  readonly status: number;
  readonly body?: string;
  readonly type?: string;
  /** Instead of the owner's token; null for none. */
  readonly token?: string | null;
}

const unknown = '5d0f9c1e-7b34-4e8a-9c62-f1a8037e4b9d';
const get = (path: string, status = 200): Ask => ({ method: 'GET', path, status });
const search = (value: unknown, status = 200): Ask => ({ method: 'POST', path: '/users/search', status, body: JSON.stringify(value), type: 'application/json' });

const reads = [
  '/users', '/users/ID', '/users/ID/assets', '/users/ID/transactions', '/accounts', '/transactions', '/stats/users',
  '/stats/accounts-by-provider', '/stats/balance', '/stats/top-traded-assets', '/providers', '/calico-providers',
];

/** Good and bad requests to all operations, with the status of the plain backend. */
export const asks: readonly Ask[] = [
  ...reads.map((path) => get(path)),
  ...reads.flatMap((path): readonly Ask[] => [null, 'nobody', 'reference-owner-x', 'not a token'].map((token) => ({ ...get(path, 401), token }))),
  ...[
    '/users?limit=1', '/users?limit=100', '/users?status=active', '/users?status=deactivated&order=asc', '/users/ID/assets?asset_symbols=BTC,SOL&provider_ids=coinbase',
    '/users/ID/assets?start_time=0&end_time=253402300799999', '/users/ID/assets?asset_symbols=NOSUCH', '/users/ID/transactions?types=trade,gas_fee&order=asc&limit=7',
    '/users/ID/transactions?limit=100', '/accounts?user_id=ID', `/accounts?user_id=${unknown}`, '/accounts?status=failing&limit=100', '/accounts?provider_ids=kraken,binance',
    '/transactions?limit=100', '/transactions?order=asc&limit=100', '/transactions?asset_symbols=BTC%2CSOL', '/transactions?user_id=ID&types=unknown', '/transactions?start_time=1704067200000&end_time=1767225599999',
    ...['trade', 'transfer', 'staking_reward', 'gas_fee', 'deposit', 'withdrawal', 'unknown'].map((type) => `/transactions?types=${type}`),
    '/stats/accounts-by-provider?provider_ids=kraken', '/stats/accounts-by-provider?provider_ids=nosuch', '/stats/balance?asset_symbols=BTC', '/stats/balance?provider_ids=nosuch',
    '/stats/top-traded-assets?sort_by=volume&limit=3', '/stats/top-traded-assets?start_time=0&end_time=0', '/users?unheard_of=1',
  ].map((path) => get(path)),
  ...[
    '/users?limit=0', '/users?limit=101', '/users?limit=1.5', '/users?limit=x', '/users?limit=', '/users?limit=1&limit=2', '/users?cursor=', '/users?cursor=nonsense', `/users?cursor=${'x'.repeat(513)}`,
    '/users?status=Active', '/users?status=connected', '/users?order=up', '/users/not-a-uuid', '/users/not-a-uuid/assets', '/users/%zz', '/users/%00', '/users/ID/assets?asset_symbols=', '/users/ID/assets?asset_symbols=btc',
    '/users/ID/assets?asset_symbols=BTC,,SOL', `/users/ID/assets?asset_symbols=${Array.from({ length: 51 }, (_, i) => `A${i}`).join(',')}`, '/users/ID/assets?asset_symbols=ABCDEFGHIJKLM',
    '/users/ID/assets?provider_ids=Coinbase', '/users/ID/assets?provider_ids=a--b', `/accounts?provider_ids=${'a'.repeat(65)}`, '/users/ID/transactions?types=buy', '/users/ID/transactions?types=trade,trade,trade,trade,trade,trade,trade,trade',
    '/transactions?start_time=-1', '/transactions?end_time=253402300800000', '/transactions?start_time=2&end_time=1', '/users/ID/assets?start_time=2&end_time=1', '/stats/top-traded-assets?start_time=2&end_time=1',
    '/transactions?user_id=nobody', '/accounts?status=active', '/stats/top-traded-assets?sort_by=rank', '/stats/top-traded-assets?limit=101', '/stats/balance?asset_symbols=%E2%98%83', '/transactions?start_time=1e400',
  ].map((path) => get(path, 400)),
  ...[`/users/${unknown}`, `/users/${unknown}/assets`, `/users/${unknown}/transactions`].map((path) => get(path, 404)),
  search({ query: 'example' }),
  search({ query: 'ADA', statuses: ['active'], provider_ids: ['coinbase', 'binance'], min_accounts: 1, created: { from: 0, to: 1_767_225_599_999 }, sort: { by: 'email', order: 'desc' }, limit: 3 }),
  search({ query: 'example', email: 'Ada.Lovelace@example.com', user_ids: ['a169451c-8525-4352-b8ca-070dd449a1a5'] }),
  search({ query: 'nobody is called this' }),
  ...[
    {}, [], null, 'text', { query: 'a' }, { query: '  ' }, { query: 5 }, { query: 'x'.repeat(101) }, { query: 'ab', more: 1 }, { query: 'ab', ['__proto__']: 1 }, { query: 'ab', email: 'nobody' }, { query: 'ab', statuses: [] },
    { query: 'ab', statuses: ['active', 'active'] }, { query: 'ab', statuses: ['gone'] }, { query: 'ab', statuses: 'active' }, { query: 'ab', provider_ids: Array.from({ length: 21 }, (_, i) => `p${i}`) },
    { query: 'ab', user_ids: ['nobody'] }, { query: 'ab', min_accounts: -1 }, { query: 'ab', min_accounts: 1001 }, { query: 'ab', min_accounts: 1.5 }, { query: 'ab', created: {} }, { query: 'ab', created: { since: 1 } },
    { query: 'ab', created: { from: 2, to: 1 } }, { query: 'ab', sort: {} }, { query: 'ab', sort: { by: 'name' } }, { query: 'ab', sort: { by: 'email', order: 'up' } }, { query: 'ab', limit: 0 }, { query: 'ab', limit: '5' },
    { query: 'ab', cursor: '' }, { query: 'ab', cursor: 'nonsense' }, { query: null },
  ].map((value) => search(value, 400)),
  { method: 'POST', path: '/users/search', status: 400, body: '{"query":', type: 'application/json' },
  { method: 'POST', path: '/users/search', status: 400, body: '', type: 'application/json' },
  { method: 'POST', path: '/users/search', status: 400, body: '['.repeat(10_000) + ']'.repeat(10_000), type: 'application/json' },
  { method: 'POST', path: '/users/search', status: 400, body: `{"query":${'['.repeat(10_000)}${']'.repeat(10_000)}}`, type: 'application/json' },
  { method: 'POST', path: '/users/search', status: 413, body: `{"query":"${'x'.repeat(10_000_000)}"}`, type: 'application/json' },
  { method: 'POST', path: '/users/search', status: 415, body: '{"query":"ab"}', type: 'text/plain' },
  { method: 'POST', path: '/users/search', status: 200, body: '{"query":"ab"}', type: 'Application/JSON; charset=UTF-8' },
  { method: 'POST', path: '/users/search', status: 401, body: '{', type: 'application/json', token: null },
  { method: 'DELETE', path: '/users/VICTIM', status: 401, token: null },
  { method: 'DELETE', path: '/users/not-a-uuid', status: 400 },
  { method: 'DELETE', path: `/users/${unknown}`, status: 404 },
  { method: 'DELETE', path: '/users/VICTIM', status: 200 },
];
