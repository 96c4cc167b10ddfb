import type { CaseId, SentCase } from '../model/case.ts';
import type { Description } from '../model/description.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Requirement, RequirementId } from '../model/requirement.ts';
import type { Rule, SchemaJudge } from '../model/rule.ts';
import type { RunEvent } from '../model/run-event.ts';
import type { Decision } from './judging/judge.ts';
import { createJudge } from './judging/judge.ts';
import { lawContext } from './law-context.ts';

/** What judging again needs beside the record. */
export interface RejudgeInput {
  readonly events: readonly RunEvent[];
  readonly description: Description;
  readonly rules: readonly Rule[];
  /** Judges answers. */
  readonly schemas: SchemaJudge;
}

/**
 * Outcomes of generated cases from recorded exchanges alone. Requirements that a filter or a permission withheld, and
 * the steps of flows (see replayFlow), are not among them.
 */
export function rejudge({ events, description, rules, schemas }: RejudgeInput): ReadonlyMap<RequirementId, Decision> {
  const started = events.find((each) => each.event === 'run-started');
  const requirements = events.flatMap((each) => (each.event === 'requirement-planned' ? [each.requirement] : []));
  const ruleIds = new Set(rules.map(({ id }) => id));
  const judged = requirements.filter(({ rule }) => ruleIds.has(rule));
  const law = started?.law ?? { formats: 'assert', undeclaredProperties: 'off' };
  const judge = createJudge(description, judged, rules, lawContext(description, law), schemas);
  const cases = casesIn(events);
  for (const operation of description.operations) judge.open(operation, [...cases.values()].filter(({ operationId }) => operationId === operation.id));
  const exchanges = new Map<string, Exchange>();
  for (const event of events) {
    switch (event.event) {
      case 'exchange':
        exchanges.set(event.exchange.id, event.exchange);
        judge.answered(event.exchange, event.exchange.caseId === undefined ? undefined : cases.get(event.exchange.caseId));
        break;
      case 'case-settled': {
        const exchange = exchanges.get(event.exchange);
        if (exchange) judge.settled(event.case, exchange);
        break;
      }
      case 'case-withheld':
        judge.withheld(event.case, event.because, event.kind);
        break;
      default:
        break;
    }
  }
  for (const operation of description.operations) judge.close(operation);
  return new Map(judged.map((requirement: Requirement) => [requirement.id, judge.decide(requirement)]));
}

function casesIn(events: readonly RunEvent[]): ReadonlyMap<CaseId, SentCase> {
  return new Map(events.flatMap((event) =>
    event.event === 'case-settled' || event.event === 'case-withheld' ? [[event.case.id, event.case] as const] : []));
}
