import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FurtherReport } from '../config/further-reports.ts';
import type { Problem, Result } from '../model/problem.ts';

/** The files of a run, by what they are. */
export const reportFiles = { record: 'run.ndjson', junit: 'junit.xml', html: 'report.html', summary: 'summary.md' } as const;

/** Files that are left there too where somebody asks for them. */
export const furtherFiles = {
  'junit-rich': 'junit-rich.xml', ctrf: 'ctrf.json', har: 'run.har', sarif: 'results.sarif', badge: 'badge.svg', coverage: 'coverage.txt', overlay: 'overlay.yaml',
} as const satisfies Readonly<Record<FurtherReport, string>>;

/** What the container of a run wrote. */
export const containerLogFile = 'container.log';

/** What Dredd says of the same answers. */
export const secondOpinionFile = 'second-opinion.md';

/** Makes the folder and proves that it can be written. Reports of an earlier run go: a crash must not leave them green. */
export async function prepareFolder(folder: string, shown: string): Promise<Result<undefined>> {
  const probe = join(folder, `.probe-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, '');
    await unlink(probe);
    await Promise.all([...Object.values(reportFiles), ...Object.values(furtherFiles), secondOpinionFile, containerLogFile].map((name) => rm(join(folder, name), { force: true })));
    return { ok: true, value: undefined };
  } catch (error) {
    return { ok: false, problems: [unwritable(error as NodeJS.ErrnoException, shown)] };
  }
}

/** Characters. */
const longestPiece = 256 * 1024;

/** Writes a file whole or not at all. */
export async function writeWhole(path: string, chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>, mode?: number): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const file = await open(draft, 'wx', mode);
    try {
      for await (const piece of inPieces(chunks)) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

/** Texts of a few words, put together to what is worth a call of the system. */
async function* inPieces(chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>): AsyncIterable<string | Uint8Array> {
  let text = '';
  for await (const chunk of chunks) {
    if (typeof chunk === 'string' && text.length + chunk.length < longestPiece) {
      text += chunk;
      continue;
    }
    if (text !== '') yield text;
    text = '';
    yield chunk;
  }
  if (text !== '') yield text;
}

/** The problem of a file that could not be written, if that is what the error is about. */
export function writingProblem(error: unknown, shown: string): Problem | undefined {
  const isOfFiles = error instanceof Error && 'syscall' in error && ['open', 'write', 'fsync', 'rename', 'close', 'mkdir'].includes(String(error.syscall));
  return isOfFiles ? unwritable(error as NodeJS.ErrnoException, shown) : undefined;
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'permission denied', EPERM: 'permission denied', EROFS: 'the file system is read-only', ENOSPC: 'no space is left', EIO: 'the disk failed',
  EEXIST: 'a file of that name is there', ENOTDIR: 'a part of the path is a file', ENAMETOOLONG: 'the name is too long', ENOENT: 'the folder has gone',
};

function unwritable({ code = '', message }: NodeJS.ErrnoException, shown: string): Problem {
  return {
    code: 'OUTPUT_UNWRITABLE', what: `The reports cannot be written: ${reasons[code] ?? (code || message)}.`,
    where: { file: shown }, fix: 'Name another folder with --output.',
  };
}
