import type { Json, JsonObject } from '../../../model/json.ts';
import { defineFlow } from '../../define-flow.ts';
import { expectThat } from '../../expect-that.ts';
import { dataOf, isObject } from '../answers.ts';
import { agreementClause } from '../clauses.ts';
import type { Reading } from './reading.ts';
import { errorsOf, expectInOrder, expectWhole, few, isPartial, read, readFirst, readPage, readWhole, somePages, soon, textsOf, wholeNumber } from './reading.ts';

/** Accounts, their count and the providers are one picture. */
export const accountsAgree = defineFlow({
  id: 'accounts-agree', title: 'Accounts, their number and the providers are one picture', suite: 'calico', level: 'MUST', clause: agreementClause, provenance: 'assumed', permission: 'read',
  needs: {
    operations: {
      listAccounts: { method: 'get', path: '/enterprise/v2/accounts' },
      countAccounts: { method: 'get', path: '/enterprise/v2/stats/accounts-by-provider' },
      listProviders: { method: 'get', path: '/enterprise/v2/providers' },
      listCalicoProviders: { method: 'get', path: '/enterprise/v2/calico-providers' },
    },
    captures: [],
  },
  steps: [
    { id: 'known-to-calico', operation: 'listProviders', after: [], statement: 'Every provider of the company is among the Calico providers.' },
    { id: 'each-once', operation: 'listCalicoProviders', after: [], statement: 'The Calico providers are listed once each.' },
    { id: 'providers-known', operation: 'listAccounts', after: [], statement: 'Every provider that an account names is among the providers of the company.' },
    { id: 'errors-name-providers', operation: 'listAccounts', after: [], statement: 'An incomplete list of accounts says in errors which providers could not be read, and Calico knows each of them.' },
    { id: 'sums-up', operation: 'countAccounts', after: [], statement: 'The numbers of accounts by provider are those of the accounts list, and sum up to their total.' },
    { id: 'provider-holds', operation: 'listAccounts', after: [], statement: 'Filtered by a provider, or by several, the list shows all accounts at these providers, and only those.' },
    { id: 'oldest-first', operation: 'listAccounts', after: [], statement: 'The list stands by the time of connection, oldest first, on every page and through its filters.' },
    { id: 'number-at-provider', operation: 'countAccounts', after: ['sums-up'], statement: 'Filtered by a provider, the numbers are those of that provider alone.' },
  ],

  async run(context) {
    const { again, api, block, inapplicable, path, step } = context;
    const reading: Reading = context;
    const providers = async (operation: 'listProviders' | 'listCalicoProviders'): Promise<readonly string[]> => textsOf(reading, (await readPage(reading, path(operation), 'providers')).items, 'provider_id');

    await step('known-to-calico', () => again(soon, async () => {
      const [own, all] = [await providers('listProviders'), await providers('listCalicoProviders')];
      const unknown = own.filter((id) => !all.includes(id));
      expectThat(unknown.length === 0, `${few(unknown)} among the providers of the company`, 'only providers that Calico knows');
    }));

    await step('each-once', () => again(soon, async () => {
      const all = await providers('listCalicoProviders');
      const twice = all.filter((id, index) => all.indexOf(id) !== index);
      expectThat(twice.length === 0, `${few(twice)} twice`, 'each provider once');
    }));

    await step('providers-known', () => again(soon, async () => {
      const known = await providers('listProviders');
      const { items } = await readWhole(reading, path('listAccounts'));
      const unknown = [...new Set(textsOf(reading, items, 'provider_id'))].filter((id) => !known.includes(id));
      expectThat(unknown.length === 0, `accounts at ${few(unknown)}`, 'only accounts at providers of the company');
    }));

    await step('errors-name-providers', () => again(soon, async () => {
      const answer = await api.get(path('listAccounts'));
      if (answer.status !== 200 && answer.status !== 206) return block(`The list was answered ${answer.status}.`);
      if (!isPartial(answer)) return inapplicable('The list was complete.');
      const errors = errorsOf(answer.body as Json);
      expectThat(errors.length > 0, 'status 206 without errors', 'errors that name what could not be read');
      const all = await providers('listCalicoProviders');
      const unknown = textsOf(reading, errors, 'provider_id').filter((id) => !all.includes(id));
      expectThat(unknown.length === 0, `errors of ${few(unknown)}`, 'errors of providers that Calico knows');
      return undefined;
    }));

    const numbers = async (query: Readonly<Record<string, string>> = {}): Promise<Numbers> => {
      const answer = await read(reading, path('countAccounts'), query);
      const data = dataOf(answer);
      const listed = isObject(data) ? data['providers'] : undefined;
      if (!Array.isArray(listed) || !(listed as readonly Json[]).every(isObject)) return block('The numbers by provider are no list.');
      const providers = new Map((listed as readonly JsonObject[]).map((each) => [String(each['provider_id']), wholeNumber(reading, each, 'accounts')]));
      return { total: wholeNumber(reading, data, 'total'), providers, partial: isPartial(answer) };
    };

    await step('sums-up', () => again(soon, async () => {
      const said = await numbers();
      const accounts = await readWhole(reading, path('listAccounts'));
      expectWhole(reading, accounts, said);
      const held = new Map<string, number>();
      for (const id of textsOf(reading, accounts.items, 'provider_id')) held.set(id, (held.get(id) ?? 0) + 1);
      const wrong = [...new Set([...said.providers.keys(), ...held.keys()])].filter((id) => (said.providers.get(id) ?? 0) !== (held.get(id) ?? 0)).slice(0, 5);
      expectThat(wrong.length === 0, wrong.map((id) => `${said.providers.get(id) ?? 0} accounts at ${id}`).join(', '), `${wrong.map((id) => held.get(id) ?? 0).join(', ')}, as many as the accounts list shows`);
      expectThat(said.total === accounts.items.length, `a total of ${said.total} accounts`, `${accounts.items.length}, as many as the accounts list shows`);
    }));

    await step('provider-holds', () => again(soon, async () => {
      const accounts = await readWhole(reading, path('listAccounts'));
      const known = [...new Set(textsOf(reading, accounts.items, 'provider_id'))];
      if (known.length === 0) inapplicable('The list shows no account.');
      for (const some of [known.slice(0, 1), known.slice(0, 2)]) {
        const filtered = await readWhole(reading, path('listAccounts'), undefined, { provider_ids: some.join() });
        expectWhole(reading, accounts, filtered);
        const isThere = (item: JsonObject): boolean => some.includes(String(item['provider_id']));
        const shown = new Set(textsOf(reading, filtered.items, 'account_id'));
        const wrong = filtered.items.find((item) => !isThere(item));
        expectThat(wrong === undefined, `the account ${String(wrong?.['account_id'])} at ${String(wrong?.['provider_id'])} in the list filtered by ${some.join()}`, 'only accounts at these providers');
        const missing = textsOf(reading, accounts.items.filter(isThere), 'account_id').filter((id) => !shown.has(id));
        expectThat(missing.length === 0, `the list filtered by ${some.join()} without ${few(missing)}`, 'all accounts at these providers');
      }
    }));

    await step('oldest-first', () => again(soon, async () => {
      const { items } = await readFirst(reading, somePages, path('listAccounts'));
      if (items.length === 0) inapplicable('The list shows no account.');
      expectInOrder(reading, items, 'connected_at', 'asc', 'the list');
      const [provider = '', status = ''] = ['provider_id', 'status'].map((field) => textsOf(reading, items, field)[0]);
      for (const filter of [{ provider_ids: provider }, { status }]) {
        const filtered = await readPage(reading, path('listAccounts'), undefined, { ...filter, limit: 100 });
        expectInOrder(reading, filtered.items, 'connected_at', 'asc', `the list filtered by ${Object.values(filter).join()}`);
      }
    }));

    await step('number-at-provider', () => again(soon, async () => {
      const all = await numbers();
      const [provider, count] = [...all.providers][0] ?? inapplicable('There is no account.');
      const own = await numbers({ provider_ids: provider });
      expectWhole(reading, all, own);
      const others = [...own.providers].filter(([id, accounts]) => id !== provider && accounts > 0).map(([id]) => id);
      expectThat(others.length === 0, `numbers of ${few(others)} when filtered by ${provider}`, 'those of that provider alone');
      expectThat(own.total === count && own.providers.get(provider) === count, `${own.providers.get(provider) ?? 0} accounts at ${provider} and a total of ${own.total}`, `${count}, as without the filter`);
    }));
  },
});

/** How many accounts there are, and at which providers. */
interface Numbers {
  readonly total: number;
  readonly providers: ReadonlyMap<string, number>;
  readonly partial: boolean;
}
