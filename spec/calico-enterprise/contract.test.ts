import { readFileSync } from 'node:fs';
import SwaggerParser from '@apidevtools/swagger-parser';
import { createConfig, lintFromString } from '@redocly/openapi-core';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { Json, JsonObject } from '../../model/json.ts';

const file = new URL('./openapi.yaml', import.meta.url);
const text = readFileSync(file, 'utf8');
const document = parse(text) as JsonObject;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const object = (value: Json | undefined): JsonObject => (isObject(value) ? value : {});
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const tokens = (pointer: string): string[] =>
  pointer.split('/').slice(1).map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
const pointerOf = (path: readonly string[]): string =>
  path.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** Follows `$ref`s to the thing itself; a `$ref` that leads nowhere is undefined. */
function resolve(value: Json | undefined): Json | undefined {
  const reference = object(value)['$ref'];
  return typeof reference === 'string' ? at(reference.slice(1)) : value;
}

/** What stands at a JSON Pointer, references followed on the way. */
function at(pointer: string): Json | undefined {
  return tokens(pointer).reduce<Json | undefined>((value, token) => {
    const here = resolve(value);
    return Array.isArray(here) ? here[Number(token)] : object(here)[token];
  }, document);
}

/** Every object of the document with its path, examples left out. */
function* objects(value: Json = document, path: readonly string[] = []): Generator<[readonly string[], JsonObject]> {
  if (isObject(value)) yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    if (key === 'example' || key === 'examples') continue;
    yield* objects(child as Json, [...path, key]);
  }
}
const everything = [...objects()];

interface Row {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly group: string;
  readonly name: string;
  readonly titles: readonly string[];
}

/** Section 2 of what is known: group, name, method and schema titles. All paths but that of DELETE are ours. */
const rows: readonly Row[] = [
  { id: 'listUserAssets', method: 'get', path: '/users/{user_id}/assets', group: 'User details', name: 'User assets', titles: ['GetAssetsResponse', 'GetAssetsData', 'AssetPosition'] },
  { id: 'getUser', method: 'get', path: '/users/{user_id}', group: 'User details', name: 'User account', titles: ['User', 'Consent model'] },
  { id: 'listUserTransactions', method: 'get', path: '/users/{user_id}/transactions', group: 'User details', name: 'User transactions', titles: ['GetTransactionsResponse', 'GetTransactionsData'] },
  { id: 'deactivateUser', method: 'delete', path: '/users/{user_id}', group: 'User details', name: 'Deactivate account', titles: [] },
  { id: 'listAccounts', method: 'get', path: '/accounts', group: 'All users', name: 'Accounts list', titles: ['GetAccountsListResponse'] },
  { id: 'listTransactions', method: 'get', path: '/transactions', group: 'All users', name: 'Transactions list', titles: ['GetTransactionsListResponse'] },
  { id: 'listUsers', method: 'get', path: '/users', group: 'All users', name: 'Users list', titles: ['GetUsersListResponse'] },
  { id: 'searchUsers', method: 'post', path: '/users/search', group: 'All users', name: 'Search users', titles: [] },
  { id: 'countUsers', method: 'get', path: '/stats/users', group: 'Stats', name: 'Number of enterprise users', titles: [] },
  { id: 'countAccountsByProvider', method: 'get', path: '/stats/accounts-by-provider', group: 'Stats', name: 'Number of accounts by provider', titles: [] },
  { id: 'getTotalBalance', method: 'get', path: '/stats/balance', group: 'Stats', name: 'Balance of all accounts', titles: [] },
  { id: 'listTopTradedAssets', method: 'get', path: '/stats/top-traded-assets', group: 'Stats', name: 'Top traded assets', titles: [] },
  { id: 'listEnterpriseProviders', method: 'get', path: '/providers', group: 'Providers', name: 'Enterprise providers', titles: ['ListProvidersResponse', 'ListProvidersData', 'ProviderMetadata'] },
  { id: 'listCalicoProviders', method: 'get', path: '/calico-providers', group: 'Providers', name: 'Calico providers', titles: ['ListProvidersResponse', 'ListProvidersData', 'ProviderMetadata'] },
];

