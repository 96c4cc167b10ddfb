import { capabilityOf } from '../model/capability.ts';
import type { OtherActor } from '../model/case.ts';
import type { Description, Operation } from '../model/description.ts';
import type { Requirement } from '../model/requirement.ts';
import type { CaseRule, ResponseRule, Subject } from '../model/rule.ts';
import { requirementId } from './requirement-id.ts';

/** What a rule asks of a subject, before anything is said of the cases that decide it. */
export function requirementFrom(rule: CaseRule | ResponseRule, { id, tags }: Operation, subject: Subject, { origin }: Pick<Description, 'origin'>, actor?: OtherActor): Requirement {
  const capability = capabilityOf({ actor, rule: rule.id });
  return {
    id: requirementId(rule.id, id, subject.at),
    rule: rule.id,
    suite: rule.suite,
    level: subject.level ?? rule.level,
    statement: subject.statement,
    clause: rule.clause,
    provenance: subject.provenance,
    operationId: id,
    ...(tags[0] !== undefined && { tag: tags[0] }),
    at: subject.at,
    ...(subject.place !== undefined && { place: origin?.short(subject.place) ?? subject.place }),
    cases: [],
    ...(capability !== undefined && { capability }),
    ...(rule.tentative && { tentative: rule.tentative }),
    conditional: subject.conditional ?? false,
  };
}
