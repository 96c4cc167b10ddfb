import type { Flow } from '../../model/flow.ts';
import { accountsAgree } from './agreement/accounts-agree.flow.ts';
import { balanceAgrees } from './agreement/balance-agrees.flow.ts';
import { pagesAgree } from './agreement/pages-agree.flow.ts';
import { transactionsAgree } from './agreement/transactions-agree.flow.ts';
import { usersAgree } from './agreement/users-agree.flow.ts';
import { deactivateUser } from './deactivate-user.flow.ts';

/** The flows of the Calico Enterprise API. What changes something comes last. */
export const calicoFlows: readonly Flow[] = [usersAgree, accountsAgree, balanceAgrees, transactionsAgree, pagesAgree, deactivateUser];
