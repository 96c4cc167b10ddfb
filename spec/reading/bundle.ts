import type { JsonObject } from '../../model/json.ts';
import type { Problem, Result } from '../../model/problem.ts';
import type { Loader } from './load-source.ts';
import type { Source } from './parse-source.ts';
import { referencesIn } from './references.ts';

/** One document that refers to nothing outside itself. */
export interface Bundled {
  readonly document: JsonObject;
  /** Every file read, the entry first. */
  readonly sources: readonly Source[];
}

/**
 * Brings what other files hold into the document. swagger-parser does it with resolvers that know nothing but our
 * loader, so nothing is read that the loader does not allow. A document that refers to no file stays as it was written.
 */
export async function bundle(entry: Source, loader: Loader): Promise<Result<Bundled>> {
  const document = entry.value as JsonObject;
  if (referencesIn(document).every(({ target }) => target.startsWith('#'))) return { ok: true, value: { document, sources: [entry] } };
  const sources = [entry];
  const problems: Problem[] = [];
  const { default: SwaggerParser } = await import('@apidevtools/swagger-parser');
  const read = async ({ url }: { readonly url: string }): Promise<string> => {
    const loaded = await loader.load(loader.locate(url, loader.entry));
    if (!loaded.ok) {
      problems.push(...loaded.problems);
      throw new Error('refused');
    }
    sources.push(loaded.value);
    return loaded.value.text;
  };
  try {
    const whole = await SwaggerParser.bundle(loader.entry, structuredClone(document) as never, {
      mutateInputSchema: false, resolve: { http: false, file: { order: 1, canRead: true, read } },
    } as never);
    return { ok: true, value: { document: JSON.parse(JSON.stringify(whole)) as JsonObject, sources } };
  } catch (thrown) {
    const [first, ...rest] = problems;
    if (first) return { ok: false, problems: [first, ...rest] };
    const what = thrown instanceof Error ? (thrown.message.split('\n')[0] ?? '') : String(thrown);
    return { ok: false, problems: [{ code: 'REFERENCE_BROKEN', what: `The references of the description cannot be followed: ${what.replaceAll(loader.entry, entry.file)}`, where: { file: entry.file }, fix: 'Check every $ref to another file.' }] };
  }
}
