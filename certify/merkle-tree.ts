import { createHash } from 'node:crypto';

/** SHA-256 of a leaf as RFC 6962, 2.1 has it: what is a leaf cannot be taken for a node. */
export function leafHash(content: Uint8Array): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(content).digest();
}

/** The root of the Merkle tree of RFC 6962, 2.1 over hashes of leaves. */
export function merkleRoot(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (!only) return createHash('sha256').digest();
  if (leaves.length === 1) return only;
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return createHash('sha256').update(Buffer.of(1)).update(merkleRoot(leaves.slice(0, left))).update(merkleRoot(leaves.slice(left))).digest();
}
