import { money, times } from '../money.ts';
import { assets } from './assets.ts';
import { buildTransactions } from './build-transactions.ts';
import { enterpriseProviders } from './providers.ts';
import type { Random } from './random.ts';
import { random } from './random.ts';
import type { AccountRecord, Consent, Position, Tenant, UserRecord } from './tenant.ts';

const firstNames = ['ada', 'alan', 'grace', 'edsger', 'barbara', 'donald', 'radia', 'tony', 'frances', 'ken', 'lynn', 'niklaus'];
const lastNames = ['lovelace', 'turing', 'hopper', 'dijkstra', 'liskov', 'knuth', 'perlman', 'hoare', 'allen', 'thompson', 'conway', 'wirth'];
const accountStatuses = ['connected', 'connected', 'connected', 'connected', 'failing', 'connected', 'disconnected'] as const;
const hour = 3_600_000;
const day = 24 * hour;
const firstCreatedAt = Date.UTC(2023, 11, 15);
const syncedAt = Date.UTC(2025, 11, 15);
/** More than a double can hold exactly: whoever adds up with floating point is off. */
const fortune = money('9007199254740993.01');
/** The smallest amount there is. */
const dust = 1n;

/** Builds a company with so many users, the same each time. `named` is the id of the newest. */
export function buildTenant({ seed, size, named }: { readonly seed: number; readonly size: number; readonly named?: string }): Tenant {
  const source = random(seed);
  const users: UserRecord[] = [];
  const accounts: AccountRecord[] = [];
  for (let index = 0; index < size; index += 1) {
    const newest = index === size - 1;
    const user = buildUser(index, newest, newest ? named : undefined, source);
    users.push(user);
    // Some consented and connected nothing yet.
    if (!newest && index % 20 === 13) continue;
    user.consents.forEach((consent, at) => accounts.push(buildAccount(user, consent, index + at, source)));
  }
  const transactions = accounts.flatMap((account) => buildTransactions(account, newestHasMost(account, users) ? 24 : source.between(2, 6), source));
  return { users, accounts, transactions };
}

function newestHasMost({ user_id }: AccountRecord, users: readonly UserRecord[]): boolean {
  return users.at(-1)?.user_id === user_id;
}

function buildUser(index: number, newest: boolean, named: string | undefined, source: Random): UserRecord {
  const first = newest ? 'ada' : source.pick(firstNames);
  const last = newest ? 'lovelace' : source.pick(lastNames);
  // Three at a time are created together, so that only their ids tell them apart.
  const created_at = firstCreatedAt + (newest ? index + 3 : index - (index % 3)) * 2 * day;
  const deactivated = !newest && index % 16 === 7;
  const deactivated_at = deactivated ? created_at + 30 * day : null;
  const wanted = newest ? 3 : index % 11 === 5 ? 0 : source.between(1, 3);
  const from = source.below(enterpriseProviders.length);
  const consents = Array.from({ length: wanted }, (_, at): Consent => {
    const { provider_id } = enterpriseProviders[(from + at) % enterpriseProviders.length] ?? { provider_id: 'coinbase' };
    const granted_at = created_at + (at + 1) * hour;
    return {
      consent_id: source.uuid(), provider_id, scopes: at === 1 ? ['balances'] : ['balances', 'transactions'],
      status: deactivated ? 'revoked' : 'granted', granted_at, revoked_at: deactivated_at,
    };
  });
  return {
    user_id: named ?? source.uuid(),
    email: newest ? `${first}.${last}@example.com` : `${first}.${last}${index}@example.com`,
    ...(index % 4 !== 2 && { external_id: `E-${1001 + index}` }),
    created_at, deactivated_at, consents,
  };
}

function buildAccount(user: UserRecord, { provider_id, granted_at }: Consent, number: number, source: Random): AccountRecord {
  const { name } = enterpriseProviders.find((provider) => provider.provider_id === provider_id) ?? { name: provider_id };
  const never = number % 29 === 11;
  return {
    account_id: source.uuid(), user_id: user.user_id, provider_id, name: `${name} ${number % 3 === 0 ? 'main' : 'savings'}`,
    status: user.deactivated_at === null ? accountStatuses[number % accountStatuses.length] ?? 'connected' : 'disconnected',
    connected_at: granted_at + 60_000,
    last_synced_at: never ? null : syncedAt - (number % 50) * hour,
    positions: never ? [] : buildPositions(number, source),
  };
}

function buildPositions(number: number, source: Random): readonly Position[] {
  const from = source.below(assets.length);
  return Array.from({ length: source.between(1, 4) }, (_, at): Position => {
    const asset = assets[(from + at) % assets.length];
    if (!asset) throw new RangeError('There is no such asset.');
    const rich = number % 97 === 3 && at === 0;
    const poor = number % 31 === 4 && at === 0;
    const amount = rich ? fortune : poor ? dust : BigInt(source.between(1, 999_999_999)) * 10n ** BigInt(source.between(6, 12));
    return { asset, amount, value: times(amount, asset.price), updated_at: syncedAt - source.below(400) * day };
  });
}
