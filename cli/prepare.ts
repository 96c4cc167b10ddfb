import type { Configuration } from '../config/configuration.ts';
import { selectBy, type Selection } from '../config/filters.ts';
import type { PlanInput } from '../engine/make-plan.ts';
import { makePlan } from '../engine/make-plan.ts';
import { sampleRequests } from '../generate/sample-requests.ts';
import { actorsFor } from '../model/capability.ts';
import { otherActors, type Case } from '../model/case.ts';
import type { Description } from '../model/description.ts';
import type { Flow } from '../model/flow.ts';
import type { Maker } from '../model/ledger.ts';
import type { Plan } from '../model/plan.ts';
import type { Result } from '../model/problem.ts';
import type { LawOptions, Rule } from '../model/rule.ts';
import { readBuiltIn } from '../spec/calico-enterprise.ts';
import { readDescription } from '../spec/read-description.ts';
import { schemaProblems } from '../spec/schema-problems.ts';
import { compileSchemas, type Schemas } from '../spec/schemas.ts';
import { calicoFlows } from '../suites/calico/flows.ts';
import { rules } from '../suites/rules.ts';
import { makersOf } from '../suites/stateful/makers.ts';
import { statefulFlows } from '../suites/stateful/stateful-flows.ts';
import { unknownNames } from './check-names.ts';
import { settleHeapGrowth } from './heap-growth.ts';
import { loadFlows } from './load-flows.ts';
import type { Supplies } from './supplies.ts';
import { version } from './version.ts';

/** All that is known before anything is sent. */
export interface Prepared {
  readonly configuration: Configuration;
  readonly description: Description;
  readonly rules: readonly Rule[];
  readonly flows: readonly Flow[];
  readonly law: LawOptions;
  /** Judges answers. */
  readonly schemas: Schemas;
  /** Judges requests. */
  readonly requestSchemas: Schemas;
  readonly selection: Selection;
  readonly plan: Plan;
  /** Operations that make things on the target. */
  readonly makers: readonly Maker[];
  readonly supplies: Supplies;
}

/** Less than the configuration asks for: what is to be seen again. */
export interface Narrowed {
  /** A case; or a requirement, by its id; or several of those. */
  readonly to: string | ReadonlySet<string>;
  /** Random cases of a record, which no plan has. */
  readonly given?: readonly Case[];
}

/** Reads the description, looks the filters up and makes the plan. */
export async function prepare(configuration: Configuration, supplies: Supplies, narrowed?: Narrowed): Promise<Result<Prepared>> {
  const { safeOperations, overlays } = configuration;
  const read = configuration.description === undefined ? await readBuiltIn({ safeOperations }) : await readDescription(configuration.description, { safeOperations, overlays });
  if (!read.ok) return read;
  if (overlays.length > 0 && configuration.description === undefined) return { ok: false, problems: [{ code: 'OVERLAY_WITHOUT_DESCRIPTION', what: 'The built-in contract is judged as it is; an overlay changes another description.', fix: 'Name the description with --description, or leave --overlay out.' }] };
  const description = read.value;
  settleHeapGrowth(description, configuration);
  const own = await loadFlows(configuration.flows, description);
  if (!own.ok) return own;
  const scripted = [...calicoFlows, ...own.value];
  const [unknown, ...others] = unknownNames(configuration, description, own.value);
  if (unknown) return { ok: false, problems: [unknown, ...others] };
  const made = planFor(description, configuration, supplies, { scripted, trusted: configuration.description === undefined, ...(narrowed && { narrowed }) });
  return made.ok ? { ok: true, value: { ...made.value, configuration, supplies } } : made;
}

/** What of a configuration a plan is a function of. */
export type PlanSettings = Pick<Configuration, 'permissions' | 'profile' | 'seed' | 'include' | 'exclude' | 'places' | 'formats' | 'undeclaredProperties' | 'fixtures' | 'capabilities'>;

/** The plan for a description that has been read, and what judges by it. */
export function planFor(
  description: Description, settings: PlanSettings, supplies: Supplies,
  { scripted, trusted, narrowed }: { readonly scripted: readonly Flow[]; readonly trusted: boolean; readonly narrowed?: Narrowed },
): Result<Omit<Prepared, 'configuration' | 'supplies'>> {
  const { permissions, profile, seed } = settings;
  const selection = selectBy(settings.include, settings.exclude, {
    operations: description.operations, rules: [...rules, ...scripted].map(({ id }) => id),
  }, settings.places);
  if (!selection.ok) return selection;
  const law: LawOptions = { formats: settings.formats, undeclaredProperties: settings.undeclaredProperties };
  const request = compileSchemas(description, { direction: 'request' });
  const response = compileSchemas(description, { direction: 'response' });
  // A test holds the built-in contract; any other description may hold schemas that are none, and the time to say so is now.
  const [broken, ...more] = trusted ? [] : schemaProblems(description, { request, response });
  if (broken) return { ok: false, problems: [broken, ...more] };
  const samples = sampleRequests(description, request, seed);
  // Whoever is needed to show what is declared is planned for, at hand or not.
  const actors = otherActors.filter((actor) => supplies.actors.includes(actor) || actorsFor(settings.capabilities).includes(actor));
  const flows = [...scripted, ...statefulFlows(description, samples, actors)];
  // Whoever may only read makes nothing.
  const makers = permissions.at(-1) === 'read' ? [] : makersOf(description, samples);
  const plan = makePlan({
    description, rules, flows, profile, permission: permissions.at(-1) ?? 'read', law, seed, version,
    schemas: request,
    actors, capabilities: settings.capabilities,
    fixtures: { ...settings.fixtures, ...Object.fromEntries(Object.entries(supplies.disposable).map(([name, values]) => [`disposable:${name}`, values])) },
    ...(selection.value.active && { selects: (requirement) => selection.value.requirement(requirement) }),
    ...(narrowed && narrowedTo(narrowed.to, rules)),
    ...(narrowed?.given && { given: narrowed.given }),
  });
  return { ok: true, value: { description, rules, flows, law, schemas: response, requestSchemas: request, selection: selection.value, plan, makers } };
}

/** A case decides what is planned for it, and what is said of every answer. */
function narrowedTo(id: string | ReadonlySet<string>, all: readonly Rule[]): Pick<PlanInput, 'selects' | 'only'> {
  if (typeof id !== 'string') return { selects: (requirement) => id.has(requirement.id) };
  if (id.includes('@')) return { selects: (requirement) => requirement.id === id };
  const overAnswers = new Set(all.flatMap((rule) => (rule.kind === 'response' ? [rule.id] : [])));
  return { only: id, selects: ({ cases, rule, operationId }) => cases.includes(id) || (overAnswers.has(rule) && operationId !== undefined && id.startsWith(`${operationId}/`)) };
}
