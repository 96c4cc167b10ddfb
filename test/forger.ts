import { createHash } from 'node:crypto';
import { pack, type Files } from '../certify/archive/pack.ts';
import { bundleFiles, jsonFile, manifestOf, openBundle, sha256Of, type BundleFile, type DerivedFile, type OpenBundle } from '../certify/bundle.ts';
import { encoded, envelopeOf, envelopeText, statementType } from '../certify/dsse.ts';
import type { SigningKey } from '../certify/signing-key.ts';
import type { Again } from '../certify/checks/check.ts';
import { runStatement, type ReadFiles, type RunPredicate, type Statement } from '../certify/statement.ts';
import { readFiles } from '../certify/verify.ts';
import { judgeAgain } from '../cli/judge-again.ts';
import { createRunCounts } from '../engine/run-counts.ts';
import { exitCodeOf, verdictOf } from '../engine/verdict.ts';
import type { Result } from '../model/problem.ts';
import type { RunEvent, RunFinished } from '../model/run-event.ts';

/** Somebody who knows the suite as well as we do, and wants a bundle to say something else than what happened. */
export interface Forger {
  /** Files as they stand in the archive. */
  readonly files: Map<string, Buffer>;
  /** Changes the events of the record. Nothing else follows from that. */
  events(change: (events: RunEvent[]) => RunEvent[]): void;
  /** Counts, verdict (unless another one is wanted), footer, chain, results, report and manifest, all made to fit the record again. */
  makeAllFit(verdict?: Partial<RunFinished>): Promise<void>;
  /** The manifest alone. */
  makeManifestFit(): void;
  archive(): Buffer;
  /** The statement about what is there now, changed, and signed. */
  sign(key: SigningKey, change?: (statement: Statement<RunPredicate>) => object, payloadType?: string): string;
}

const known = new Map<string, Promise<Result<Again>>>();

/** What `judgeAgain` says, which is the same for the same files. */
export function judgedAgain(bundle: OpenBundle, read: ReadFiles): Promise<Result<Again>> {
  const key = sha256Of(Buffer.concat([bundle.of('record'), bundle.of('description'), bundle.of('settings')]));
  const again = known.get(key) ?? judgeAgain(bundle, read);
  known.set(key, again);
  return again;
}

/** Takes a bundle apart. */
export function forger(archive: Buffer): Forger {
  const open = opened(archive);
  const files = new Map(open.files);
  const text = (file: BundleFile): string => (files.get(bundleFiles[file].name) ?? Buffer.alloc(0)).toString('utf8');
  const put = (file: BundleFile, content: Buffer): void => void files.set(bundleFiles[file].name, content);
  const read = (): RunEvent[] => text('record').trimEnd().split('\n').map((line) => JSON.parse(line) as RunEvent);
  const write = (events: readonly RunEvent[]): void => put('record', Buffer.from(events.map((event) => `${JSON.stringify(event)}\n`).join('')));
  const makeManifestFit = (): void => put('manifest', jsonFile(manifestOf(without(files, bundleFiles.manifest.name))));
  return {
    files,
    events: (change) => write(change(read())),
    makeManifestFit,
    async makeAllFit(verdict = {}) {
      write(footed(read(), verdict));
      const bundle = opened(pack(files));
      const given = readFiles(bundle);
      if (!given.ok) throw new Error(given.problems[0].what);
      const again = await judgedAgain(bundle, given.value);
      if (!again.ok) throw new Error(again.problems[0].what);
      for (const file of Object.keys(again.value.derived) as DerivedFile[]) put(file, again.value.derived[file]);
      makeManifestFit();
    },
    archive: () => pack(files),
    sign(key, change = (statement) => statement, payloadType = statementType) {
      const bundle = opened(pack(files));
      const given = readFiles(bundle);
      if (!given.ok) throw new Error(given.problems[0].what);
      const payload = Buffer.from(JSON.stringify(change(runStatement(bundle, given.value))));
      return envelopeText({ ...envelopeOf(payload, key, key.sign(encoded(payloadType, payload))), payloadType });
    },
  };
}

function opened(archive: Buffer): Extract<ReturnType<typeof openBundle>, { ok: true }>['value'] {
  const bundle = openBundle(archive);
  if (!bundle.ok) throw new Error(bundle.problems[0].what);
  return bundle.value;
}

function without(files: Files, left: string): Files {
  return new Map([...files].filter(([name]) => name !== left));
}

/** Events with a footer that fits them. */
function footed(events: readonly RunEvent[], wanted: Partial<RunFinished>): readonly RunEvent[] {
  const requirements = new Map(events.flatMap((event) => (event.event === 'requirement-planned' ? [[event.requirement.id, event.requirement] as const] : [])));
  const counts = createRunCounts();
  for (const event of events) {
    const requirement = event.event === 'judged' ? requirements.get(event.id) : undefined;
    if (event.event === 'judged' && requirement) counts.add(requirement, event.outcome.kind, event.binding);
  }
  const known = events.some((event) => event.event === 'run-started' && event.known !== undefined);
  const { verdict, because } = verdictOf(counts.binding);
  const before = events.slice(0, -1);
  const digest = createHash('sha256').update(before.map((event) => `${JSON.stringify(event)}\n`).join('')).digest('hex');
  const last = events.at(-1);
  if (last?.event !== 'run-finished') throw new Error('There is no footer.');
  const exchanges = events.filter(({ event }) => event === 'exchange' || event === 'explored').length;
  return [...before, { ...last, verdict, because, exitCode: exitCodeOf(verdict, known), counts: counts.all, exchanges, ...wanted, digest }];
}
