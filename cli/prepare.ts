import type { Configuration } from '../config/configuration.ts';
import { selectBy, type Selection } from '../config/filters.ts';
import { makePlan } from '../engine/make-plan.ts';
import type { Description } from '../model/description.ts';
import type { Flow } from '../model/flow.ts';
import type { Json } from '../model/json.ts';
import type { Plan } from '../model/plan.ts';
import type { Result } from '../model/problem.ts';
import type { LawOptions, Rule } from '../model/rule.ts';
import { readBuiltIn } from '../spec/calico-enterprise.ts';
import { readDescription } from '../spec/read-description.ts';
import { compileSchemas, SchemaBroken, type Schemas } from '../spec/schemas.ts';
import { calicoFlows } from '../suites/calico/flows.ts';
import { rules } from '../suites/rules.ts';
import { unknownNames } from './check-names.ts';
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
  /** Values that may be destroyed, by parameter name. */
  readonly disposable: Readonly<Record<string, readonly Json[]>>;
}

/** Reads the description, looks the filters up and makes the plan. `disposable` adds to what the configuration hands out. */
export async function prepare(configuration: Configuration, disposable: Prepared['disposable'] = {}): Promise<Result<Prepared>> {
  const { safeOperations, permissions, profile, seed } = configuration;
  const read = configuration.description === undefined ? await readBuiltIn({ safeOperations }) : await readDescription(configuration.description, { safeOperations });
  if (!read.ok) return read;
  const description = read.value;
  const [unknown, ...others] = unknownNames(configuration, description);
  if (unknown) return { ok: false, problems: [unknown, ...others] };
  const selection = selectBy(configuration.include, configuration.exclude, {
    operations: description.operations, rules: [...rules, ...calicoFlows].map(({ id }) => id),
  });
  if (!selection.ok) return selection;
  const law: LawOptions = { formats: configuration.formats, undeclaredProperties: configuration.undeclaredProperties };
  const given = { ...disposable, ...configuration.disposable };
  try {
    const plan = makePlan({
      description, rules, flows: calicoFlows, profile, permission: permissions.at(-1) ?? 'read', law, seed, version,
      schemas: compileSchemas(description, { direction: 'request' }),
      expiredCredentials: configuration.credentials.expiredToken !== undefined,
      fixtures: { ...configuration.fixtures, ...Object.fromEntries(Object.entries(given).map(([name, values]) => [`disposable:${name}`, values])) },
      ...(selection.value.active && { selects: (requirement) => selection.value.requirement(requirement) }),
    });
    const schemas = compileSchemas(description, { direction: 'response' });
    return { ok: true, value: { configuration, description, rules, flows: calicoFlows, law, schemas, selection: selection.value, plan, disposable: given } };
  } catch (error) {
    if (error instanceof SchemaBroken) return { ok: false, problems: [error.problem] };
    throw error;
  }
}