const plainTitles = [
  'User', 'TransactionsDiscriminator', 'GetAccountsListResponse', 'GetTransactionsListResponse', 'GetUsersListResponse', 'Consent model',
  'ProviderMetadata', 'GetTransactionsResponse', 'OpenAPIGetAssetsResponse', 'ListProvidersResponse', 'OpenAPIDeleteCryptoSourceRequest',
  'GetAssetsResponse', 'PageData', 'GetTransactionsData', 'ListProvidersData', 'GetAssetsData', 'TransactionCategorization',
  'CalicoErrorResponse', 'AssetPosition', 'OpenAPIAssetPosition', 'ErrorItem', 'FeeItem', 'CryptoSourceId', 'FeeObject', 'ProviderId',
  'CurrencyValue', 'TransactionType', 'OpenAPITransactionCategorization', 'OpenAPIFeeObject', 'OpenAPIFeeItem', 'OpenAPICurrencyValue',
];
const transactionTitles = [
  'Transactions data', 'Input only transactions', 'Send transaction data', 'Receive transaction data', 'Output only transaction data',
  'Transactions with input and output', 'Uncategorized transaction data',
];

const prefix = '/enterprise/v2';
const operationAt = (row: Pick<Row, 'path' | 'method'>): string => `${pointerOf(['paths', prefix + row.path])}/${row.method}`;
const operation = (row: Pick<Row, 'path' | 'method'>): JsonObject => object(at(operationAt(row)));
const parametersOf = (row: Row): JsonObject[] =>
  [...list(at(`${pointerOf(['paths', prefix + row.path])}/parameters`)), ...list(operation(row)['parameters'])].map((each) => object(resolve(each)));
const responsesOf = (row: Row): [string, JsonObject][] =>
  Object.entries(object(operation(row)['responses'])).map(([status, response]) => [status, object(resolve(response))]);
const deactivation = operationAt({ path: '/users/{user_id}', method: 'delete' });

