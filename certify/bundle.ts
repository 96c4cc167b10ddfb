import { createHash } from 'node:crypto';
import type { ObservedTarget } from '../model/observed-target.ts';
import type { Problem, Result } from '../model/problem.ts';
import { archiveLimits, unpack } from './archive/unpack.ts';
import { pack, type Files } from './archive/pack.ts';
import type { RunSettings } from './run-settings.ts';

/**
 * Every file of a bundle. Those that were given are what a run has left; those that were derived are functions of them, and
 * whoever verifies a bundle makes them again.
 */
export const bundleFiles = {
  manifest: { name: 'manifest.json', origin: 'manifest', holds: 'size and SHA-256 of every other file' },
  record: { name: 'evidence/run.ndjson', origin: 'given', holds: 'the record of the run, secrets taken out' },
  description: { name: 'description.json', origin: 'given', holds: 'the description with all that it refers to' },
  settings: { name: 'settings.json', origin: 'given', holds: 'filters and values that the plan was made with' },
  target: { name: 'target.json', origin: 'given', holds: 'where the endpoint was seen, and its TLS certificate, before and after' },
  chain: { name: 'evidence/chain.json', origin: 'derived', holds: 'hash chain and Merkle root over the lines of the record' },
  catalogue: { name: 'catalogue.json', origin: 'derived', holds: 'every requirement of the profile' },
  plan: { name: 'plan.ndjson', origin: 'derived', holds: 'what was to be sent, and what it was to decide' },
  results: { name: 'results.json', origin: 'derived', holds: 'the outcome of each requirement, and the evidence that decided it' },
  report: { name: 'report.html', origin: 'derived', holds: 'the same for people' },
} as const;

export type BundleFile = keyof typeof bundleFiles;
type Origin<K extends BundleFile> = (typeof bundleFiles)[K]['origin'];
export type GivenFile = { [K in BundleFile]: Origin<K> extends 'given' ? K : never }[BundleFile];
export type DerivedFile = { [K in BundleFile]: Origin<K> extends 'derived' ? K : never }[BundleFile];

/** The list of files, and what they do not show. */
export interface Manifest {
  readonly format: 'calico-conformance/bundle/1';
  readonly files: readonly { readonly name: string; readonly bytes: number; readonly sha256: string }[];
  /** What nobody can learn from this bundle, in plain sentences. */
  readonly limits: readonly string[];
}

/** Said in every bundle. */
const statedLimits = [
  'It shows what an endpoint answered in the time of the run, and not what software or data is behind it.',
  'Whoever has made it could have made up answers: only a run that was made by the certifier, with a challenge of his, shows that they came.',
  'Addresses and TLS certificates are what the machine that made the run has seen from where it stands.',
  'Times are those of the clock of the machine that made the run.',
] as const;

/** SHA-256 of bytes, lower-case hex. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** JSON as bundles hold it: for people too, and always the same for the same value. */
export function jsonFile(value: RunSettings | ObservedTarget | object): Buffer {
  return Buffer.from(`${JSON.stringify(value, undefined, 1)}\n`);
}

/** The manifest of all other files. */
export function manifestOf(files: Files): Manifest {
  return { format: 'calico-conformance/bundle/1', files: [...files].map(([name, content]) => ({ name, bytes: content.length, sha256: sha256Of(content) })), limits: statedLimits };
}

/** A bundle of files, as an archive. */
export function packBundle(parts: Readonly<Record<GivenFile | DerivedFile, Buffer>>): Buffer {
  const files = new Map((Object.keys(bundleFiles) as BundleFile[]).flatMap((key) => (key === 'manifest' ? [] : [[bundleFiles[key].name, parts[key]] as const])));
  return pack(new Map([[bundleFiles.manifest.name, jsonFile(manifestOf(files))], ...files]));
}

/** A bundle that has been opened: all files are there and none else, and nothing of them is believed yet. */
export interface OpenBundle {
  readonly files: Files;
  /** SHA-256 of the archive. */
  readonly sha256: string;
  of(file: BundleFile): Buffer;
}

/** Opens a bundle within the limits of archives. */
export function openBundle(archive: Buffer, limits = archiveLimits): Result<OpenBundle> {
  const names = Object.values(bundleFiles).map(({ name }) => name);
  const files = unpack(archive, new Set(names), limits);
  if (!files.ok) return files;
  const missing = names.filter((name) => !files.value.has(name));
  if (missing.length > 0) return { ok: false, problems: [{ code: 'E_BUNDLE', what: `The bundle is not whole: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.` }] };
  return { ok: true, value: { files: files.value, sha256: sha256Of(archive), of: (file) => files.value.get(bundleFiles[file].name) ?? Buffer.alloc(0) } };
}

/** A JSON file of a bundle whose format it names itself. */
export function readFormat<T extends { readonly format: string }>(bytes: Buffer, format: T['format'], name: string): Result<T> {
  const problem: Problem = { code: 'E_BUNDLE', what: `${name} is not what its place in the bundle says.` };
  try {
    const value = JSON.parse(bytes.toString('utf8')) as Partial<T> | null;
    return typeof value === 'object' && value?.format === format ? { ok: true, value: value as T } : { ok: false, problems: [problem] };
  } catch {
    return { ok: false, problems: [problem] };
  }
}
