import type { Outcome } from '../model/outcome.ts';
import type { Clause, Requirement } from '../model/requirement.ts';

/** Of what many requirements have alike one copy is kept: a record that is read has a copy for each of them. */
export interface SharedTexts {
  requirement(requirement: Requirement): Requirement;
  outcome(outcome: Outcome): Outcome;
  /** Names of exchanges, most of which decide several requirements. */
  ids(ids: readonly string[]): readonly string[];
}

const passed: Outcome = { kind: 'pass' };
const none: readonly string[] = [];

/** Texts shared within one run. */
export function createSharedTexts(): SharedTexts {
  const texts = new Map<string, string>();
  const clauses = new Map<string, Clause>();
  const one = <T extends string>(text: T): T => {
    const known = texts.get(text);
    if (known === undefined) texts.set(text, text);
    return (known ?? text) as T;
  };
  const clauseOf = (clause: Clause): Clause => {
    const key = `${clause.title}\n${clause.url}`;
    const known = clauses.get(key) ?? clause;
    clauses.set(key, known);
    return known;
  };
  return {
    requirement: (requirement) => ({
      ...requirement,
      rule: one(requirement.rule), suite: one(requirement.suite), level: one(requirement.level), provenance: one(requirement.provenance), clause: clauseOf(requirement.clause),
      ...(requirement.operationId !== undefined && { operationId: one(requirement.operationId) }),
      ...(requirement.tag !== undefined && { tag: one(requirement.tag) }),
    }),
    ids: (ids) => (ids.length === 0 ? none : ids.map(one)),
    outcome: (outcome) => {
      if (outcome.kind === 'pass') return passed;
      return outcome.kind === 'blocked' || outcome.kind === 'not-run' || outcome.kind === 'not-applicable' ? { ...outcome, because: one(outcome.because) } : outcome;
    },
  };
}
