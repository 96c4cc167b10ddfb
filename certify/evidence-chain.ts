import { createHash } from 'node:crypto';
import { leafHash, merkleRoot } from './merkle-tree.ts';

/** What binds the lines of a record together: none can be changed, left out, added or moved without changing both digests. */
export interface EvidenceChain {
  readonly format: 'calico-conformance/chain/1';
  /** How the digests come about, for who wants to compute them without us. */
  readonly leaf: 'SHA-256(0x00 || line without its line feed)';
  readonly node: 'SHA-256(0x01 || left || right), as in RFC 6962';
  readonly link: 'SHA-256(0x02 || link before, 32 zero bytes at first || leaf)';
  readonly leaves: number;
  readonly merkleRoot: string;
  /** The last link. */
  readonly head: string;
}

/** The chain over lines, as the exact bytes that they are. */
export function chainOf(lines: readonly Buffer[]): EvidenceChain {
  const leaves = lines.map(leafHash);
  let head: Buffer = Buffer.alloc(32);
  for (const leaf of leaves) head = createHash('sha256').update(Buffer.of(2)).update(head).update(leaf).digest();
  return {
    format: 'calico-conformance/chain/1',
    leaf: 'SHA-256(0x00 || line without its line feed)',
    node: 'SHA-256(0x01 || left || right), as in RFC 6962',
    link: 'SHA-256(0x02 || link before, 32 zero bytes at first || leaf)',
    leaves: leaves.length, merkleRoot: merkleRoot(leaves).toString('hex'), head: head.toString('hex'),
  };
}
