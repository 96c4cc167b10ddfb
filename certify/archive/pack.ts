import { gzipSync } from 'node:zlib';
import { blockSize, headerOf } from './tar-header.ts';

/** Files of an archive by their names. */
export type Files = ReadonlyMap<string, Buffer>;

/** Files as a compressed archive that tar reads everywhere. Equal files make equal archives. */
export function pack(files: Files): Buffer {
  const blocks: Buffer[] = [];
  for (const [name, content] of files) {
    blocks.push(headerOf({ name, size: content.length }), content, Buffer.alloc((blockSize - (content.length % blockSize)) % blockSize));
  }
  const archive = gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * blockSize)]));
  // The tenth byte tells the operating system that compressed it; 255 says that it does not matter.
  archive[9] = 255;
  return archive;
}
