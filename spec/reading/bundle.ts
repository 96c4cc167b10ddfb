import type { Json, JsonObject, JsonPointer } from '../../model/json.ts';
import type { Problem } from '../../model/problem.ts';
import { formatPointer, getAt, parsePointer } from '../json-pointer.ts';
import { isObject, pointerOf, resolve } from '../resolve-reference.ts';
import type { Astray, Target } from './find-target.ts';
import { findTarget } from './find-target.ts';
import { loadFiles } from './load-files.ts';
import type { Reader } from './open-description.ts';
import { placeOf } from './place-of.ts';
import type { Reference } from './references.ts';
import { referencesIn } from './references.ts';
import type { Source } from './source.ts';

/** One document that refers to nothing outside itself. */
export interface Bundled {
  readonly document: JsonObject;
  /** Every file of it, the entry first. */
  readonly sources: readonly Source[];
  /** The file and the pointer in it that a pointer into the bundled document comes from. */
  origin(pointer: JsonPointer): Target;
  /** The other way round. */
  standing(source: Source, pointer: JsonPointer): JsonPointer;
  /** References that cannot be followed. Where there are any, the document is not to be used. */
  readonly problems: readonly Problem[];
}

/** The member under which other files stand in the bundled document, each by its path. */
const shelf = 'x-files';

/**
 * Brings what other files hold into the document, each file whole below `x-files`, with references rewritten to lead
 * there: circles stay references, and what stands beside a `$ref` stays beside it. A document that refers to nothing
 * outside itself stays as it was written.
 */
export async function bundle(document: JsonObject, reader: Reader): Promise<Bundled> {
  const { entry } = reader;
  if ([...referencesIn(document)].some(({ target }) => !target.startsWith('#'))) await loadFiles(document, reader);
  const problems: Problem[] = [];
  const names = new Map<string, string>([[entry.url, '']]);
  const sources: Source[] = [entry];
  const rewritten = new Map<object, Map<string, string>>();
  const spliced = new Map<object, Target>();
  const leads = new Map<string, Reference & { readonly source: Source }>();
  for (let index = 0; index < sources.length; index++) {
    const source = sources[index] as Source;
    for (const reference of referencesIn(source.value, index > 0)) {
      const found: Target | Astray = await findTarget(reference.target, source, reader);
      if (!('source' in found)) {
        problems.push({ ...found, where: placeOf(source, `${reference.pointer}${formatPointer([reference.member])}`) });
        continue;
      }
      if (!names.has(found.source.url)) {
        names.set(found.source.url, shelfName(found.source, entry, names));
        sources.push(found.source);
      }
      const pointer = `${baseOf(names.get(found.source.url) ?? '')}${found.pointer}`;
      if (reference.forMap) spliced.set(reference.holder, found);
      else if (pointerOf(reference.target) !== pointer) {
        rewritten.set(reference.holder, (rewritten.get(reference.holder) ?? new Map<string, string>()).set(reference.member, `#${fragmentOf(pointer)}`));
      }
      if (reference.member === '$ref' && !leads.has(pointer)) leads.set(pointer, { ...reference, source });
    }
  }
  const copying = { rewritten, spliced };
  const whole = rewritten.size === 0 && spliced.size === 0 ? document : (copied(document, copying, 0) as Record<string, Json>);
  if (sources.length > 1) {
    const files: Record<string, Json> = {};
    for (const source of sources.slice(1)) define(files, names.get(source.url) ?? '', copied(source.value, copying, 0));
    (whole as Record<string, Json>)[shelf] = files;
  }
  if (problems.length === 0) {
    for (const [pointer, { target, source, pointer: at }] of leads) {
      if (getAt(whole, pointer) !== undefined && resolve(whole, pointer) === undefined) {
        problems.push({ code: 'REFERENCE_BROKEN', what: `The reference ${target} leads only to other references, in a circle or without end.`, where: placeOf(source, `${at}/$ref`), fix: 'Put something other than a $ref at one place of the circle.' });
      }
    }
  }
  const byName = new Map(sources.map((source) => [names.get(source.url) ?? '', source]));
  return {
    document: whole, sources, problems,
    standing: ({ url }, pointer) => `${baseOf(names.get(url) ?? '')}${pointer}`,
    origin: (pointer) => {
      const [first, name, ...rest] = parsePointer(pointer) ?? [];
      const source = first === shelf && name !== undefined ? byName.get(name) : undefined;
      return source ? { source, pointer: formatPointer(rest) } : { source: entry, pointer };
    },
  };
}

/** The path of a file as seen from the entry. */
function shelfName({ url, file }: Source, entry: Source, names: ReadonlyMap<string, string>): string {
  const folder = entry.url.slice(0, entry.url.lastIndexOf('/') + 1);
  const near = url.startsWith(folder) ? url.slice(folder.length) : file;
  const name = decodeURI(near);
  return [...names.values()].includes(name) ? url : name;
}

function baseOf(name: string): JsonPointer {
  return name === '' ? '' : formatPointer([shelf, name]);
}

/** A pointer as the fragment of a URL. */
function fragmentOf(pointer: JsonPointer): string {
  return pointer.split('/').map(encodeURIComponent).join('/');
}

interface Copying {
  readonly rewritten: ReadonlyMap<object, ReadonlyMap<string, string>>;
  readonly spliced: ReadonlyMap<object, Target>;
}

function copied(node: Json, copying: Copying, splices: number): Json {
  if (Array.isArray(node)) return (node as readonly Json[]).map((item) => copied(item, copying, splices));
  if (!isObject(node)) return node;
  const result: Record<string, Json> = {};
  const target = copying.spliced.get(node);
  const map = target && splices < 20 ? copied(getAt(target.source.value, target.pointer) ?? null, copying, splices + 1) : undefined;
  if (isObject(map)) for (const [name, member] of Object.entries(map)) define(result, name, member);
  const changed = copying.rewritten.get(node);
  for (const [name, member] of Object.entries(node)) {
    if (target && name === '$ref') continue;
    define(result, name, changed?.get(name) ?? copied(member, copying, splices));
  }
  return result;
}

/** Sets a member even where its name is `__proto__`. */
function define(target: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(target, name, { value, enumerable: true, configurable: true, writable: true });
}
