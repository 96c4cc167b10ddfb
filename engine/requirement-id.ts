import type { JsonPointer } from '../model/json.ts';
import type { RequirementId } from '../model/requirement.ts';

/** `rule@operationId#/json/pointer`. */
export function requirementId(rule: string, operationId: string, at: JsonPointer): RequirementId {
  return `${rule}@${operationId}#${at}`;
}
