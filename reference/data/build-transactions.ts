import { times } from '../money.ts';
import type { Money } from '../money.ts';
import type { Asset } from './assets.ts';
import { assets } from './assets.ts';
import type { Random } from './random.ts';
import type { AccountRecord, AssetAmount, Fee, Shape, TransactionBase, TransactionRecord } from './tenant.ts';

type Meaning = Pick<TransactionBase, 'type' | 'categorization'> & Shape;

/** The seven shapes, and two more trades, which are what happens most. */
const makers: readonly ((random: Random) => Meaning)[] = [
  (random) => trade(random),
  (random) => ({ kind: 'input_only', type: 'staking_reward', categorization: { category: 'income', source: 'provider' }, input: something(random) }),
  (random) => ({
    kind: 'send', type: 'transfer', categorization: { category: 'transfer', source: 'calico', confidence: 0.875 },
    output: something(random), to_address: address(random), transaction_hash: hash(random),
  }),
  (random) => ({
    kind: 'transaction', type: 'gas_fee', categorization: { category: 'cost', source: 'calico', confidence: 0.98 },
    fees: [fee(random, 'network'), fee(random, 'other')],
  }),
  (random) => ({ kind: 'receive', type: 'transfer', categorization: { category: 'transfer', source: 'user' }, input: something(random), from_address: address(random) }),
  (random) => ({ kind: 'output_only', type: 'withdrawal', categorization: { category: 'expense', source: 'user' }, output: something(random), fees: [fee(random, 'withdrawal')] }),
  (random) => ({
    kind: 'uncategorized', type: 'unknown', categorization: { category: 'unknown', source: 'calico', confidence: 0 },
    raw_description: `ADJ ${random.between(1000, 9999)} – "corrección" <&>`, ...(random.below(2) === 0 && { input: something(random) }),
  }),
  (random) => ({ ...trade(random), fees: [fee(random, 'trading'), fee(random, 'network')] }),
  (random) => ({ kind: 'input_only', type: 'deposit', categorization: { category: 'income', source: 'provider', confidence: 1 }, input: something(random) }),
  (random) => trade(random),
];

const firstAt = Date.UTC(2024, 0, 1);
const lastAt = Date.UTC(2025, 11, 1);
const minute = 60_000;

/** What happened in an account. Whole minutes, so that some things happen at the same time. */
export function buildTransactions(account: AccountRecord, count: number, random: Random): readonly TransactionRecord[] {
  const { account_id, user_id, provider_id } = account;
  const first = random.below(makers.length);
  return Array.from({ length: count }, (_, index) => {
    const make = makers[(first + index) % makers.length];
    if (!make) throw new RangeError('There is no such shape.');
    return {
      transaction_id: random.uuid(), user_id, account_id, provider_id,
      occurred_at: firstAt + random.below((lastAt - firstAt) / (240 * minute)) * 240 * minute,
      ...make(random),
    };
  });
}

function trade(random: Random): Meaning {
  const output = something(random);
  const others = assets.filter(({ symbol }) => symbol !== output.asset_symbol);
  const input = worth(random.pick(others), output.value, random);
  return { kind: 'input_and_output', type: 'trade', categorization: { category: 'exchange', source: 'provider', confidence: 1 }, input, output };
}

function something(random: Random): AssetAmount {
  const asset = random.pick(assets);
  const amount = BigInt(random.between(1, 999_999_999)) * 10n ** BigInt(random.between(7, 11));
  return { asset_symbol: asset.symbol, amount, value: times(amount, asset.price) };
}

/** About as much of an asset as a value buys. */
function worth({ symbol, price }: Asset, value: Money, random: Random): AssetAmount {
  const amount = ((value * 10n ** 18n) / price / 10n ** 10n + BigInt(random.between(1, 9))) * 10n ** 10n;
  return { asset_symbol: symbol, amount, value: times(amount, price) };
}

function fee(random: Random, fee_type: Fee['fee_type']): Fee {
  const asset = random.pick(assets);
  const amount = BigInt(random.between(1, 99_999)) * 10n ** 12n;
  return { fee_type, asset_symbol: asset.symbol, amount, value: times(amount, asset.price) };
}

function address(random: Random): string {
  return `0x${hash(random).slice(0, 40)}`;
}

function hash(random: Random): string {
  return `${random.uuid()}${random.uuid()}`.replaceAll('-', '');
}
