import type { Configuration } from '../config/configuration.ts';
import { selectBy, type Selection } from '../config/filters.ts';
import type { PlanInput } from '../engine/make-plan.ts';
import { makePlan } from '../engine/make-plan.ts';
import { sampleRequests } from '../generate/sample-requests.ts';
import type { Description } from '../model/description.ts';
import type { Flow } from '../model/flow.ts';
import type { Plan } from '../model/plan.ts';
import type { Result } from '../model/problem.ts';
import type { LawOptions, Rule } from '../model/rule.ts';
import { readBuiltIn } from '../spec/calico-enterprise.ts';
import { readDescription } from '../spec/read-description.ts';
import { schemaProblems } from '../spec/schema-problems.ts';
import { compileSchemas, type Schemas } from '../spec/schemas.ts';
import { calicoFlows } from '../suites/calico/flows.ts';
import { rules } from '../suites/rules.ts';
import { statefulFlows } from '../suites/stateful/stateful-flows.ts';
import { unknownNames } from './check-names.ts';
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
  readonly selection: Selection;
  readonly plan: Plan;
  readonly supplies: Supplies;
}

/** Less than the configuration asks for: what is to be seen again. */
export interface Narrowed {
  /** A case; or a requirement, by its id. */
  readonly to: string;
}

/** Reads the description, looks the filters up and makes the plan. */
export async function prepare(configuration: Configuration, supplies: Supplies, narrowed?: Narrowed): Promise<Result<Prepared>> {
  const { safeOperations, permissions, profile, seed, overlays } = configuration;
  const read = configuration.description === undefined ? await readBuiltIn({ safeOperations }) : await readDescription(configuration.description, { safeOperations, overlays });
  if (!read.ok) return read;
  if (overlays.length > 0 && configuration.description === undefined) return { ok: false, problems: [{ code: 'OVERLAY_WITHOUT_DESCRIPTION', what: 'The built-in contract is judged as it is; an overlay changes another description.', fix: 'Name the description with --description, or leave --overlay out.' }] };
  const description = read.value;
  const own = await loadFlows(configuration.flows, description);
  if (!own.ok) return own;
  const scripted = [...calicoFlows, ...own.value];
  const [unknown, ...others] = unknownNames(configuration, description, own.value);
  if (unknown) return { ok: false, problems: [unknown, ...others] };
  const selection = selectBy(configuration.include, configuration.exclude, {
    operations: description.operations, rules: [...rules, ...scripted].map(({ id }) => id),
  }, configuration.places);
  if (!selection.ok) return selection;
  const law: LawOptions = { formats: configuration.formats, undeclaredProperties: configuration.undeclaredProperties };
  const request = compileSchemas(description, { direction: 'request' });
  const response = compileSchemas(description, { direction: 'response' });
  // A test holds the built-in contract; any other description may hold schemas that are none, and the time to say so is now.
  const [broken, ...more] = configuration.description === undefined ? [] : schemaProblems(description, { request, response });
  if (broken) return { ok: false, problems: [broken, ...more] };
  const flows = [...scripted, ...statefulFlows(description, sampleRequests(description, request, seed))];
  const plan = makePlan({
    description, rules, flows, profile, permission: permissions.at(-1) ?? 'read', law, seed, version,
    schemas: request,
    expiredCredentials: supplies.expiredCredentials,
    fixtures: { ...configuration.fixtures, ...Object.fromEntries(Object.entries(supplies.disposable).map(([name, values]) => [`disposable:${name}`, values])) },
    ...(selection.value.active && { selects: (requirement) => selection.value.requirement(requirement) }),
    ...(narrowed && narrowedTo(narrowed.to, rules)),
  });
  return { ok: true, value: { configuration, description, rules, flows, law, schemas: response, selection: selection.value, plan, supplies } };
}

/** A case decides what is planned for it, and what is said of every answer. */
function narrowedTo(id: string, all: readonly Rule[]): Pick<PlanInput, 'selects' | 'only'> {
  if (id.includes('@')) return { selects: (requirement) => requirement.id === id };
  const overAnswers = new Set(all.flatMap((rule) => (rule.kind === 'response' ? [rule.id] : [])));
  return { only: id, selects: ({ cases, rule, operationId }) => cases.includes(id) || (overAnswers.has(rule) && operationId !== undefined && id.startsWith(`${operationId}/`)) };
}
