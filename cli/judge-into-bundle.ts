import { resolve } from 'node:path';
import type { ObservedTarget } from '../model/observed-target.ts';
import { domainProof } from '../target/domain-proof.ts';
import { sight } from '../target/sighting.ts';
import { exitError } from './exit-codes.ts';
import type { Io } from './io.ts';
import type { OpenTarget } from './open-target.ts';
import type { Prepared } from './prepare.ts';
import { printProblems } from './print-problems.ts';
import { writingProblem } from './report-folder.ts';
import { writeBundle } from './write-bundle.ts';

/** A run whose record becomes a bundle. Without it the run has not done what was asked, so it does not end green. */
export async function judgeIntoBundle(bundle: string, record: string, prepared: Prepared, { target, credentials, way }: OpenTarget, judge: () => Promise<number>, io: Io): Promise<number> {
  const before = await sight(target.baseUrl, new Date(), way);
  const code = await judge();
  const proof = target.kind === 'url' ? await domainProof(target.baseUrl, way) : undefined;
  const observed: ObservedTarget = { kind: target.kind, baseUrl: target.baseUrl, before, after: await sight(target.baseUrl, new Date(), way), ...(proof && { domainProof: proof }) };
  try {
    const written = await writeBundle(resolve(io.folder, bundle), record, prepared, observed, credentials);
    if (!written.ok) {
      printProblems(written.problems, io);
      return exitError;
    }
    io.stdout.write(`\nBundle ${bundle}, SHA-256 ${written.value}\nNext: npx calico-conformance attest ${bundle} --key <file>\n`);
    return code;
  } catch (error) {
    const unwritable = writingProblem(error, bundle);
    if (!unwritable) throw error;
    printProblems([{ ...unwritable, what: unwritable.what.replace('The reports', 'The bundle'), fix: 'Name another file with --bundle.' }], io);
    return exitError;
  }
}
