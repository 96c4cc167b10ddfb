import type { Description, Operation } from '../../model/description.ts';
import type { Exploration } from '../../model/exploration.ts';
import type { Finding, Outcome } from '../../model/outcome.ts';
import type { Plan } from '../../model/plan.ts';
import type { Permission, Profile } from '../../model/profile.ts';
import type { Requirement, RequirementId } from '../../model/requirement.ts';
import type { LawOptions, Rule, SchemaJudge } from '../../model/rule.ts';
import type { Schemas } from '../../spec/schemas.ts';
import type { KnownFindings } from '../known-findings.ts';
import { lawContext } from '../law-context.ts';
import type { WaiverBook } from '../waivers.ts';
import { binds, covers, permissionOf } from '../permission-of.ts';
import { createCaseJudge } from './case-judge.ts';
import type { ExploreInput } from './explore.ts';
import { explore } from './explore.ts';

/** What random cases are made of, and whether they count. */
export interface ExploreOptions {
  readonly cases: number;
  /** Whether findings keep the verdict from CONFORMANT. */
  readonly counts: boolean;
  /** Judges requests. */
  readonly schemas: Schemas;
  /** Whether a requirement is asked for; by default all are. */
  readonly selects?: (requirement: Requirement, operation: Operation) => boolean;
}

interface BesideInput extends Pick<ExploreInput, 'operations' | 'concurrency' | 'runner' | 'signal' | 'capturedFor' | 'whySilent'> {
  readonly plan: Plan;
  readonly description: Description;
  readonly rules: readonly Rule[];
  readonly law: LawOptions;
  /** Judges answers. */
  readonly schemas: SchemaJudge;
  readonly profile: Profile;
  readonly permission: Permission;
  readonly options: ExploreOptions;
  /** How those ended whose plan found something. */
  readonly failures: ReadonlyMap<RequirementId, Outcome>;
  readonly known: KnownFindings;
  readonly waivers: WaiverBook;
}

/** Random cases after a plan, by what that plan may send and what it has found. */
export async function exploreBeside({ plan, description, rules, law, profile, permission, options, failures, known, waivers, schemas, ...rest }: BesideInput): Promise<Exploration> {
  // What chance sends must never destroy, whatever is allowed.
  const operations = rest.operations.filter((operation) => permissionOf(operation) !== 'destructive' && covers(permission, permissionOf(operation)));
  return explore({
    ...rest, description, operations, schemas: options.schemas, seed: plan.seed, cases: options.cases, counts: options.counts,
    judge: createCaseJudge(description, rules, lawContext(description, law), schemas, options.selects),
    standing: (requirement, finding) => ({
      binding: binds(requirement, profile),
      planned: findingsOf(failures.get(requirement.id)).some(({ cluster }) => cluster === finding.cluster),
      known: waivers.applied(requirement, known.applied(requirement.id, { kind: 'fail', findings: [finding], sites: 1 })).kind === 'waived',
    }),
  });
}

function findingsOf(outcome: Outcome | undefined): readonly Finding[] {
  return outcome?.kind === 'fail' || outcome?.kind === 'waived' ? outcome.findings : [];
}
