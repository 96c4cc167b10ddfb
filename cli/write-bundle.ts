import { readFile } from 'node:fs/promises';
import { bundleFiles, jsonFile, packBundle, sha256Of, type BundleFile } from '../certify/bundle.ts';
import { chainOf } from '../certify/evidence-chain.ts';
import { readEvidence } from '../certify/evidence.ts';
import { resultsOf } from '../certify/results.ts';
import type { RunSettings } from '../certify/run-settings.ts';
import { codeRefused } from '../certify/code-refused.ts';
import { codeIn } from '../engine/code-flow/code-in.ts';
import { createRedactor } from '../engine/redaction.ts';
import { secretsIn, type CredentialSettings } from '../engine/sending/credentials.ts';
import type { ObservedTarget } from '../model/observed-target.ts';
import type { Problem, Result } from '../model/problem.ts';
import { judgeAgain, planAgain } from './judge-again.ts';
import type { Prepared } from './prepare.ts';
import { writeWhole } from './report-folder.ts';

/** What a plan was made with beside its description. */
function settingsOf({ configuration, supplies }: Prepared): RunSettings {
  const { include, exclude, safeOperations, fixtures, minResponseCoverage } = configuration;
  return {
    format: 'calico-conformance/settings/1', include, exclude, safeOperations, fixtures, disposable: supplies.disposable,
    ...(minResponseCoverage !== undefined && { minResponseCoverage }),
  };
}

function documentOf({ description }: Prepared): Buffer {
  return Buffer.from(`${JSON.stringify(description.document)}\n`);
}

/** Why a bundle of this run could not be verified by anybody, if so; told before anything is sent. */
export async function unbundleable(prepared: Prepared): Promise<Problem | undefined> {
  const { configuration, plan, supplies } = prepared;
  const code = 'BUNDLE_IMPOSSIBLE';
  const fix = 'Leave out --bundle, or what keeps it from being verified.';
  const refused = codeRefused(codeIn(prepared.flows));
  if (refused) return refused;
  if (configuration.network.insecure) return { code, what: 'With --insecure nobody knows who has answered, so nothing can be certified.', fix: 'Trust the authority of the endpoint with --ca FILE, or leave out --bundle.' };
  if (configuration.flows.length > 0) return { code, what: 'A bundle cannot hold flows of your own, so nobody could judge them again.', fix };
  if (configuration.overlays.length > 0) return { code, what: 'A bundle holds a description and no overlays.', fix: 'Apply them to the description first, and judge by that.' };
  const again = await planAgain(documentOf(prepared), settingsOf(prepared), {
    profile: configuration.profile.id, law: prepared.law, permissions: configuration.permissions, switches: supplies.actors, seed: configuration.seed, capabilities: configuration.capabilities,
  });
  if (!again.ok) return { code, what: `From the bundled description no plan can be made: ${again.problems[0].what}`, fix };
  return again.value.plan.digest === plan.digest ? undefined : { code, what: 'From the bundled description another plan would be made than from its files.', fix };
}

/** Makes the bundle of a run that is over, and writes it. Resolves with its digest. */
export async function writeBundle(path: string, record: string, prepared: Prepared, observed: ObservedTarget, credentials: CredentialSettings): Promise<Result<string>> {
  const bytes = await readFile(record);
  const evidence = readEvidence(bytes);
  if (!evidence.ok) return evidence;
  const settings = settingsOf(prepared);
  const given = {
    record: bytes, description: documentOf(prepared), settings: jsonFile(settings), target: jsonFile({ format: 'calico-conformance/target/1', ...observed }),
  };
  const results = resultsOf(evidence.value);
  const again = await judgeAgain({ of: (file) => (Object.hasOwn(given, file) ? given[file as keyof typeof given] : Buffer.alloc(0)) }, { evidence: evidence.value, settings, target: observed, chain: chainOf(evidence.value.lines), results });
  if (!again.ok) return again;
  const parts = { ...given, ...again.value.derived };
  const telling = (Object.keys(parts) as (keyof typeof parts)[]).find((file) => holdsSecret(parts[file].toString('utf8'), prepared, credentials));
  if (telling !== undefined) return { ok: false, problems: [secretProblem(telling)] };
  const archive = packBundle(parts);
  await writeWhole(path, [archive]);
  return { ok: true, value: sha256Of(archive) };
}

/** The record is redacted as it is made; what else goes into a bundle was written by users, and may hold anything. */
function holdsSecret(text: string, { configuration }: Prepared, credentials: CredentialSettings): boolean {
  const redactor = createRedactor();
  for (const secret of [...secretsIn(credentials), ...configuration.secrets]) redactor.addSecret(secret);
  return redactor.redactText(text) !== text;
}

function secretProblem(file: BundleFile): Problem {
  return {
    code: 'BUNDLE_HOLDS_SECRET', what: `No bundle was written: one of your credentials would stand in its ${bundleFiles[file].name}.`,
    fix: 'It stands in the description, in a filter or in a fixture. Take it out there, and run again.',
  };
}
