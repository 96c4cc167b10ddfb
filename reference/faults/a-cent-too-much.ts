import type { JsonObject } from '../../model/json.ts';
import { decimal, money } from '../money.ts';
import type { Fault } from '../fault.ts';
import { misstate } from '../lies.ts';

/** A backend that values a position a cent too high. */
export const aCentTooMuch: Fault = {
  id: 'a-cent-too-much',
  lie: 'values a position a cent too high',
  caughtBy: 'balance-agrees@getTotalBalance#/steps/sum-of-positions',
  around: misstate('listUserAssets', 200, ['data', 'assets'], (assets) => (assets as readonly JsonObject[]).map((each) => (each['asset_symbol'] === 'BTC' ? { ...each, value: dearer(each['value'] as JsonObject) } : each))),
};

function dearer(value: JsonObject): JsonObject {
  return { ...value, amount: decimal(money(String(value['amount'])) + money('0.01')) };
}
