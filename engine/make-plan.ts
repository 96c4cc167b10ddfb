import { createHash } from 'node:crypto';
import type { CapabilityId } from '../model/capability.ts';
import type { Case, CaseId, CaptureKey, CapturePlan, Intent, OtherActor, Unprovable } from '../model/case.ts';
import { isOtherActor } from '../model/case.ts';
import type { Description, Operation } from '../model/description.ts';
import type { Flow } from '../model/flow.ts';
import type { Json } from '../model/json.ts';
import type { Plan, PlannedOperation, Requirements } from '../model/plan.ts';
import type { Permission, Profile } from '../model/profile.ts';
import type { Requirement, RequirementId } from '../model/requirement.ts';
import type { CaseRule, LawContext, LawOptions, ResponseRule, Rule, RuleHead, Subject } from '../model/rule.ts';
import { casesOf } from '../generate/cases-of.ts';
import { capturesIn } from '../generate/captures-in.ts';
import { capturesOf } from '../generate/captures.ts';
import type { Schemas } from '../spec/schemas.ts';
import { canonicalJson, sha256 } from './digest.ts';
import { flowRequirements } from './flow/flow-requirements.ts';
import { lawContext } from './law-context.ts';
import { covers, permissionOf } from './permission-of.ts';
import { requirementFrom } from './requirement-from.ts';
import { requirementId } from './requirement-id.ts';
import { requirementsIn } from './requirements-in.ts';
import { createShelf } from './shelf.ts';

/** Everything that a plan is a function of. */
export interface PlanInput {
  readonly description: Description;
  readonly rules: readonly Rule[];
  readonly flows: readonly Flow[];
  readonly profile: Profile;
  /** The strongest permission granted. */
  readonly permission: Permission;
  /** Whether a requirement is asked for; by default all are. */
  readonly selects?: (requirement: Requirement, operation: Operation | undefined) => boolean;
  /** Sends of all cases this one only, with what it rests on. */
  readonly only?: CaseId;
  /** Cases that nobody generates again, such as random ones of a record. */
  readonly given?: readonly Case[];
  /** Values to use, by parameter name; those that may be destroyed under `disposable:NAME`. */
  readonly fixtures: Readonly<Record<CaptureKey, readonly Json[]>>;
  readonly law: LawOptions;
  readonly seed: number;
  /** Who is at hand beside the owner. */
  readonly actors: readonly OtherActor[];
  /** What the API is said to have. */
  readonly capabilities?: readonly CapabilityId[];
  /** Judges requests. */
  readonly schemas: Schemas;
  /** Version of the suite. */
  readonly version: string;
}

/** Of so many operations cases and requirements stand open; those of the others lie packed. */
const mostOpen = 256;

