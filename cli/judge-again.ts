import { bundleFiles, jsonFile, type OpenBundle } from '../certify/bundle.ts';
import type { Again } from '../certify/checks/check.ts';
import type { RunSettings } from '../certify/run-settings.ts';
import type { ReadFiles } from '../certify/statement.ts';
import { profileNamed } from '../config/profiles.ts';
import { binds } from '../engine/permission-of.ts';
import { rejudge } from '../engine/rejudge.ts';
import { otherActors } from '../model/case.ts';
import type { Description } from '../model/description.ts';
import type { Plan } from '../model/plan.ts';
import type { Permission, Profile } from '../model/profile.ts';
import type { Problem, Result } from '../model/problem.ts';
import type { RunEvent, RunStarted } from '../model/run-event.ts';
import { reporters } from '../reporters/reporters.ts';
import { readBuiltIn } from '../spec/calico-enterprise.ts';
import { readDescription } from '../spec/read-description.ts';
import { calicoFlows } from '../suites/calico/flows.ts';
import { planLines } from './plan-file.ts';
import { planFor, type Narrowed, type Prepared } from './prepare.ts';
import { version } from './version.ts';

/** What the beginning of a record says of what its plan is a function of. */
export type PlanOrigin = Pick<RunStarted, 'profile' | 'law' | 'permissions' | 'switches' | 'seed' | 'capabilities'>;

/** A plan that was made again, with the profile that it is for. */
export type PlannedAgain = Omit<Prepared, 'configuration' | 'supplies'> & { readonly profile: Profile; readonly permission: Permission };

/** Makes a plan, or a part of it, again from what stands in a bundle, and from nothing else: no file is read, and nobody is asked. */
export async function planAgain(document: Buffer, settings: RunSettings, origin: PlanOrigin, narrowed?: Narrowed): Promise<Result<PlannedAgain>> {
  const address = 'https://bundle.invalid/description.json';
  const read = await readDescription(address, {
    safeOperations: settings.safeOperations, name: bundleFiles.description.name,
    fetchBytes: (url) => (url === address ? Promise.resolve(document) : Promise.reject(new Error('A bundle refers to nothing outside itself.'))),
  });
  if (!read.ok) return coded('E_SPEC', read.problems);
  const profile = profileNamed(origin.profile);
  if (!profile.ok) return coded('E_SPEC', profile.problems);
  const planned = planFor(read.value, {
    permissions: origin.permissions as readonly Permission[], profile: profile.value, seed: origin.seed, include: settings.include, exclude: settings.exclude, places: {},
    formats: origin.law.formats, undeclaredProperties: origin.law.undeclaredProperties, fixtures: settings.fixtures, capabilities: origin.capabilities ?? [],
  }, { disposable: settings.disposable, actors: otherActors.filter((actor) => origin.switches.includes(actor)) }, { scripted: calicoFlows, trusted: false, ...(narrowed && { narrowed }) });
  if (!planned.ok) return coded('E_SPEC', planned.problems);
  return { ok: true, value: { ...planned.value, profile: profile.value, permission: (origin.permissions.at(-1) ?? 'read') as Permission } };
}

let contract: ReturnType<typeof readBuiltIn> | undefined;

/** Makes and judges everything again that a bundle says beyond what a run has left. */
export async function judgeAgain(bundle: Pick<OpenBundle, 'of'>, read: Omit<ReadFiles, 'results'> & Partial<Pick<ReadFiles, 'results'>>): Promise<Result<Again>> {
  const { evidence: { events, started }, settings } = read;
  const planned = await planAgain(bundle.of('description'), settings, started);
  if (!planned.ok) return planned;
  const builtIn = await (contract ??= readBuiltIn());
  if (!builtIn.ok) return builtIn;
  const { description, rules, flows, schemas, plan, profile, permission } = planned.value;
  const derived: Again['derived'] = {
    chain: jsonFile(read.chain),
    catalogue: jsonFile(catalogueOf(description, plan, profile)),
    plan: Buffer.from([...planLines(plan, { description: { title: description.title, version: description.version, digest: description.bundledDigest }, permission })].join('')),
    results: jsonFile(read.results ?? {}),
    report: await reportOf(events),
  };
  return {
    ok: true,
    value: {
      description, profile, plan, derived, version, builtIn: builtIn.value.bundledDigest,
      decisions: await rejudge({ events, description, rules, flows, schemas }),
    },
  };
}

/** Every requirement, whether it binds, and why it would not be decided. Where it was written is left out: in a bundle that is another file. */
function catalogueOf({ title, version: edition, bundledDigest }: Description, { requirements, withheld }: Plan, profile: Profile): object {
  return {
    format: 'calico-conformance/catalogue/1', description: { title, version: edition, bundledDigest }, profile: profile.id,
    requirements: [...requirements].map(({ place: _, cases, ...requirement }) => ({ ...requirement, binding: binds({ ...requirement, cases }, profile), ...(withheld.has(requirement.id) && { withheld: withheld.get(requirement.id) }), cases })),
  };
}

async function reportOf(events: readonly RunEvent[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of reporters.html.tell(inTurn(events))) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

async function* inTurn(events: readonly RunEvent[]): AsyncIterable<RunEvent> {
  yield* events;
}

function coded(code: string, [first, ...rest]: readonly [Problem, ...Problem[]]): Result<never> {
  const again = (problem: Problem): Problem => ({ ...problem, code, what: `${problem.what} (${problem.code})` });
  return { ok: false, problems: [again(first), ...rest.map(again)] };
}

