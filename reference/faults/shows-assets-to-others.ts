import { tokens } from '../tokens.ts';
import type { Fault } from '../fault.ts';
import { overlook, withToken } from '../lies.ts';

/** A backend that shows the assets of a user to other tenants. */
export const showsAssetsToOthers: Fault = {
  id: 'shows-assets-to-others',
  lie: 'shows the assets of a user to other tenants',
  caughtBy: 'tenant-isolation@listUserAssets#/steps/tenant-isolation',
  around: overlook('listUserAssets', (call) => (call.headers.authorization === `Bearer ${tokens.other}` ? withToken(call, tokens.owner) : call)),
};
