import { gunzipSync } from 'node:zlib';
import type { Problem, Result } from '../../model/problem.ts';
import type { Files } from './pack.ts';
import { blockSize, readHeader } from './tar-header.ts';

/** How much an archive may hold. */
export interface ArchiveLimits {
  /** Bytes of one file. */
  readonly file: number;
  /** Bytes of everything, packed out. */
  readonly total: number;
  /** So many times as large as the archive it may become; small ones may always become a megabyte. */
  readonly ratio: number;
}

/** A run of a thousand operations stays far below. */
export const archiveLimits: ArchiveLimits = { file: 384 * 1024 * 1024, total: 448 * 1024 * 1024, ratio: 250 };

const alwaysAllowed = 1024 * 1024;

/**
 * The files of an archive that holds nothing but files of these names, each at most once. Nothing is written to a disk, so
 * that no name leads anywhere; and whatever is not as `pack` writes it is refused, not understood.
 */
export function unpack(archive: Buffer, names: ReadonlySet<string>, { file, total, ratio }: ArchiveLimits = archiveLimits): Result<Files> {
  const most = Math.min(total, Math.max(alwaysAllowed, archive.length * ratio));
  const plain = gunzipped(archive, most);
  if (typeof plain === 'string') return refused(plain);
  const files = new Map<string, Buffer>();
  let at = 0;
  for (;;) {
    const block = plain.subarray(at, at + blockSize);
    if (block.length < blockSize) return refused('It ends before its end.');
    if (isEmpty(block)) break;
    const entry = readHeader(block);
    if (typeof entry === 'string') return refused(entry);
    const { name, size } = entry;
    if (!names.has(name)) return refused(`It holds ${JSON.stringify(name)}, which is no file of a bundle.`);
    if (files.has(name)) return refused(`It holds ${name} twice.`);
    if (size > file) return refused(`${name} is larger than ${file} bytes.`);
    const start = at + blockSize;
    const end = start + Math.ceil(size / blockSize) * blockSize;
    if (end > plain.length) return refused(`${name} is shorter than its header says.`);
    if (!isEmpty(plain.subarray(start + size, end))) return refused(`Behind ${name} stands something that belongs to no file.`);
    files.set(name, plain.subarray(start, start + size));
    at = end;
  }
  if (plain.length !== at + 2 * blockSize || !isEmpty(plain.subarray(at))) return refused('Something stands behind its end.');
  return { ok: true, value: files };
}

/** The bytes of the archive, or in words why they cannot be had. */
function gunzipped(archive: Buffer, most: number): Buffer | string {
  try {
    const { buffer, engine } = gunzipSync(archive, { maxOutputLength: most, info: true }) as unknown as { readonly buffer: Buffer; readonly engine: { readonly bytesWritten: number } };
    return engine.bytesWritten === archive.length ? buffer : 'Something stands behind the end of the compressed data.';
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? `It would be larger than ${most} bytes.` : 'It is no archive that gzip has made.';
  }
}

function isEmpty(block: Buffer): boolean {
  return block.every((byte) => byte === 0);
}

function refused(what: string): { readonly ok: false; readonly problems: readonly [Problem] } {
  return { ok: false, problems: [{ code: 'E_BUNDLE', what: `The archive is refused. ${what}` }] };
}
