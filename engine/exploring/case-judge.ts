import type { Case } from '../../model/case.ts';
import type { Description, Operation } from '../../model/description.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { CaseRule, Disagreement, Judgement, LawContext, ResponseRule, Rule, SchemaJudge, Subject } from '../../model/rule.ts';
import { responseFor } from '../../spec/response-for.ts';
import { responseView } from '../judging/response-view.ts';
import { requirementFrom } from '../requirement-from.ts';

/** One disagreement of a random case, and the requirement that it breaks. */
export interface Disagreed {
  readonly requirement: Requirement;
  readonly disagreement: Disagreement;
}

/** Holds one case by itself against every rule. */
export type CaseJudge = (sent: Case, exchange: Exchange, control?: Exchange) => readonly Disagreed[];

/** A judge by the rules that planned cases are judged by; `selects` says which requirements are asked for. */
export function createCaseJudge(
  description: Description, rules: readonly Rule[], context: LawContext, schemas: SchemaJudge, selects: (requirement: Requirement, operation: Operation) => boolean = () => true,
): CaseJudge {
  const operations = new Map(description.operations.map((operation) => [operation.id, operation]));
  const responseRules = rules.filter((rule): rule is ResponseRule => rule.kind === 'response');
  // What one of many cases suffices for is not broken by any single one.
  const caseRules = rules.filter((rule): rule is CaseRule => rule.kind === 'case' && rule.decidedBy === 'all');
  const subjects = new Map<string, readonly (readonly [ResponseRule, Subject])[]>();
  const subjectsOf = (operation: Operation): readonly (readonly [ResponseRule, Subject])[] => {
    const known = subjects.get(operation.id) ?? responseRules.flatMap((rule) => [...rule.subjects(operation, context)].map((subject) => [rule, subject] as const));
    subjects.set(operation.id, known);
    return known;
  };
  const disagreed = (rule: CaseRule | ResponseRule, operation: Operation, subject: Subject, judge: () => Judgement | undefined): readonly Disagreed[] => {
    const judgement = unlessBroken(judge);
    if (judgement?.kind !== 'fail') return [];
    const requirement = requirementFrom(rule, operation, subject, description);
    if (!selects(requirement, operation)) return [];
    return judgement.disagreements.map((disagreement) => ({ requirement, disagreement: placed(disagreement, description) }));
  };

  return (sent, exchange, control) => {
    const operation = operations.get(sent.operationId);
    if (!operation) return [];
    const view = responseView(operation, exchange, sent, schemas, context.options);
    const ofAnswer = subjectsOf(operation).flatMap(([rule, subject]) => disagreed(rule, operation, subject, () => rule.judge(view, subject.at)));
    // An answer that is wrong by itself says the same of the request that got it.
    if (sent.intent.kind === 'valid' && ofAnswer.length > 0) return ofAnswer;
    const answer = exchange.response;
    const declared = answer.kind === 'response' ? responseFor(operation, answer.status) : undefined;
    const seen = { operation, case: sent, exchange, answer, ...(control && { control }), ...(declared && { declared }) };
    const ofCase = caseRules.flatMap((rule) => {
      const subject = rule.claims(sent.intent, operation, context);
      return subject ? disagreed(rule, operation, subject, () => rule.judge(seen)) : [];
    });
    return [...ofAnswer, ...ofCase];
  };
}

/** A rule that breaks on a random case says nothing of it. */
function unlessBroken(judge: () => Judgement | undefined): Judgement | undefined {
  try {
    return judge();
  } catch {
    return undefined;
  }
}

/** A finding points to what the user wrote, not to what we made of it. */
function placed(disagreement: Disagreement, { origin }: Description): Disagreement {
  return disagreement.place === undefined || !origin ? disagreement : { ...disagreement, place: origin.short(disagreement.place) };
}
