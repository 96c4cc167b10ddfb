import type { Check } from './check.ts';

/** The record is whole. */
export const chain: Check = {
  promise: 'the record is whole and unchanged: every line, in order, down to its footer',
  *look({ bundle, again: { derived } }) {
    if (!derived.chain.equals(bundle.of('chain'))) yield 'Hash chain and Merkle root are not those of the record.';
  },
};
