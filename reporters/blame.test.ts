import { expect, test } from 'vitest';
import type { Json } from '../model/json.ts';
import type { Finding, Outcome } from '../model/outcome.ts';
import type { JudgedRequirement } from './collected-run.ts';
import { blameOf, blameText } from './blame.ts';

function row(rule: string, facts: Json, sites: number, judged: number | undefined): { readonly finding: Finding; readonly requirements: readonly JudgedRequirement[]; readonly sites: number } {
  const finding: Finding = { facts, message: 'Received this; documented that.', cluster: 'one', evidence: ['x1'] };
  const outcome: Outcome = { kind: 'fail', findings: [finding], sites, ...(judged !== undefined && { judged }) };
  const requirement = { id: `${rule}@a#`, rule, suite: 'contract', level: 'MUST', statement: 'It holds.', clause: { title: 'None', url: 'https://example.com' }, provenance: 'documented', at: '', cases: [], conditional: false } as const;
  return { finding, sites, requirements: [{ requirement, outcome, binding: true, evidence: ['x1'], durationMs: 1 }] };
}

test.each<{ rule: string; facts?: Json; sites: number; judged?: number; who: string; says: RegExp }>([
  { rule: 'body-schema', sites: 1, judged: 14, who: 'target', says: /keeps to the description in 13 of 14 answers/ },
  { rule: 'body-schema', sites: 14, judged: 14, who: 'undecidable', says: /all 14 answers are like this: if the target is right/ },
  { rule: 'body-schema', sites: 40, judged: 14, who: 'undecidable', says: /all 14 answers/ },
  { rule: 'status-documented', facts: { received: 202 }, sites: 1, judged: 1, who: 'undecidable', says: /one answer was seen/ },
  { rule: 'success-documented', facts: { received: 500 }, sites: 1, judged: 1, who: 'target', says: /it broke \(500\)/ },
  { rule: 'rejects-invalid', facts: { received: 200 }, sites: 1, judged: 1, who: 'target', says: /its twin without the fault was accepted/ },
  { rule: 'auth-required', facts: { received: 200 }, sites: 1, judged: 1, who: 'target', says: /with the right ones the same request was accepted/ },
  { rule: 'date-valid', sites: 3, judged: 3, who: 'target', says: /the standard forbids it/ },
  { rule: 'deactivate-user', sites: 1, who: 'target', says: /the standard forbids it/ },
])('$rule seen $sites times in $judged answers: $who', ({ rule, facts = {}, sites, judged, who, says }) => {
  const blame = blameOf(row(rule, facts, sites, judged));
  expect(blame.who).toBe(who);
  expect(blameText(blame)).toMatch(says);
});
