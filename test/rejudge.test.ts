import { describe, expect, test } from 'vitest';
import { rejudge } from '../engine/rejudge.ts';
import { otherActors } from '../model/case.ts';
import type { RunEvent } from '../model/run-event.ts';
import { startReference } from '../reference/server.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { allFlows } from './all-flows.ts';
import { rules } from '../suites/rules.ts';
import { contract, judge } from './judge.ts';

describe('outcomes are functions of the record alone', () => {
  const faults: readonly (string | undefined)[] = [undefined, 'limit-cut-down', 'any-token', 'list-forgets', 'json-cut-off', 'user-without-email'];
  test.each(faults)('every outcome of a run comes out again offline (fault: %s)', async (fault) => {
    const reference = await startReference(fault === undefined ? {} : { fault });
    const judged = await judge({ baseUrl: reference.url, token: reference.tokens.owner, others: { expired: { token: reference.tokens.expired }, 'other-tenant': { token: reference.tokens.other }, 'read-only': { token: reference.tokens.readOnly } }, disposable: reference.disposableUsers.slice(0, 2) });
    await reference.close();
    // What was written and read again, not what is still in memory.
    const events = judged.events.map((event) => JSON.parse(JSON.stringify(event)) as RunEvent);
    const description = await contract();
    const again = await rejudge({ events, description, rules, flows: allFlows(description, 1, otherActors), schemas: compileSchemas(description, { direction: 'response' }) });
    for (const [id, outcome] of judged.outcomes) expect([id, again.get(id)?.outcome]).toEqual([id, outcome]);
    expect(again.size).toBe(judged.outcomes.size);
    const branches = judged.events.flatMap((event) => (event.event === 'judged' && event.branches ? [[event.id, event.branches] as const] : []));
    expect(branches.map(([id]) => [id, again.get(id)?.branches])).toEqual(branches);
    if (fault === undefined) expect(branches).toContainEqual(['deactivate-user@deactivateUser#/steps/deactivate-answer', ['200 with the user, deactivated']]);
  }, 60_000);
});
