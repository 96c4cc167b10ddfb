import { isDeepStrictEqual } from 'node:util';
import type { FlowApi } from '../../model/flow.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { expectItems, expectUser, isObject } from './answers.ts';
import { expectThat } from '../expect-that.ts';

/** A bystander: what of it held still when it was read twice, so that a change means something. */
export interface OtherUser {
  readonly id: string;
  readonly account: JsonObject;
  /** Undefined where they do not hold still. */
  readonly holdings: Json | undefined;
}

/** Where a user and its assets are found. */
export interface UserPaths {
  readonly account: string;
  readonly assets: string;
}

/** Reads a bystander twice, which must be active. */
export async function meetOtherUser(api: FlowApi, id: string, paths: UserPaths): Promise<OtherUser> {
  const first = await readUser(api, id, paths);
  const second = await readUser(api, id, paths);
  return {
    id,
    account: Object.fromEntries(Object.entries(first.account).filter(([name, value]) => isDeepStrictEqual(value, second.account[name]))),
    holdings: isDeepStrictEqual(first.holdings, second.holdings) ? first.holdings : undefined,
  };
}

/** Reads a bystander again, which must be as it was. */
export async function expectUntouched(api: FlowApi, other: OtherUser, paths: UserPaths): Promise<void> {
  const now = await readUser(api, other.id, paths);
  const changed = Object.entries(other.account).flatMap(([name, value]) => (isDeepStrictEqual(value, now.account[name]) ? [] : [name]));
  expectThat(changed.length === 0, `another user, ${other.id}, with a changed ${changed.join(', ')}`, 'that only the user asked for changes');
  expectThat(
    other.holdings === undefined || isDeepStrictEqual(other.holdings, now.holdings),
    `another user, ${other.id}, with changed assets`, 'that only the user asked for changes',
  );
}

async function readUser(api: FlowApi, id: string, paths: UserPaths): Promise<{ readonly account: JsonObject; readonly holdings: Json }> {
  const account = expectUser(await api.get(paths.account).expect(200), id, 'active');
  const assets = await api.get(paths.assets).expect([200, 206]);
  return { account: account.fields, holdings: expectItems(assets, id, 'assets').map(holding) };
}

/** What is held, without what it is worth and when that was found out: both change by themselves. */
function holding(position: Json): Json {
  if (!isObject(position)) return position;
  const { asset_symbol = null, amount = null, provider_id = null, account_id = null } = position;
  return [asset_symbol, amount, provider_id, account_id];
}
