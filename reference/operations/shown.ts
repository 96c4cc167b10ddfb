import type { JsonObject } from '../../model/json.ts';
import type { AccountRecord, AssetAmount, Fee, Position, TransactionRecord } from '../data/tenant.ts';
import { decimal, dollars, sum } from '../money.ts';
import type { PresentUser } from '../registry.ts';

/** A user, as the API shows it. */
export function shownUser({ user_id, status, email, external_id, created_at, deactivated_at, consents }: PresentUser): JsonObject {
  return {
    user_id, status, email, ...(external_id !== undefined && { external_id }), created_at, deactivated_at,
    consents: consents.map(({ consent_id, provider_id, scopes, status: state, granted_at, revoked_at }) => ({ consent_id, provider_id, scopes, status: state, granted_at, revoked_at })),
  };
}

/** An account; its balance is the sum of its positions. */
export function shownAccount({ account_id, user_id, provider_id, name, status, positions, connected_at, last_synced_at }: AccountRecord): JsonObject {
  return { account_id, user_id, provider_id, name, status, balance: dollars(sum(positions.map(({ value }) => value))), connected_at, last_synced_at };
}

/** A position in an account. */
export function shownPosition({ provider_id, account_id }: AccountRecord, { asset, amount, value, updated_at }: Position): JsonObject {
  return {
    asset_symbol: asset.symbol, ...(asset.name !== undefined && { asset_name: asset.name }),
    amount: decimal(amount), value: dollars(value), provider_id, account_id, updated_at,
  };
}

/** A transaction, in its shape. */
export function shownTransaction(record: TransactionRecord): JsonObject {
  const { transaction_id, kind, type, user_id, account_id, provider_id, occurred_at, categorization, fees, ...own } = record;
  const { category, source, confidence } = categorization;
  const { input, output, ...words } = own as { readonly input?: AssetAmount; readonly output?: AssetAmount };
  return {
    transaction_id, kind, type, user_id, account_id, provider_id, occurred_at,
    categorization: { category, source, ...(confidence !== undefined && { confidence }) },
    ...(fees && { fees: { total: dollars(sum(fees.map(({ value }) => value))), items: fees.map(shownFee) } }),
    ...(input && { input: shownAmount(input) }),
    ...(output && { output: shownAmount(output) }),
    ...words,
  };
}

function shownFee(fee: Fee): JsonObject {
  return { fee_type: fee.fee_type, ...shownAmount(fee) };
}

function shownAmount({ asset_symbol, amount, value }: AssetAmount): JsonObject {
  return { asset_symbol, amount: decimal(amount), value: dollars(value) };
}
