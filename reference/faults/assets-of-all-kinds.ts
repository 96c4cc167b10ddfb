import type { Fault } from '../fault.ts';
import { overlook, withQuery } from '../lies.ts';

/** A backend that shows all assets of a user when asked for one. */
export const assetsOfAllKinds: Fault = {
  id: 'assets-of-all-kinds',
  lie: 'shows all assets of a user when asked for one',
  caughtBy: 'balance-agrees@listUserAssets#/steps/symbol-holds',
  around: overlook('listUserAssets', (call) => (call.url.searchParams.get('asset_symbols')?.match(/^[A-Z0-9]+$/) ? withQuery(call, () => ({ asset_symbols: null })) : call)),
};
