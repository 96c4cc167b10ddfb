import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that says that a page of assets has a limit of a hundred, whatever was applied. */
export const limitAlways100: Fault = {
  id: 'limit-always-100',
  lie: 'says that a page of assets has a limit of a hundred, whatever was applied',
  caughtBy: 'pages-agree@listUserAssets#/steps/of-assets',
  around: misstate('listUserAssets', 200, ['page', 'limit'], () => 100),
};
