import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Result } from '../../model/problem.ts';
import type { Reading, ReadLimits } from './reading.ts';
import { failed, mostBytes } from './reading.ts';

/** Reads a description from a file, and what it refers to only below the folder that the file is in. */
export async function fileReading(source: string, { allowOutside = false, maxBytes = mostBytes }: ReadLimits): Promise<Result<Reading>> {
  let entry: string;
  try {
    entry = source.startsWith('file:') ? fileURLToPath(source) : resolve(source);
  } catch {
    return failed({ code: 'DESCRIPTION_NOT_FOUND', what: 'This is no file: URL of this machine.', where: { file: source }, fix: 'Give the path of the file.' });
  }
  const folder = dirname(entry);
  const bytes = await bytesOf(entry, source, maxBytes, 'Check the path of the description.');
  if (!bytes.ok) return bytes;
  const home = await realpath(folder);
  const shown = (url: string): string => {
    const near = relative(folder, pathOf(url) ?? url);
    return source.startsWith('file:') ? url : join(dirname(source), near);
  };
  return {
    ok: true,
    value: {
      url: pathToFileURL(entry).href, bytes: bytes.value, shown,
      async more(url) {
        const path = pathOf(url);
        if (path === undefined) {
          return failed({ code: 'REFERENCE_REFUSED', what: `The description refers to ${url}; a description in a file may only refer to files.`, where: { file: source }, fix: 'Put a copy beside the description and refer to that.' });
        }
        const real = await realpath(path).catch(() => path);
        if (!allowOutside && !real.startsWith(home.endsWith(sep) ? home : home + sep)) {
          const what = path === real || !path.startsWith(folder + sep) ? `The description refers to ${relative(folder, path)}, which is outside its folder.` : `The description refers to ${relative(folder, path)}, a link that leads outside its folder.`;
          return failed({ code: 'REFERENCE_REFUSED', what, where: { file: source }, fix: 'Put the file below the folder of the description.' });
        }
        return bytesOf(real, shown(url), maxBytes, 'Correct the $ref that names it.');
      },
    },
  };
}

function pathOf(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined;
  }
}

async function bytesOf(path: string, file: string, maxBytes: number, fix: string): Promise<Result<Uint8Array>> {
  try {
    const found = await stat(path);
    if (!found.isFile()) return failed({ code: 'DESCRIPTION_NOT_FOUND', what: `This is ${found.isDirectory() ? 'a folder' : 'no file'}.`, where: { file }, fix });
    if (found.size > maxBytes) return failed({ code: 'DESCRIPTION_TOO_LARGE', what: `The file has ${inMebibytes(found.size)} MiB; at most ${inMebibytes(maxBytes)} are read.`, where: { file } });
    return { ok: true, value: await readFile(path) };
  } catch (thrown) {
    const code = (thrown as NodeJS.ErrnoException).code;
    const what = code === 'ENOENT' || code === 'ENOTDIR' ? 'There is no such file.' : `The file cannot be read (${code ?? String(thrown)}).`;
    return failed({ code: 'DESCRIPTION_NOT_FOUND', what, where: { file }, fix });
  }
}

function inMebibytes(bytes: number): string {
  return String(Math.round((bytes / 1024 / 1024) * 10) / 10);
}
