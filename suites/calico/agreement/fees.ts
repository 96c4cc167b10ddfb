import type { Json, JsonObject } from '../../../model/json.ts';
import { expectThat } from '../../expect-that.ts';
import { isObject } from '../answers.ts';
import { equal, sum, written } from './decimal.ts';
import type { Reading } from './reading.ts';
import { amountOf, textsOf } from './reading.ts';

/** Holds when the total of a transaction's fees is the exact sum of their values. What stands in several currencies has no sum. */
export function expectFees(reading: Reading, transaction: JsonObject): void {
  const { fees } = transaction;
  if (fees === undefined || !isObject(fees)) return;
  const { total, items } = fees;
  if (!Array.isArray(items) || !(items as readonly Json[]).every(isObject)) return reading.block('Fees without items are shown.');
  const values = (items as readonly JsonObject[]).map(({ value }) => value);
  const currencies = textsOf(reading, [total, ...values].filter((each) => each !== undefined && isObject(each)), 'currency');
  if (new Set(currencies).size > 1) return undefined;
  const [said, added] = [amountOf(reading, total), sum(values.map((value) => amountOf(reading, value)))];
  expectThat(equal(said, added), `fees of ${written(said)} in the transaction ${String(transaction['transaction_id'])}`, `${written(added)}, the exact sum of its ${values.length} fees`);
}