const ajv = addFormats.default(new Ajv2020({ strict: false, allErrors: true, validateSchema: false, logger: false }));
ajv.addSchema(document, 'contract');
const validates = (pointer: string, value: Json): boolean =>
  ajv.compile({ $ref: `contract#${tokens(pointer).map((token) => `/${encodeURIComponent(token.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}` })(value);
const validatesAs = (component: string, value: Json): boolean => validates(`/components/schemas/${component}`, value);

/** Titles of all schemas that a reference can lead to from here. */
function titlesFrom(value: Json | undefined, seen = new Set<Json>()): Set<Json> {
  const here = resolve(value);
  if (typeof here !== 'object' || here === null || seen.has(here)) return new Set();
  seen.add(here);
  const own = object(here)['title'];
  return new Set([...(own === undefined ? [] : [own]), ...Object.values(here).flatMap((each) => [...titlesFrom(each as Json, seen)])]);
}

describe('operations', () => {
  test('there are the fourteen, and no other', () => {
    const found = Object.entries(object(document['paths'])).flatMap(([path, item]) =>
      Object.keys(object(item)).filter((key) => key !== 'parameters').map((method) => `${method} ${path}`));
    expect(found.toSorted()).toEqual(rows.map((row) => `${row.method} ${prefix}${row.path}`).toSorted());
  });
  test.each(rows)('$id: method, group, name and schema titles are as known', (row) => {
    const described = operation(row);
    expect(described).toMatchObject({ operationId: row.id, tags: [row.group], summary: row.name });
    const reached = titlesFrom(object(described['responses'])['200']);
    expect(row.titles.filter((title) => !reached.has(title))).toEqual([]);
  });
  test.each(rows)('$id: is as well grounded as its path, and only one path is known', (row) => {
    const known = row.id === 'deactivateUser';
    expect(operation(row)['x-provenance']).toBe(known ? 'documented' : 'assumed');
    expect(operation(row)['x-provenance-parts']).toMatchObject({ name: 'documented', method: 'documented', path: known ? 'documented' : 'assumed' });
  });
  test('transactions of one user and of all users are the seven shapes', () => {
    for (const id of ['listUserTransactions', 'listTransactions']) {
      const reached = titlesFrom(operation(rows.find((row) => row.id === id)!)['responses']);
      expect(transactionTitles.filter((title) => !reached.has(title)), id).toEqual([]);
    }
  });
});

describe('DELETE /enterprise/v2/users/{user_id}', () => {
  const pointer = deactivation;
  test('documents exactly the statuses of its page, all of them as documented', () => {
    const responses = object(at(`${pointer}/responses`));
    expect(Object.keys(responses).toSorted()).toEqual(['200', '204', '400', '401', '404', '500']);
    expect(Object.values(responses).map((each) => object(each)['x-provenance'])).toEqual(Array(6).fill('documented'));
  });
  test('answers 200 as the sample does, 204 with nothing, and takes no body', () => {
    const sample = { data: { user_id: 'a169451c-8525-4352-b8ca-070dd449a1a5', status: 'deactivated' } };
    const media = `${pointer}/responses/200/content/application~1json`;
    expect(at(`${media}/examples/deactivated/value`)).toEqual(sample);
    expect(validates(`${media}/schema`, { data: { ...sample.data, status: 'active' } })).toBe(false);
    expect(validates(`${media}/schema`, { data: { user_id: sample.data.user_id } })).toBe(false);
    expect(at(`${pointer}/responses/204/content`)).toBeUndefined();
    expect(at(`${pointer}/requestBody`)).toBeUndefined();
  });
  test('is told with what is odd about its page', () => {
    expect(at(`${pointer}/description`)).toContain('Developing');
    expect(at(`${pointer}/responses/200/x-provenance-note`)).toContain('number of connections deleted');
    expect(at(`${pointer}/responses/400/x-provenance-note`)).toContain('400 twice');
    expect(at(`${pointer}/responses/401/x-provenance-note`)).toMatch(/no Authorization header.*neither 403 nor 429/);
    expect(at('/components/parameters/UserId/x-provenance-note')).toContain('empty');
  });
});

describe('schema titles', () => {
  const titles = Object.values(object(at('/components/schemas'))).flatMap((schema) => object(schema)['title'] ?? []);
  test('are the thirty-eight of the list and no other, and the transaction titles stand twice', () => {
    expect(titles.toSorted()).toEqual([...plainTitles, ...transactionTitles, ...transactionTitles].toSorted());
    expect(new Set(titles).size).toBe(38);
  });
  test('of the newer generation are used by operations; the older generation is used by none', () => {
    const used = titlesFrom(document['paths']);
    const older = [...titles].filter((title) => String(title).startsWith('OpenAPI') || title === 'CryptoSourceId');
    expect([...new Set(titles)].filter((title) => !used.has(title)).toSorted()).toEqual([...new Set(older)].toSorted());
  });
});

/** Section 1, and what section 2 says of the sister API. Each fact is a question to the document. */
const facts: readonly { readonly tag: 'E' | 'S' | 'P'; readonly fact: string; readonly holds: () => boolean }[] = [
  { tag: 'E', fact: 'a company manages its end users, who consented through the widget to read-only access', holds: () => /employees or customers\), who consented through the Calico widget\s+to read-only access/.test(String(at('/info/description'))) },
  { tag: 'S', fact: 'the path prefix is /enterprise/v2', holds: () => Object.keys(object(document['paths'])).every((path) => path.startsWith('/enterprise/v2/')) },
  { tag: 'P', fact: 'the Platform base is known and the Enterprise host is not', holds: () => at('/servers/0/url') === '/' && String(at('/servers/0/x-provenance-note')).includes('https://api.getcalico.com/platform/v1') },
  { tag: 'S', fact: 'the media type is application/json', holds: () => everything.every(([, { content }]) => content === undefined || Object.keys(object(content)).join() === 'application/json') },
  { tag: 'S', fact: 'field names are snake_case', holds: () => everything.every(([, { properties }]) => Object.keys(object(properties)).every((name) => /^[a-z]+(_[a-z]+)*$/.test(name))) },
  { tag: 'S', fact: 'success has a top-level data', holds: () => rows.every((row) => responsesOf(row).every(([status, { content }]) => !status.startsWith('2') || content === undefined || !validates(`${operationAt(row)}/responses/${status}/content/application~1json/schema`, {}))) },
  { tag: 'P', fact: 'errors stands beside data in a success answer', holds: () => at('/components/schemas/GetAssetsResponse/properties/errors/items/title') === 'ErrorItem' },
  { tag: 'P', fact: 'an element of errors has provider_id and cause, such as bad_request', holds: () => validatesAs('ErrorItem', { provider_id: 'coinbase', cause: 'bad_request' }) && !validatesAs('ErrorItem', { provider_id: 'coinbase' }) && !validatesAs('ErrorItem', { cause: 'bad_request' }) },
  { tag: 'E', fact: 'pagination is by cursor, described by PageData', holds: () => rows.every((row) => parametersOf(row).every(({ name }) => name !== 'cursor') || titlesFrom(operation(row)['responses']).has('PageData')) && validatesAs('PageData', { limit: 30, has_more: false, next_cursor: null }) && !validatesAs('PageData', { limit: 30, has_more: true, next_cursor: null }) },
  { tag: 'P', fact: 'limit is optional, 30 by default, 100 at most', holds: () => at('/components/parameters/Limit/required') === undefined && at('/components/parameters/Limit/schema/default') === 30 && at('/components/parameters/Limit/schema/maximum') === 100 },
  { tag: 'P', fact: 'start_time and end_time are optional milliseconds, the start not later than the end', holds: () => ['StartTime', 'EndTime'].every((name) => at(`/components/parameters/${name}/required`) === undefined && at(`/components/parameters/${name}/x-provenance`) === 'platform' && validates(`/components/parameters/${name}/schema`, 1_735_689_600_000)) && String(at('/components/parameters/StartTime/description')).includes('must not be later') },
  { tag: 'P', fact: 'filters of several values are one comma-separated string, left out for all', holds: () => ['AssetSymbols', 'ProviderIds'].every((name) => { const { required, style, explode } = object(at(`/components/parameters/${name}`)); return required === undefined && style === 'form' && explode === false; }) && String(at('/components/parameters/AssetSymbols/x-provenance-note')).includes('asset_symbols=BTC,SOL') && String(at('/components/parameters/ProviderIds/x-provenance-note')).includes('crypto_sources=coinbase,binance') },
  { tag: 'S', fact: 'a user id is a UUID', holds: () => at('/components/parameters/UserId/schema/format') === 'uuid' && at('/components/parameters/UserId/example') === 'a169451c-8525-4352-b8ca-070dd449a1a5' },
  { tag: 'P', fact: 'a provider id is a lower-case slug, in both generations', holds: () => ['ProviderId', 'CryptoSourceId'].every((name) => validatesAs(name, 'coinbase') && !validatesAs(name, 'Coinbase')) },
  { tag: 'P', fact: 'access is by a bearer token of OAuth 2.0, good for 15 minutes, from a form-encoded endpoint', holds: () => at('/components/securitySchemes/bearer/type') === 'http' && at('/components/securitySchemes/bearer/scheme') === 'bearer' && /OAuth 2\.0.*15 minutes.*form-encoded/.test(String(at('/components/securitySchemes/bearer/description'))) && JSON.stringify(at('/security')) === '[{"bearer":[]}]' },
  { tag: 'S', fact: '401 is documented, everywhere', holds: () => rows.every((row) => responsesOf(row).some(([status]) => status === '401')) },
  { tag: 'P', fact: '429 advises exponential backoff and names no header', holds: () => /back off exponentially/.test(String(at('/components/responses/TooManyRequests/description'))) && at('/components/responses/TooManyRequests/headers/Retry-After/required') === false },
  { tag: 'P', fact: 'the sisters of the lists take start_time, end_time, asset_symbols, sources and limit', holds: () => ['listUserAssets', 'listUserTransactions', 'listTransactions'].every((id) => { const names = parametersOf(rows.find((row) => row.id === id)!).filter((each) => each['in'] === 'query').map(({ name }) => name); return ['start_time', 'end_time', 'asset_symbols', 'provider_ids', 'limit'].every((name) => names.includes(name)); }) },
  { tag: 'P', fact: 'transactions cover trades, transfers, staking rewards and gas fees', holds: () => ['trade', 'transfer', 'staking_reward', 'gas_fee'].every((type) => validatesAs('TransactionType', type)) && !validatesAs('TransactionType', 'other') },
];

test.each(facts)('[$tag] $fact', ({ holds }) => expect(holds()).toBe(true));

test('the general table of statuses stands as printed', () => {
  const table = list(document['x-status-codes']).map((row) => [object(row)['status'], object(row)['meaning']]);
  expect(table.map(([status]) => status)).toEqual([201, 202, 206, 400, 401, 403, 404, 429, 500, 501, 503, 601, 602, 603]);
  expect(table).toEqual(expect.arrayContaining([[201, 'OK'], [202, 'Created'], [501, 'Required subsystem unavailable'], [503, 'Scheduled maintenance']]));
});

/** Section 4: each contradiction, and the spots that it must be marked at. */
const contradictions: readonly { readonly number: number; readonly spots: readonly string[] }[] = [
  { number: 1, spots: [`${deactivation}/responses/200`, `${deactivation}/responses/204`] },
  { number: 2, spots: [deactivation] },
  { number: 3, spots: ['/components/parameters/UserId'] },
  { number: 4, spots: [`${deactivation}/responses/401`] },
  { number: 5, spots: ['/x-status-codes/0', '/x-status-codes/1'] },
  { number: 6, spots: ['/x-status-codes/11', '/x-status-codes/12', '/x-status-codes/13'] },
  { number: 7, spots: ['/x-status-codes/9', '/components/responses/ServiceUnavailable'] },
  { number: 8, spots: ['/x-status-codes/2', '/components/schemas/ErrorItems', '/components/schemas/PartialResult', ...rows.filter((row) => responsesOf(row).some(([status]) => status === '206')).map((row) => `${operationAt(row)}/responses/206`)] },
  { number: 9, spots: ['/components/schemas/OpenAPIDeleteCryptoSourceRequest'] },
  { number: 10, spots: Object.entries(object(at('/components/schemas'))).filter(([name, schema]) => name.startsWith('OpenAPI') && transactionTitles.includes(String(object(schema)['title']))).map(([name]) => `/components/schemas/${name}`) },
];

describe('contradictions', () => {
  test('all ten are told, each with what the suite does about it', () => {
    const told = list(document['x-contradictions']).map(object);
    expect(told.map((each) => each['number'])).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(told.filter((each) => !String(each['what'] ?? '').endsWith('.') || !String(each['treatment'] ?? '').endsWith('.'))).toEqual([]);
  });
  test.each(contradictions)('number $number is marked where it stands', ({ number, spots }) => {
    expect(spots.length).toBeGreaterThan(0);
    expect(spots.map((spot) => object(at(spot))['x-contradiction'])).toEqual(spots.map(() => number));
  });
});

describe('provenance', () => {
  const stated = (value: JsonObject): boolean => ['documented', 'platform', 'assumed'].includes(String(value['x-provenance']));
  const needsOne = (path: readonly string[]): boolean => {
    const [section, kind] = path;
    const parent = path.at(-2);
    if (section === 'paths') return (path.length === 3 && path[2] !== 'parameters') || parent === 'responses' || parent === 'links' || path.at(-1) === 'requestBody';
    return section === 'components' && path.length === 3 && kind !== 'examples';
  };
  const parts = everything.filter(([path, value]) => needsOne(path) && value['$ref'] === undefined);
  test('is stated of every operation, parameter, response, header, link, request body, security scheme and schema', () => {
    expect(parts.length).toBeGreaterThan(130);
    expect(parts.filter(([, value]) => !stated(value)).map(([path]) => pointerOf(path))).toEqual([]);
  });
  test('is one of three words wherever it is stated', () => {
    const odd = everything.filter(([, value]) => value['x-provenance'] !== undefined && !stated(value));
    const oddParts = everything.flatMap(([, value]) => Object.values(object(value['x-provenance-parts']))).filter((each) => !stated({ 'x-provenance': each }));
    expect([...odd, ...oddParts]).toEqual([]);
  });
  test('every title of the list says in a note what of it is known', () => {
    const titled = Object.entries(object(at('/components/schemas'))).filter(([, schema]) => object(schema)['title'] !== undefined);
    expect(titled.filter(([, schema]) => object(schema)['x-provenance-note'] === undefined).map(([name]) => name)).toEqual([]);
  });
});

describe('examples', () => {
  const holders = everything.filter(([, value]) => value['schema'] !== undefined);
  const examplesOf = (value: JsonObject): Json[] =>
    value['example'] === undefined ? Object.values(object(value['examples'])).map((each) => object(resolve(each))['value']!) : [value['example']];
  test('stand at every parameter, header, request and response, but where only a server can issue a value', () => {
    expect(holders.filter(([, value]) => examplesOf(value).length === 0).map(([path]) => pointerOf(path))).toEqual(['/components/parameters/Cursor']);
    expect(at('/components/parameters/Cursor/x-server-issued')).toBe(true);
  });
  test.each(holders.map(([path, value]) => ({ pointer: pointerOf(path), value })))('$pointer: all are valid', ({ pointer, value }) => {
    expect(examplesOf(value).filter((example) => !validates(`${pointer}/schema`, example))).toEqual([]);
  });
  test('of schemas are valid', () => {
    const own = everything.filter(([path, value]) => path.includes('schemas') && Array.isArray(value['examples']));
    expect(own.length).toBeGreaterThan(5);
    expect(own.flatMap(([path, value]) => list(value['examples']).filter((each) => !validates(pointerOf(path), each)))).toEqual([]);
  });
  test('show each transaction shape once, and each matches exactly one branch', () => {
    const shown = list(at('/components/examples/UserTransactions/value/data/transactions'));
    const branches = list(at('/components/schemas/Transaction/oneOf')).map((each) => String(object(each)['$ref']).slice(1));
    const mapping = object(at('/components/schemas/Transaction/discriminator/mapping'));
    const matched = shown.map((each) => branches.filter((branch) => validates(branch, each)));
    expect(matched).toEqual(shown.map((each) => [String(mapping[String(object(each)['kind'])]).slice(1)]));
    expect(matched.flat().toSorted()).toEqual(branches.toSorted());
    expect(Object.keys(mapping)).toEqual(at('/components/schemas/TransactionsDiscriminator/enum'));
    const fieldsOfAll: JsonObject = Object.assign({}, ...shown);
    for (const [kind, branch] of Object.entries(mapping)) {
      expect(branches.filter((each) => validates(each, { ...fieldsOfAll, kind })), kind).toEqual([String(branch).slice(1)]);
    }
  });
});

describe('the document itself', () => {
  test('has unique operation ids and no reference to nowhere', () => {
    expect(new Set(rows.map((row) => operation(row)['operationId'])).size).toBe(14);
    const references = everything.filter(([, value]) => typeof value['$ref'] === 'string');
    expect(references.length).toBeGreaterThan(200);
    expect(references.filter(([, value]) => resolve(value) === undefined)).toEqual([]);
  });
  test('writes every timestamp as integer milliseconds', () => {
    const times = everything.flatMap(([path, { properties }]) => Object.keys(object(properties)).filter((name) => name.endsWith('_at')).map((name) => pointerOf([...path, 'properties', name])));
    expect(times.length).toBeGreaterThan(5);
    expect(times.filter((pointer) => !validates(pointer, 1_735_689_600_000) || validates(pointer, '2025-01-01T00:00:00Z') || validates(pointer, 0.5))).toEqual([]);
  });
  test('links to operations that exist, and never into the deactivation of a user', () => {
    const links = everything.filter(([path]) => path.at(-2) === 'links').map(([, value]) => object(resolve(value))['operationId']);
    expect(links.filter((id) => id === 'deactivateUser' || !rows.some((row) => row.id === id))).toEqual([]);
    expect(links).toContain('getUser');
  });
  test('marks a POST that changes nothing as safe, and nothing that does', () => {
    expect(rows.filter((row) => operation(row)['x-safe'] === true).map((row) => row.id)).toEqual(['searchUsers']);
  });
  test('is valid for swagger-parser', async () => {
    await expect(SwaggerParser.validate(structuredClone(document) as never)).resolves.toMatchObject({ openapi: '3.1.1' });
  });
  test('has no problem that the linter knows of', async () => {
    const config = await createConfig({ extends: ['spec'] });
    const problems = await lintFromString({ source: text, absoluteRef: file.pathname, config });
    expect(problems.map((problem) => problem.message)).toEqual([]);
  });
});
