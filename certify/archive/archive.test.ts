import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { pack } from './pack.ts';
import { blockSize, headerOf } from './tar-header.ts';
import { archiveLimits, unpack } from './unpack.ts';

const names = new Set(['a.json', 'evidence/b.ndjson', 'empty']);
const files = new Map([['a.json', Buffer.from('{}')], ['evidence/b.ndjson', Buffer.alloc(1_500, 'x')], ['empty', Buffer.alloc(0)]]);
const end = Buffer.alloc(2 * blockSize);

/** A header that says anything, with a checksum that fits. */
function header({ name = 'a.json', size = 2, kind = '0', link = '', prefix = '', magic = 'ustar\0' }: { readonly name?: string; readonly size?: number | string; readonly kind?: string; readonly link?: string; readonly prefix?: string; readonly magic?: string }): Buffer {
  const block = Buffer.from(headerOf({ name: 'x', size: 0 }));
  const put = (at: number, length: number, text: string): void => void block.fill(0, at, at + length).write(text, at, 'latin1');
  put(0, 100, name);
  put(124, 12, typeof size === 'string' ? size : `${size.toString(8).padStart(11, '0')}\0`);
  put(156, 1, kind);
  put(157, 100, link);
  put(257, 6, magic);
  put(345, 155, prefix);
  block.fill(32, 148, 156);
  block.write(`${block.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

const content = Buffer.concat([Buffer.from('{}'), Buffer.alloc(blockSize - 2)]);
const archived = (...blocks: readonly Buffer[]): Buffer => gzipSync(Buffer.concat([...blocks, end]));
const file = (more: Parameters<typeof header>[0]): Buffer => archived(header(more), content);

test('what was packed comes out, the same each time, and tar reads it too', () => {
  const archive = pack(files);
  expect(unpack(archive, names)).toEqual({ ok: true, value: files });
  expect(pack(files)).toEqual(archive);
  const folder = mkdtempSync(join(tmpdir(), 'calico-archive-'));
  writeFileSync(join(folder, 'a.tgz'), archive);
  expect(spawnSync('tar', ['xzf', 'a.tgz'], { cwd: folder, encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
  for (const [name, bytes] of files) expect(readFileSync(join(folder, name))).toEqual(bytes);
  rmSync(folder, { recursive: true });
});

test.each<[string, Buffer, string | RegExp]>([
  ['a name that leads up', file({ name: '../a.json' }), 'no file of a bundle'],
  ['a name that leads up on the way', file({ name: 'evidence/../../a.json' }), 'no file of a bundle'],
  ['an absolute name', file({ name: '/etc/passwd' }), 'no file of a bundle'],
  ['a name of another system', file({ name: String.raw`..\a.json` }), 'no file of a bundle'],
  ['a name in front of the name', file({ prefix: '../..' }), 'more than a name and a size'],
  ['no name', file({ name: '' }), 'more than a name and a size'],
  ['a name that fills its field', file({ name: 'a'.repeat(100) }), 'more than a name and a size'],
  ['an unknown file', file({ name: 'more.json' }), 'no file of a bundle'],
  ['a symbolic link', file({ kind: '2', link: '/etc/passwd', size: 0 }), 'but a link'],
  ['a hard link', file({ kind: '1', link: 'evidence/b.ndjson', size: 0 }), 'but a link'],
  ['a link that says that it is a file', file({ link: '/etc/passwd' }), 'more than a name and a size'],
  ['a folder', file({ name: 'evidence/', kind: '5', size: 0 }), 'no plain file'],
  ['a device', file({ kind: '3' }), 'no plain file'],
  ['an extended header', file({ kind: 'x' }), 'no plain file'],
  ['a long name of GNU', file({ kind: 'L' }), 'no plain file'],
  ['the same name twice', archived(header({}), content, header({}), content), 'twice'],
  ['a size that is larger than what follows', file({ size: 4_000_000 }), 'shorter than its header says'],
  ['a size of 8 GB, the largest that can be written', file({ size: 0o77777777777 }), 'is larger than'],
  ['a size of 10 GB, in the way of GNU', file({ size: '\x80\0\0\0\0\0\0\x02\x54\x0b\xe4\0' }), 'is no number'],
  ['a size that is smaller than what follows', archived(header({ size: 1 }), content), 'belongs to no file'],
  ['a size that is no number', file({ size: '0000000000x\0' }), 'is no number'],
  ['a negative size', file({ size: '-0000000001\0' }), 'is no number'],
  ['a size in base 256', file({ size: '\x80\0\0\0\0\0\0\0\0\0\0\x02' }), 'is no number'],
  ['another format', file({ magic: 'ustar ' }), 'no file header'],
  ['a damaged header', archived(Buffer.concat([Buffer.from('b'), header({}).subarray(1)]), content), 'checksum'],
  ['something behind the end', gzipSync(Buffer.concat([header({}), content, end, header({}), content, end])), 'behind its end'],
  ['no end', gzipSync(Buffer.concat([header({}), content])), 'ends before its end'],
  ['an end that is cut', gzipSync(Buffer.concat([header({}), content, Buffer.alloc(blockSize)])), 'behind its end'],
  ['bytes behind the compressed ones', Buffer.concat([pack(files), Buffer.from('PK')]), /behind the end of the compressed|no archive that gzip/],
  ['a second archive behind the first', Buffer.concat([pack(files), pack(files)]), 'behind'],
  ['compressed data that is cut', pack(files).subarray(0, 60), 'no archive that gzip has made'],
  ['a ZIP', Buffer.from('PK\x03\x04'), 'no archive that gzip has made'],
  ['nothing', Buffer.alloc(0), 'no archive that gzip has made'],
])('%s is refused', (_, archive, because) => {
  expect(unpack(archive, names)).toEqual({ ok: false, problems: [{ code: 'E_BUNDLE', what: expect.stringMatching(typeof because === 'string' ? because.replaceAll('.', '\\.') : because) as string }] });
});

test('a bomb goes off at the limit, of the whole, of one file, and of how much comes out of little', () => {
  const zeros = new Map([['a.json', Buffer.alloc(8 * 1024 * 1024)]]);
  const limits = { ...archiveLimits, ratio: 2_000 };
  expect(unpack(pack(zeros), names, limits)).toMatchObject({ ok: true });
  expect(unpack(pack(zeros), names)).toMatchObject({ ok: false, problems: [{ what: expect.stringContaining('would be larger than') as string }] });
  expect(unpack(pack(zeros), names, { ...limits, total: 1_000_000 })).toMatchObject({ ok: false, problems: [{ what: expect.stringContaining('would be larger than 1000000') as string }] });
  expect(unpack(pack(zeros), names, { ...limits, file: 1_000_000 })).toMatchObject({ ok: false, problems: [{ what: expect.stringContaining('a.json is larger than 1000000') as string }] });
  expect(gunzipSync(pack(zeros)).length).toBeGreaterThan(8 * 1024 * 1024);
});
