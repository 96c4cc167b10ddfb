/** One file as the header of a ustar archive (POSIX.1-1988) says it. */
export interface TarEntry {
  readonly name: string;
  readonly size: number;
}

/** Headers and contents come in blocks of this size. */
export const blockSize = 512;

const longestName = 100;

/** The header of a plain file. Nothing in it depends on who makes it, where or when. */
export function headerOf({ name, size }: TarEntry): Buffer {
  if (!/^[\x21-\x7e]+$/.test(name) || name.length >= longestName) throw new RangeError(`No archive of ours has a file of that name: ${name}`);
  const block = Buffer.alloc(blockSize);
  const put = (at: number, text: string): number => block.write(text, at, 'latin1');
  put(0, name);
  put(100, '0000644\0');
  put(108, '0000000\0');
  put(116, '0000000\0');
  put(124, `${size.toString(8).padStart(11, '0')}\0`);
  put(136, '00000000000\0');
  put(156, '0');
  put(257, 'ustar\0');
  put(263, '00');
  put(148, `${checksumOf(block).toString(8).padStart(6, '0')}\0 `);
  return block;
}

/** What a header says, or in words why it is none that we write: links, folders, devices and extensions are all refused. */
export function readHeader(block: Buffer): TarEntry | string {
  const text = (from: number, to: number): string => block.toString('latin1', from, to).replace(/\0.*$/s, '');
  const name = text(0, longestName);
  const kind = block.toString('latin1', 156, 157);
  if (text(257, 263) !== 'ustar') return 'It holds something that is no file header.';
  if (text(148, 156).trim() !== checksumOf(block).toString(8).padStart(6, '0')) return `The header of ${JSON.stringify(name)} is damaged: its checksum does not fit.`;
  if (kind !== '0') return `${JSON.stringify(name)} is no plain file${kind === '1' || kind === '2' ? ', but a link' : ''}.`;
  const size = text(124, 136);
  if (!/^[0-7]{11}$/.test(size)) return `The size of ${JSON.stringify(name)} is no number.`;
  const entry = { name, size: Number.parseInt(size, 8) };
  // Whatever else a header may hold (links, prefixes, owners) is not there, for then the bytes are other ones than ours.
  return /^[\x21-\x7e]+$/.test(name) && name.length < longestName && headerOf(entry).equals(block) ? entry : `The header of ${JSON.stringify(name)} says more than a name and a size.`;
}

/** The sum of all bytes, with blanks where the checksum itself stands. */
function checksumOf(block: Buffer): number {
  let sum = 8 * 32;
  for (let at = 0; at < blockSize; at++) if (at < 148 || at >= 156) sum += block[at] ?? 0;
  return sum;
}