/** Says what will be sent and what it decides, and sends nothing. */
export function makePlan(input: PlanInput): Plan {
  const { description, profile } = input;
  const context = lawContext(description, input.law);
  const ruleset = rulesetDigest(input.rules, input.flows, input.version);
  const hash = createHash('sha256').update(canonicalJson({
    description: description.bundledDigest, ruleset, profile, permission: input.permission, law: input.law, seed: input.seed,
    actors: input.actors, capabilities: input.capabilities ?? [],
  }));
  const keptCases = createShelf<readonly Case[]>(mostOpen, { changes: false });
  const keptRequirements = createShelf<readonly Requirement[]>(mostOpen, { changes: false });
  const ofFlows: Requirement[] = [];
  let length = 0;
  const withheld = new Map<RequirementId, string>();
  const captures = withFlowInputs(capturesOf(description, input.fixtures, input.schemas, input.seed), input);
  const sources = new Set(captures.flatMap((capture) => capture.sources.flatMap((source) => (source.kind === 'discovery' ? [source.operationId] : []))));
  for (const operationId of readersFor(input)) sources.add(operationId);
  const operations: PlannedOperation[] = [];

  const selected = (operation: Operation): { readonly cases: readonly Case[]; readonly requirements: readonly Requirement[]; readonly refusal: string | undefined } => {
    const generated = withCases(casesOf(description, operation, input), (input.given ?? []).filter(({ operationId }) => operationId === operation.id));
    const all = requirementsOf(operation, generated, input.rules, context);
    const needed = permissionOf(operation);
    const refusal = covers(input.permission, needed) ? undefined : `The permission "${needed}" is not granted (--allow ${needed}).`;
    const asked = all.filter((requirement) => input.selects?.(requirement, operation) ?? true);
    return { requirements: all, refusal, cases: refusal === undefined ? casesFor(asked, generated.cases, sources.has(operation.id), input.only) : [] };
  };

  for (const operation of description.operations) {
    if (!covers(profile.operations, permissionOf(operation))) continue;
    const { cases, requirements: own, refusal } = selected(operation);
    length += own.length;
    for (const requirement of own) {
      if (refusal !== undefined) withheld.set(requirement.id, refusal);
      else if (input.selects && !input.selects(requirement, operation)) withheld.set(requirement.id, 'It was left out by --include or --exclude.');
    }
    keptCases.put(operation.id, cases);
    keptRequirements.put(operation.id, own);
    operations.push({
      operationId: operation.id,
      cases: cases.length,
      strategies: countByStrategy(cases),
      captures: [...new Set(cases.flatMap(({ request }) => capturesIn(request)))],
      ...(refusal !== undefined && { withheld: refusal }),
    });
    for (const each of cases) hash.update(canonicalJson(each));
  }

  const flows = input.flows.filter((flow) => flow.askedFor === true || (profile.flows !== 'none' && covers(profile.flows, flow.permission)));
  const onTrial = new Set(input.rules.flatMap(({ id, tentative }) => (tentative ? [id] : [])));
  const planned: string[] = [];
  const usedKeys = new Set(operations.flatMap((each) => each.captures));
  for (const flow of flows) {
    const own = flowRequirements(flow, description);
    if (own.length === 0) continue;
    planned.push(flow.id);
    for (const key of [...flow.needs.captures, ...(flow.needs.optional ?? [])]) usedKeys.add(key);
    for (const { requirement, operation } of own) {
      ofFlows.push(onTrial.has(requirement.rule) ? { ...requirement, tentative: true } : requirement);
      if (!covers(input.permission, flow.permission)) withheld.set(requirement.id, `The permission "${flow.permission}" is not granted (--allow ${flow.permission}).`);
      else if (input.selects && !input.selects(requirement, operation)) withheld.set(requirement.id, 'It was left out by --include or --exclude.');
    }
  }

  length += ofFlows.length;
  const flowsOf = requirementsIn(ofFlows).of;
  const requirements: Requirements = {
    length,
    of: (operationId) => [...(keptRequirements.get(operationId) ?? []), ...flowsOf(operationId)],
    *[Symbol.iterator]() {
      for (const { operationId } of operations) yield* keptRequirements.get(operationId) ?? [];
      yield* ofFlows;
    },
  };
  const usedCaptures = captures.filter(({ key }) => usedKeys.has(key));
  // Where the user wrote something does not change what is sent or decided: the same content in one file or in several is the same plan.
  for (const { place: _, ...requirement } of requirements) hash.update(canonicalJson([requirement, withheld.get(requirement.id) ?? null]));
  hash.update(canonicalJson([usedCaptures, planned]));
  return {
    digest: hash.digest('hex'),
    rulesetDigest: ruleset,
    seed: input.seed,
    profile: profile.id,
    requirements,
    withheld,
    captures: usedCaptures,
    operations,
    flows: planned,
    casesOf: (operationId) => keptCases.get(operationId) ?? [],
  };
}

function withCases(generated: ReturnType<typeof casesOf>, given: readonly Case[]): ReturnType<typeof casesOf> {
  return given.length === 0 ? generated : { ...generated, cases: [...generated.cases, ...given] };
}

/** Where only a part is asked for: operations that find the values that its flows need. */
function readersFor({ selects, flows, profile, permission, description }: PlanInput): readonly string[] {
  if (!selects || profile.flows === 'none') return [];
  return flows.filter((flow) => flow.needs.captures.length > 0 && covers(profile.flows, flow.permission) && covers(permission, flow.permission)).flatMap((flow) => {
    const promised = flowRequirements(flow, description);
    return promised.some(({ requirement, operation }) => selects(requirement, operation)) ? promised.filter(({ operation }) => operation.safe).map(({ operation }) => operation.id) : [];
  });
}

