import type { Complaint } from '../answer.ts';
import type { Check } from './check.ts';
import { list } from './check.ts';
import { values } from './values.ts';

/** The query parameters that any operation knows, once they are checked. */
export interface Query {
  readonly limit: number;
  readonly cursor: string;
  readonly start_time: number;
  readonly end_time: number;
  readonly asset_symbols: readonly string[];
  readonly provider_ids: readonly string[];
  readonly types: readonly string[];
  readonly user_id: string;
  readonly status: string;
  readonly order: 'asc' | 'desc';
  readonly sort_by: 'trades' | 'volume';
}

/** How a parameter is written, and what its value must be. */
interface Parameter {
  readonly name: keyof Query;
  readonly form: 'text' | 'number' | 'list';
  readonly check: Check;
}

/** The parameters of all operations. Two have a status of their own. */
export const parameters = {
  limit: { name: 'limit', form: 'number', check: values.limit },
  cursor: { name: 'cursor', form: 'text', check: values.cursor },
  startTime: { name: 'start_time', form: 'number', check: values.timestamp },
  endTime: { name: 'end_time', form: 'number', check: values.timestamp },
  assetSymbols: { name: 'asset_symbols', form: 'list', check: values.assetSymbols },
  providerIds: { name: 'provider_ids', form: 'list', check: list(values.providerId, { min: 1, max: 50 }) },
  types: { name: 'types', form: 'list', check: values.transactionTypes },
  userId: { name: 'user_id', form: 'text', check: values.uuid },
  userStatus: { name: 'status', form: 'text', check: values.userStatus },
  accountStatus: { name: 'status', form: 'text', check: values.accountStatus },
  order: { name: 'order', form: 'text', check: values.order },
  sortBy: { name: 'sort_by', form: 'text', check: values.sortBy },
} as const satisfies Record<string, Parameter>;

/** The name of a parameter in the table. */
export type ParameterName = keyof typeof parameters;

/** Reads and checks a query string. Parameters that the operation does not know are left alone. */
export function readQuery(given: URLSearchParams, known: readonly ParameterName[]): { readonly query: Partial<Query>; readonly complaints: readonly Complaint[] } {
  const query: Record<string, unknown> = {};
  const complaints: Complaint[] = [];
  const complain = (name: string, cause: string): void => { complaints.push({ in: 'query', name, cause }); };
  for (const key of known) {
    const { name, form, check } = parameters[key];
    const [written, ...again] = given.getAll(name);
    if (written === undefined) continue;
    if (again.length > 0) complain(name, 'is given more than once');
    const value = form === 'number' ? numberOf(written) : form === 'list' ? listOf(written) : written;
    const found = check(value);
    for (const { cause } of found) complain(name, cause);
    if (found.length === 0) query[name] = value;
  }
  const { start_time, end_time } = query as Partial<Query>;
  if (start_time !== undefined && end_time !== undefined && start_time > end_time) complain('start_time', 'is later than end_time');
  return { query, complaints };
}

/** The number that a text writes; a text that writes none stays what it is. */
function numberOf(written: string): number | string {
  return /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/.test(written) ? Number(written) : written;
}

function listOf(written: string): readonly string[] {
  return written === '' ? [] : written.split(',');
}
