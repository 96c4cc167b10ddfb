import type { Operation } from './operation.ts';
import { countAccountsByProvider } from './operations/count-accounts-by-provider.ts';
import { countUsers } from './operations/count-users.ts';
import { deactivateUser } from './operations/deactivate-user.ts';
import { getTotalBalance } from './operations/get-total-balance.ts';
import { getUser } from './operations/get-user.ts';
import { listAccounts } from './operations/list-accounts.ts';
import { listCalicoProviders, listEnterpriseProviders } from './operations/list-providers.ts';
import { listTopTradedAssets } from './operations/list-top-traded-assets.ts';
import { listTransactions } from './operations/list-transactions.ts';
import { listUserAssets } from './operations/list-user-assets.ts';
import { listUserTransactions } from './operations/list-user-transactions.ts';
import { listUsers } from './operations/list-users.ts';
import { searchUsers } from './operations/search-users.ts';

/** All that the backend can do. */
export const operations: readonly Operation[] = [
  listUsers,
  searchUsers,
  getUser,
  deactivateUser,
  listUserAssets,
  listUserTransactions,
  listAccounts,
  listTransactions,
  countUsers,
  countAccountsByProvider,
  getTotalBalance,
  listTopTradedAssets,
  listEnterpriseProviders,
  listCalicoProviders,
];
