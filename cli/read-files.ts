import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { archiveLimits } from '../certify/archive/unpack.ts';
import type { Problem, Result } from '../model/problem.ts';
import type { Io } from './io.ts';

/** The bytes of a file that a user has named. */
export async function readGiven(file: string, what: string, io: Io): Promise<Result<Buffer>> {
  const path = resolve(io.folder, file);
  const refused = (problem: Omit<Problem, 'where'>): Result<never> => ({ ok: false, problems: [{ ...problem, where: { file } }] });
  try {
    const { size } = await stat(path);
    if (size > archiveLimits.total) return refused({ code: 'FILE_TOO_LARGE', what: `The ${what} is larger than ${archiveLimits.total} bytes.` });
    return { ok: true, value: await readFile(path) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return refused({ code: 'FILE_UNREADABLE', what: `The ${what} cannot be read (${code ?? message}).`, fix: 'Check the path.' });
  }
}

/** The text of a file that a user has named, or nothing where none was. */
export async function readText(file: unknown, what: string, io: Io): Promise<Result<{ readonly text: string; readonly file: string } | undefined>> {
  if (typeof file !== 'string') return { ok: true, value: undefined };
  const bytes = await readGiven(file, what, io);
  return bytes.ok ? { ok: true, value: { text: bytes.value.toString('utf8'), file } } : bytes;
}
