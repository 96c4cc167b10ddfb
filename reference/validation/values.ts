import type { Check } from './check.ts';
import { integer, list, oneOf, text } from './check.ts';

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const atoms = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const host = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
const slug = /^[a-z0-9]+([_-][a-z0-9]+)*$/;
const ticker = /^[A-Z0-9]+$/;

const transactionTypes = ['trade', 'transfer', 'staking_reward', 'gas_fee', 'deposit', 'withdrawal', 'unknown'];
const assetSymbol = text({ min: 1, max: 12, like: (value) => ticker.test(value), called: 'upper-case letters and digits' });

/** Checks of single values, as the contract has them. */
export const values = {
  uuid: text({ like: (value) => uuidForm.test(value), called: 'a UUID' }),
  email: text({ max: 254, like: isEmail, called: 'an email address' }),
  providerId: text({ min: 1, max: 64, like: (value) => slug.test(value), called: 'a provider id' }),
  limit: integer(1, 100),
  timestamp: integer(0, 253_402_300_799_999),
  cursor: text({ min: 1, max: 512 }),
  query: text({ min: 2, max: 100, like: (value) => /\S/.test(value), called: 'more than white space' }),
  order: oneOf(['asc', 'desc']),
  userStatus: oneOf(['active', 'deactivated']),
  accountStatus: oneOf(['connected', 'disconnected', 'failing']),
  sortBy: oneOf(['trades', 'volume']),
  transactionTypes: list(oneOf(transactionTypes), { min: 1, max: 7 }),
  assetSymbols: list(assetSymbol, { min: 1, max: 50 }),
} as const satisfies Record<string, Check>;

function isEmail(value: string): boolean {
  const at = value.lastIndexOf('@');
  const local = value.slice(0, at);
  const quoted = /^"([^"\\]|\\.)*"$/.test(local);
  return at > 0 && (atoms.test(local) || quoted) && host.test(value.slice(at + 1));
}
