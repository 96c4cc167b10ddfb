// Types of Calico Enterprise API 0.1.0, written by calico-conformance flows types. When the description changes, write them anew.
import { defineFlowFor } from 'calico-conformance/flows';

/** `defineFlow` for these operations. */
export const defineFlow = defineFlowFor<Operations>();

/** What each operation takes and answers, by operationId. */
export interface Operations {
  /** GET /enterprise/v2/users: Users list */
  listUsers: {
    path: {};
    query: { limit?: number; cursor?: string; status?: UserStatus; order?: "asc" | "desc" };
    headers: {};
    body: undefined;
    responses: {
      200: GetUsersListResponse;
      400: CalicoErrorResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      422: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
  /** POST /enterprise/v2/users/search: Search users */
  searchUsers: {
    path: {};
    query: {};
    headers: {};
    body: SearchUsersRequest;
    responses: {
      200: GetUsersListResponse;
      400: CalicoErrorResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      413: CalicoErrorResponse;
      415: CalicoErrorResponse;
      422: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
  /** GET /enterprise/v2/users/{user_id}: User account */
  getUser: {
    path: { user_id: string };
    query: {};
    headers: {};
    body: undefined;
    responses: {
      200: GetUserResponse;
      400: CalicoErrorResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      404: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
  /** DELETE /enterprise/v2/users/{user_id}: Deactivate account */
  deactivateUser: {
    path: { user_id: string };
    query: {};
    headers: {};
    body: undefined;
    responses: {
      200: { data: { user_id: string; status: "deactivated" } };
      204: undefined;
      400: CalicoErrorResponse;
      401: CalicoErrorResponse;
      404: CalicoErrorResponse;
      500: CalicoErrorResponse;
    };
  };
  /** GET /enterprise/v2/users/{user_id}/assets: User assets */
  listUserAssets: {
    path: { user_id: string };
    query: { start_time?: number; end_time?: number; asset_symbols?: AssetSymbol[]; provider_ids?: ProviderId[]; limit?: number; cursor?: string };
    headers: {};
    body: undefined;
    responses: {
      200: GetAssetsResponse;
      206: GetAssetsResponse & PartialResult;
      400: CalicoErrorResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      404: CalicoErrorResponse;
      422: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
  /** GET /enterprise/v2/users/{user_id}/transactions: User transactions */
  listUserTransactions: {
    path: { user_id: string };
    query: { start_time?: number; end_time?: number; asset_symbols?: AssetSymbol[]; provider_ids?: ProviderId[]; types?: TransactionType[]; order?: "asc" | "desc"; limit?: number; cursor?: string };
    headers: {};
    body: undefined;
    responses: {
      200: GetTransactionsResponse;
      206: GetTransactionsResponse & PartialResult;
      400: CalicoErrorResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      404: CalicoErrorResponse;
      422: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
  /** GET /enterprise/v2/accounts: Accounts list */
  listAccounts: {
    path: {};
    query: { user_id?: string; provider_ids?: ProviderId[]; status?: AccountStatus; limit?: number; cursor?: string };
    headers: {};
    body: undefined;
    responses: {
      200: GetAccountsListResponse;
      206: GetAccountsListResponse & PartialResult;
      400: CalicoErrorResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      422: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
  /** GET /enterprise/v2/transactions: Transactions list */
  listTransactions: {
    path: {};
    query: { start_time?: number; end_time?: number; asset_symbols?: AssetSymbol[]; provider_ids?: ProviderId[]; types?: TransactionType[]; user_id?: string; order?: "asc" | "desc"; limit?: number; cursor?: string };
    headers: {};
    body: undefined;
    responses: {
      200: GetTransactionsListResponse;
      206: GetTransactionsListResponse & PartialResult;
      400: CalicoErrorResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      422: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
  /** GET /enterprise/v2/stats/users: Number of enterprise users */
  countUsers: {
    path: {};
    query: {};
    headers: {};
    body: undefined;
    responses: {
      200: CountUsersResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
  /** GET /enterprise/v2/stats/accounts-by-provider: Number of accounts by provider */
  countAccountsByProvider: {
    path: {};
    query: { provider_ids?: ProviderId[] };
    headers: {};
    body: undefined;
    responses: {
      200: CountAccountsByProviderResponse;
      206: CountAccountsByProviderResponse & PartialResult;
      400: CalicoErrorResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      422: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
  /** GET /enterprise/v2/stats/balance: Balance of all accounts */
  getTotalBalance: {
    path: {};
    query: { asset_symbols?: AssetSymbol[]; provider_ids?: ProviderId[] };
    headers: {};
    body: undefined;
    responses: {
      200: GetTotalBalanceResponse;
      206: GetTotalBalanceResponse & PartialResult;
      400: CalicoErrorResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      422: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
  /** GET /enterprise/v2/stats/top-traded-assets: Top traded assets */
  listTopTradedAssets: {
    path: {};
    query: { start_time?: number; end_time?: number; provider_ids?: ProviderId[]; sort_by?: "trades" | "volume"; limit?: number };
    headers: {};
    body: undefined;
    responses: {
      200: ListTopTradedAssetsResponse;
      206: ListTopTradedAssetsResponse & PartialResult;
      400: CalicoErrorResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      422: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
  /** GET /enterprise/v2/providers: Enterprise providers */
  listEnterpriseProviders: {
    path: {};
    query: {};
    headers: {};
    body: undefined;
    responses: {
      200: ListProvidersResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
  /** GET /enterprise/v2/calico-providers: Calico providers */
  listCalicoProviders: {
    path: {};
    query: {};
    headers: {};
    body: undefined;
    responses: {
      200: ListProvidersResponse;
      401: CalicoErrorResponse;
      403: CalicoErrorResponse;
      429: CalicoErrorResponse;
      500: CalicoErrorResponse;
      503: CalicoErrorResponse;
    };
  };
}

export type Account = { account_id: string; user_id: string; provider_id: ProviderId; name: string; status: AccountStatus; balance: CurrencyValue; connected_at: Timestamp; last_synced_at: Timestamp | null };

export type AccountStatus = "connected" | "disconnected" | "failing";

export type AssetAmount = { asset_symbol: AssetSymbol; amount: DecimalAmount; value: CurrencyValue };

export type AssetPosition = { asset_symbol: AssetSymbol; asset_name?: string; amount: DecimalAmount; value: CurrencyValue; provider_id: ProviderId; account_id: string; updated_at: Timestamp };

export type AssetSymbol = string;

export type CalicoErrorResponse = { error: { code: ErrorCode; cause: string; details?: { in: "path" | "query" | "header" | "body"; name: string; cause: string }[] } };

export type Consent = { consent_id: string; provider_id: ProviderId; scopes: ("balances" | "transactions")[]; status: "granted" | "revoked"; granted_at: Timestamp; revoked_at: Timestamp | null };

export type CountAccountsByProviderResponse = { data: { total: number; providers: { provider_id: ProviderId; accounts: number }[] }; errors?: ErrorItems };

export type CountUsersResponse = { data: { total: number; active: number; deactivated: number } };

export type CurrencyValue = { amount: DecimalAmount; currency: string };

export type DecimalAmount = string;

export type ErrorCode = "invalid_request" | "invalid_cursor" | "unauthenticated" | "forbidden" | "not_found" | "method_not_allowed" | "content_too_large" | "unsupported_media_type" | "rate_limited" | "internal_error" | "unavailable";

export type ErrorItem = { provider_id: ProviderId; cause: string };

export type ErrorItems = ErrorItem[];

export type FeeItem = { fee_type: "network" | "trading" | "withdrawal" | "other"; asset_symbol: AssetSymbol; amount: DecimalAmount; value: CurrencyValue };

export type FeeObject = { total: CurrencyValue; items: FeeItem[] };

export type GetAccountsListResponse = { data: Account[]; page: PageData; errors?: ErrorItems };

export type GetAssetsData = { user_id: string; assets: AssetPosition[] };

export type GetAssetsResponse = { data: GetAssetsData; page: PageData; errors?: ErrorItems };

export type GetTotalBalanceResponse = { data: { balance: CurrencyValue; providers: { provider_id: ProviderId; balance: CurrencyValue }[] }; errors?: ErrorItems };

export type GetTransactionsData = { user_id: string; transactions: Transaction[] };

export type GetTransactionsListResponse = { data: Transaction[]; page: PageData; errors?: ErrorItems };

export type GetTransactionsResponse = { data: GetTransactionsData; page: PageData; errors?: ErrorItems };

export type GetUserResponse = { data: User };

export type GetUsersListResponse = { data: User[]; page: PageData };

export type InputOnlyTransactions = { kind: "input_only"; input: AssetAmount } & TransactionBase;

export type ListProvidersData = { providers: ProviderMetadata[] };

export type ListProvidersResponse = { data: ListProvidersData };

export type ListTopTradedAssetsResponse = { data: { rank: number; asset_symbol: AssetSymbol; trades: number; volume: CurrencyValue }[]; errors?: ErrorItems };

export type OutputOnlyTransactionData = { kind: "output_only"; output: AssetAmount } & TransactionBase;

export type PageData = { limit: number; has_more: boolean; next_cursor: string | null };

export type PartialResult = { errors: ErrorItem[] };

export type ProviderId = string;

export type ProviderMetadata = { provider_id: ProviderId; name: string; provider_type: "exchange" | "wallet" | "blockchain" | "custodian"; status: "available" | "degraded" | "unavailable"; capabilities: ("balances" | "transactions")[]; logo_url: string; website_url?: string };

export type ReceiveTransactionData = { kind: "receive"; input: AssetAmount; from_address: string; transaction_hash?: string } & TransactionBase;

export type SearchUsersRequest = { query: string; email?: string; statuses?: UserStatus[]; provider_ids?: ProviderId[]; user_ids?: string[]; min_accounts?: number; created?: { from?: Timestamp; to?: Timestamp }; sort?: { by: "created_at" | "email"; order?: "asc" | "desc" }; limit?: number; cursor?: string };

export type SendTransactionData = { kind: "send"; output: AssetAmount; to_address: string; transaction_hash?: string } & TransactionBase;

export type Timestamp = number;

export type Transaction = TransactionsData | InputOnlyTransactions | SendTransactionData | ReceiveTransactionData | OutputOnlyTransactionData | TransactionsWithInputAndOutput | UncategorizedTransactionData;

export type TransactionBase = { transaction_id: string; kind: TransactionsDiscriminator; type: TransactionType; user_id: string; account_id: string; provider_id: ProviderId; occurred_at: Timestamp; categorization: TransactionCategorization; fees?: FeeObject };

export type TransactionCategorization = { category: "income" | "expense" | "exchange" | "transfer" | "cost" | "unknown"; source: "provider" | "calico" | "user"; confidence?: number };

export type TransactionType = "trade" | "transfer" | "staking_reward" | "gas_fee" | "deposit" | "withdrawal" | "unknown";

export type TransactionsData = { kind: "transaction" } & TransactionBase;

export type TransactionsDiscriminator = "transaction" | "input_only" | "send" | "receive" | "output_only" | "input_and_output" | "uncategorized";

export type TransactionsWithInputAndOutput = { kind: "input_and_output"; input: AssetAmount; output: AssetAmount } & TransactionBase;

export type UncategorizedTransactionData = { kind: "uncategorized"; raw_description: string; input?: AssetAmount; output?: AssetAmount } & TransactionBase;

export type User = { user_id: string; status: UserStatus; email: string; external_id?: string; created_at: Timestamp; deactivated_at: Timestamp | null; consents: Consent[] };

export type UserStatus = "active" | "deactivated";
