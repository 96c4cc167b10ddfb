import type { Asset } from './assets.ts';
import type { Money } from '../money.ts';

/** Whose data a token opens. */
export type TenantName = 'owner' | 'other';

/** What a user allowed to be read, at one provider. */
export interface Consent {
  readonly consent_id: string;
  readonly provider_id: string;
  readonly scopes: readonly ('balances' | 'transactions')[];
  readonly status: 'granted' | 'revoked';
  readonly granted_at: number;
  readonly revoked_at: number | null;
}

/** An end user, as recorded; whether it is active is the registry's to say. */
export interface UserRecord {
  readonly user_id: string;
  readonly email: string;
  readonly external_id?: string;
  readonly created_at: number;
  /** For those who were deactivated long ago. */
  readonly deactivated_at: number | null;
  readonly consents: readonly Consent[];
}

/** An account with what is in it. */
export interface AccountRecord {
  readonly account_id: string;
  readonly user_id: string;
  readonly provider_id: string;
  readonly name: string;
  readonly status: 'connected' | 'disconnected' | 'failing';
  readonly connected_at: number;
  readonly last_synced_at: number | null;
  readonly positions: readonly Position[];
}

/** How much of one asset is in an account. */
export interface Position {
  readonly asset: Asset;
  readonly amount: Money;
  readonly value: Money;
  readonly updated_at: number;
}

/** An amount of an asset, and what it was worth. */
export interface AssetAmount {
  readonly asset_symbol: string;
  readonly amount: Money;
  readonly value: Money;
}

/** One fee. */
export interface Fee extends AssetAmount {
  readonly fee_type: 'network' | 'trading' | 'withdrawal' | 'other';
}

/** What all seven shapes of a transaction share. */
export interface TransactionBase {
  readonly transaction_id: string;
  readonly type: 'trade' | 'transfer' | 'staking_reward' | 'gas_fee' | 'deposit' | 'withdrawal' | 'unknown';
  readonly user_id: string;
  readonly account_id: string;
  readonly provider_id: string;
  readonly occurred_at: number;
  readonly categorization: {
    readonly category: 'income' | 'expense' | 'exchange' | 'transfer' | 'cost' | 'unknown';
    readonly source: 'provider' | 'calico' | 'user';
    readonly confidence?: number;
  };
  readonly fees?: readonly Fee[];
}

/** What a shape has of its own. */
export type Shape =
  | { readonly kind: 'transaction'; readonly fees: readonly Fee[] }
  | { readonly kind: 'input_only'; readonly input: AssetAmount }
  | { readonly kind: 'send'; readonly output: AssetAmount; readonly to_address: string; readonly transaction_hash?: string }
  | { readonly kind: 'receive'; readonly input: AssetAmount; readonly from_address: string; readonly transaction_hash?: string }
  | { readonly kind: 'output_only'; readonly output: AssetAmount }
  | { readonly kind: 'input_and_output'; readonly input: AssetAmount; readonly output: AssetAmount }
  | { readonly kind: 'uncategorized'; readonly raw_description: string; readonly input?: AssetAmount; readonly output?: AssetAmount };

/** Something that happened in an account. */
export type TransactionRecord = TransactionBase & Shape;

/** All that belongs to one company. */
export interface Tenant {
  readonly users: readonly UserRecord[];
  readonly accounts: readonly AccountRecord[];
  readonly transactions: readonly TransactionRecord[];
}
