import { createHash } from 'node:crypto';
import type { Result } from '../../model/problem.ts';
import { decodeText } from './decode-text.ts';
import { parseSource } from './parse-source.ts';
import { fileReading } from './read-file.ts';
import { urlReading } from './read-url.ts';
import type { ParsedFile, ReadLimits } from './reading.ts';
import { failed } from './reading.ts';
import type { Source } from './source.ts';

/** An opened description: its entry, and the way to the files that it refers to. */
export interface Reader {
  readonly entry: Source;
  /** Reads a file that a reference names, by its absolute URL without fragment; each only once. */
  read(url: string): Promise<Result<Source>>;
}

/** Opens a description that is named by a path, a `file:` URL or an `http(s):` URL. */
export async function openDescription(source: string, limits: ReadLimits = {}): Promise<Result<Reader>> {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(source)?.[1]?.toLowerCase();
  if (scheme !== undefined && !['http', 'https', 'file'].includes(scheme)) {
    return failed({ code: 'DESCRIPTION_NOT_FOUND', what: `Descriptions are not read from ${scheme}: addresses.`, where: { file: source }, fix: 'Give a file, or an http: or https: URL.' });
  }
  const reading = scheme === 'http' || scheme === 'https' ? await urlReading(source, limits) : await fileReading(source, limits);
  if (!reading.ok) return reading;
  const { url, bytes, shown, more } = reading.value;
  const entry = await sourceOf(bytes, url, source, limits.parsed);
  if (!entry.ok) return entry;
  const known = new Map<string, Promise<Result<Source>>>([[url, Promise.resolve(entry)]]);
  const load = async (wanted: string): Promise<Result<Source>> => {
    const got = await more(wanted);
    return got.ok ? sourceOf(got.value, wanted, shown(wanted)) : got;
  };
  return {
    ok: true,
    value: {
      entry: entry.value,
      read: (wanted) => {
        const earlier = known.get(wanted);
        if (earlier) return earlier;
        const reading = load(wanted);
        known.set(wanted, reading);
        return reading;
      },
    },
  };
}

async function sourceOf(bytes: Uint8Array, url: string, file: string, before?: ParsedFile): Promise<Result<Source>> {
  const decoded = decodeText(bytes, file);
  if ('problem' in decoded) return failed(decoded.problem);
  const digest = createHash('sha256').update(bytes).digest('hex');
  const parsed = before?.digest === digest ? before : await parseSource(decoded.text, file);
  if ('problem' in parsed) return failed(parsed.problem);
  return { ok: true, value: { url, file, text: decoded.text, digest, value: parsed.value } };
}

/** The URL that a reference means in a file, without its fragment. */
export function urlOf(reference: string, from: string): string | undefined {
  try {
    const url = new URL(reference, from);
    url.hash = '';
    return url.href;
  } catch {
    return undefined;
  }
}
