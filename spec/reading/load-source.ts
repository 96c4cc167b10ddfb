import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Result } from '../../model/problem.ts';
import type { Source } from './parse-source.ts';
import { parseSource } from './parse-source.ts';

/** Where a description and the files beside it may be read from. */
export interface Loader {
  /** A canonical name for the entry: an absolute path or a URL. */
  readonly entry: string;
  /** Reads the entry, or a file that a reference names relative to another. */
  load(name: string): Promise<Result<Source>>;
  /** The canonical name of what a reference in a file means. */
  locate(reference: string, from: string): string;
}

export interface LoaderOptions {
  /** Files outside the folder of the entry may be read too. */
  readonly allowOutside?: boolean;
}

const mostBytes = 64 * 1024 * 1024;
const patience = 20_000;

/** A loader for a file, a `file:` URL or an `http(s):` URL. */
export function loaderFor(source: string, options: LoaderOptions): Loader {
  return /^https?:\/\//i.test(source) ? urlLoader(source) : fileLoader(source, options);
}

function fileLoader(source: string, { allowOutside = false }: LoaderOptions): Loader {
  const entry = source.startsWith('file:') ? fileURLToPath(source) : resolve(source);
  const folder = dirname(entry);
  const shown = (path: string): string => {
    if (path === entry) return source;
    const near = relative(folder, path);
    return near.startsWith('..') ? path : near;
  };
  return {
    entry,
    locate: (reference, from) => (/^[a-z][a-z0-9+.-]+:/i.test(reference) && !reference.startsWith('file:') ? reference : reference.startsWith('file:') ? fileURLToPath(reference) : resolve(dirname(from), decoded(reference))),
    async load(path) {
      const file = shown(path);
      if (/^[a-z][a-z0-9+.-]+:\/\//i.test(path)) return refusal(file, `The description refers to ${path}, and descriptions in files are read without the network.`, 'Put a copy beside the description and refer to that.');
      try {
        const real = await realpath(path);
        const home = await realpath(folder);
        if (!allowOutside && real !== home && !real.startsWith(home.endsWith(sep) ? home : home + sep) && path !== entry) {
          return refusal(file, `The description refers to ${reachable(path, folder)}, which is outside its folder.`, 'Put the file below the folder of the description.');
        }
        const found = await stat(real);
        if (!found.isFile()) return { ok: false, problems: [{ code: 'DESCRIPTION_NOT_FOUND', what: 'This is not a file.', where: { file } }] };
        if (found.size > mostBytes) return { ok: false, problems: [{ code: 'DESCRIPTION_TOO_LARGE', what: `The file has more than ${mostBytes / 1024 / 1024} MiB.`, where: { file } }] };
        return decode(await readFile(real), file);
      } catch (thrown) {
        const code = (thrown as NodeJS.ErrnoException).code;
        const what = code === 'ENOENT' || code === 'ENOTDIR' ? 'There is no such file.' : `The file cannot be read (${code ?? String(thrown)}).`;
        return { ok: false, problems: [{ code: 'DESCRIPTION_NOT_FOUND', what, where: { file }, fix: path === entry ? 'Check the path given with --description.' : 'Check the $ref that names it.' }] };
      }
    },
  };
}

function reachable(path: string, folder: string): string {
  return relative(folder, path) || path;
}

function refusal(file: string, what: string, fix: string): Result<Source> {
  return { ok: false, problems: [{ code: 'REFERENCE_REFUSED', what, where: { file }, fix }] };
}

function urlLoader(source: string): Loader {
  return {
    entry: source,
    locate: (reference, from) => new URL(reference, from).href,
    async load(url) {
      if (url !== source) return refusal(url, `The description refers to ${url}, and references to other documents are not followed over the network.`, 'Bundle the description into one document, or save it with what it refers to.');
      try {
        const response = await fetch(url, { signal: AbortSignal.timeout(patience), headers: { accept: 'application/yaml, application/json, text/yaml, */*' } });
        if (!response.ok) return { ok: false, problems: [{ code: 'DESCRIPTION_NOT_FOUND', what: `The description was not handed out: status ${response.status}.`, where: { file: url }, fix: 'Check the URL given with --description.' }] };
        const bytes = await bounded(response);
        return bytes ? decode(bytes, url) : { ok: false, problems: [{ code: 'DESCRIPTION_TOO_LARGE', what: `The description has more than ${mostBytes / 1024 / 1024} MiB.`, where: { file: url } }] };
      } catch (thrown) {
        const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : thrown;
        const why = (cause as NodeJS.ErrnoException).code ?? (cause instanceof Error ? cause.message : String(cause));
        return { ok: false, problems: [{ code: 'DESCRIPTION_NOT_FOUND', what: `The description could not be fetched (${why}).`, where: { file: url }, fix: 'Check the URL, and that it can be reached from here.' }] };
      }
    },
  };
}

async function bounded(response: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).byteLength;
    if (size > mostBytes) return undefined;
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Uint8Array, file: string): Result<Source> {
  try {
    return parseSource(new TextDecoder('utf-8', { fatal: true }).decode(bytes), file);
  } catch {
    return { ok: false, problems: [{ code: 'DESCRIPTION_BINARY', what: 'This is not UTF-8 text.', where: { file }, fix: 'Save the description as UTF-8.' }] };
  }
}

function decoded(reference: string): string {
  try {
    return decodeURIComponent(reference);
  } catch {
    return reference;
  }
}
