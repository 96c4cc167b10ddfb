import type { AssetAmount, TransactionRecord } from '../data/tenant.ts';
import { tenantOf } from '../data/tenants.ts';
import type { Order } from '../page.ts';
import { reads } from '../partial.ts';
import type { Company } from '../registry.ts';
import type { Query } from '../validation/query.ts';

/** The transactions that are shown and match the filters. */
export function selectTransactions(company: Company, { start_time = 0, end_time = Infinity, asset_symbols, provider_ids, types, user_id }: Partial<Query>): readonly TransactionRecord[] {
  const readable = reads(company, provider_ids);
  const user = user_id?.toLowerCase();
  return tenantOf(company.name).transactions.filter((each) =>
    company.shows(each.user_id)
    && readable(each)
    && (user === undefined || each.user_id === user)
    && (types?.includes(each.type) ?? true)
    && each.occurred_at >= start_time && each.occurred_at <= end_time
    && (asset_symbols === undefined || symbolsIn(each).some((symbol) => asset_symbols.includes(symbol))));
}

/** By time, and equals by id. */
export function byTime(order: 'asc' | 'desc'): Order<TransactionRecord> {
  return { key: ({ occurred_at }) => occurred_at, id: ({ transaction_id }) => transaction_id, descending: order === 'desc' };
}

/** The filters, as what a cursor is bound to. */
export function filtersOf({ start_time, end_time, asset_symbols, provider_ids, types, user_id, order }: Partial<Query>) {
  return [start_time ?? null, end_time ?? null, asset_symbols ?? null, provider_ids ?? null, types ?? null, user_id?.toLowerCase() ?? null, order ?? 'desc'] as const;
}

/** Every asset in a transaction, fees included. */
function symbolsIn(transaction: TransactionRecord): readonly string[] {
  const { input, output, fees = [] } = transaction as TransactionRecord & { readonly input?: AssetAmount; readonly output?: AssetAmount };
  return [input, output, ...fees].flatMap((each) => (each ? [each.asset_symbol] : []));
}
