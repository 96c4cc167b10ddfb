import { integer, list, object, oneOf } from './check.ts';
import { values } from './values.ts';

/** The conditions of a search, once they are checked. */
export interface SearchConditions {
  readonly query: string;
  readonly email?: string;
  readonly statuses?: readonly string[];
  readonly provider_ids?: readonly string[];
  readonly user_ids?: readonly string[];
  readonly min_accounts?: number;
  readonly created?: { readonly from?: number; readonly to?: number };
  readonly sort?: { readonly by: 'created_at' | 'email'; readonly order?: 'asc' | 'desc' };
  readonly limit?: number;
  readonly cursor?: string;
}

/** Checks the body of a search. */
export const searchBody = object({
  query: values.query,
  email: values.email,
  statuses: list(values.userStatus, { min: 1, max: 2, unique: true }),
  provider_ids: list(values.providerId, { min: 1, max: 20, unique: true }),
  user_ids: list(values.uuid, { min: 1, max: 100, unique: true }),
  min_accounts: integer(0, 1000),
  created: object({ from: values.timestamp, to: values.timestamp }, { min: 1 }),
  sort: object({ by: oneOf(['created_at', 'email']), order: values.order }, { required: ['by'] }),
  limit: values.limit,
  cursor: values.cursor,
}, { required: ['query'] });