/** What flows ask for and no path does is given by the configuration, or by nobody. */
function withFlowInputs(captures: readonly CapturePlan[], { flows, fixtures }: PlanInput): readonly CapturePlan[] {
  const asked = new Set(flows.flatMap(({ needs }) => [...needs.captures, ...(needs.optional ?? [])]));
  return [...captures, ...[...asked].filter((key) => !captures.some((each) => each.key === key)).map((key): CapturePlan => {
    const values = fixtures[key] ?? [];
    return { key, parameter: key.replace(/^disposable:/, ''), sources: values.length > 0 ? [{ kind: 'configuration', values }] : [] };
  })];
}

/** Changes when a rule, its level or its clause does; outcomes of runs are comparable while it stays. */
function rulesetDigest(rules: readonly RuleHead[], flows: readonly Flow[], version: string): string {
  const heads = rules.map(({ id, suite, level, summary, clause, tentative }) => ({ id, suite, level, summary, clause, tentative }));
  // What is derived from a description stands for rules, which are in it already.
  const steps = flows.map(({ id, steps: each, digest }) => ({ id, steps: each.filter(({ rule }) => rule === undefined), ...(digest !== undefined && { digest }) })).filter(({ steps: own }) => own.length > 0);
  return sha256(canonicalJson({ version, rules: heads, flows: steps }));
}

function requirementsOf(
  operation: Operation, generated: { readonly cases: readonly Case[]; readonly unprovable: readonly Unprovable[] },
  rules: readonly Rule[], context: LawContext,
): readonly Requirement[] {
  const found = new Map<RequirementId, Requirement & { readonly cases: string[] }>();
  const add = (rule: CaseRule | ResponseRule, subject: Subject, intent?: Intent, caseId?: string, missing?: Unprovable): void => {
    const id = requirementId(rule.id, operation.id, subject.at);
    const known = found.get(id);
    if (known) {
      if (caseId !== undefined) known.cases.push(caseId);
      return;
    }
    found.set(id, {
      ...requirementFrom(rule, operation, subject, context.description, intent?.kind === 'unauthorised' && isOtherActor(intent.credentials) ? intent.credentials : undefined),
      cases: caseId === undefined ? [] : [caseId],
      ...(missing && (missing.blocks === true ? { blocked: missing.because } : { unprovable: missing.because })),
    });
  };
  for (const rule of rules) {
    if (rule.kind === 'flow') continue;
    if (rule.kind === 'response') {
      for (const subject of rule.subjects(operation, context)) add(rule, subject);
      continue;
    }
    for (const each of generated.cases) {
      const subject = rule.claims(each.intent, operation, context);
      if (subject) add(rule, subject, each.intent, each.id);
    }
    for (const missing of generated.unprovable) {
      const subject = rule.claims(missing.intent, operation, context);
      if (subject) add(rule, subject, missing.intent, undefined, missing);
    }
  }
  return [...found.values()];
}

/** The cases that decide what is asked for, with their controls; all valid ones where answers as such are judged. */
function casesFor(asked: readonly Requirement[], cases: readonly Case[], isSource: boolean, only: CaseId | undefined): readonly Case[] {
  const wanted = new Set(asked.flatMap((requirement) => requirement.cases));
  const answers = asked.some((requirement) => requirement.cases.length === 0 && requirement.unprovable === undefined && requirement.blocked === undefined);
  const byId = new Map(cases.map((each) => [each.id, each]));
  const take = (each: Case): boolean => only !== undefined ? each.id === only || ((isSource || byId.has(only)) && each.strategy === 'baseline') : wanted.has(each.id) || (answers && each.intent.kind === 'valid') || ((isSource || wanted.size > 0) && each.strategy === 'baseline');
  const taken = new Set<string>();
  for (const each of cases) {
    if (!take(each)) continue;
    for (let next: Case | undefined = each; next && !taken.has(next.id); next = next.control === undefined ? undefined : byId.get(next.control)) taken.add(next.id);
  }
  return cases.filter(({ id }) => taken.has(id));
}

function countByStrategy(cases: readonly Case[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { strategy } of cases) counts[strategy] = (counts[strategy] ?? 0) + 1;
  return counts;
}
