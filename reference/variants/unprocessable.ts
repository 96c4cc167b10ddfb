import { operationOf } from '../call.ts';
import type { Variant } from '../variant.ts';

const documenting: ReadonlySet<string | undefined> = new Set([
  'listUsers', 'searchUsers', 'listUserAssets', 'listUserTransactions', 'listAccounts', 'listTransactions', 'countAccountsByProvider', 'getTotalBalance', 'listTopTradedAssets',
]);

/** A server may choose between 400 and 422 for what can be read. */
export const unprocessable: Variant = {
  id: 'unprocessable',
  summary: 'What can be read and breaks the contract is answered with 422 where that is documented.',
  async around(call, honest) {
    const answer = await honest();
    const readable = call.body.kind === 'whole' && (call.body.bytes.length === 0 || isJson(call.body.bytes));
    return answer.status === 400 && readable && documenting.has(operationOf(call)) ? { ...answer, status: 422 } : answer;
  },
};

function isJson(bytes: Uint8Array): boolean {
  try {
    JSON.parse(new TextDecoder().decode(bytes));
    return true;
  } catch {
    return false;
  }
}
