import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readDescription } from '../spec/read-description.ts';
import { plainServer } from './honest/plain.ts';
import { honestServers } from './honest/servers.ts';
import { createStore } from './honest/store.ts';
import type { Judged, Judging } from './judge.ts';
import { judge } from './judge.ts';

const file = fileURLToPath(new URL('honest/store.openapi.yaml', import.meta.url));

async function judged(start: (typeof honestServers)[string], rest: Partial<Judging> = {}): Promise<Judged> {
  const read = await readDescription(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const store = createStore();
  const server = await start(store);
  try {
    return await judge({ baseUrl: server.url, description: read.value, token: store.token, disposables: { thing_id: store.disposable }, ...rest });
  } finally {
    await server.close();
  }
}

/** What was found, with the words that a user would read. */
function findings({ outcomes }: Judged): readonly string[] {
  return [...outcomes].flatMap(([id, outcome]) => (outcome.kind === 'fail' ? outcome.findings.map(({ message }) => `${id}: ${message}`) : outcome.kind === 'error' ? [`${id}: ${outcome.problem.what}`] : []));
}

describe.each(Object.entries(honestServers))('%s', (_, start) => {
  test('is honest, and nothing is found', async () => {
    const run = await judged(start);
    expect(findings(run)).toEqual([]);
    expect(run.ids('pass').length).toBeGreaterThan(150);
  });

  test.each([1, 2, 5])('and random cases find nothing either, with seed %i', async (seed) => {
    const { events } = await judged(start, { seed, explore: { cases: 300 } });
    const [exploration] = events.flatMap((event) => (event.event === 'exploration' ? [event.exploration] : []));
    expect(exploration?.findings.map(({ requirement, finding, exchange }) => [requirement.id, finding.message, exchange.request.url])).toEqual([]);
    expect(exploration?.cases).toBeGreaterThan(280);
  });
});

test('what was not handed out is made first, then changed and destroyed, and nothing that was there before is touched', async () => {
  const store = createStore();
  const before = store.list([], 100).items;
  expect(before).toHaveLength(12);
  const server = await plainServer(store);
  try {
    const read = await readDescription(file);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    const asked = { baseUrl: server.url, description: read.value, token: store.token, disposables: {} };
    const removal = 'success-documented@deleteThing#/responses/2XX';
    const without = await judge(asked);
    expect(without.outcomes.get(removal)).toMatchObject({ kind: 'blocked', because: expect.stringContaining('No disposable thing_id is left') });
    expect(store.list([], 100).items.slice(0, 12)).not.toEqual(before);
    const known = store.list([], 100).items;
    const run = await judge({ ...asked, tidy: true });
    expect(run.outcomes.get(removal)).toEqual({ kind: 'pass' });
    expect(run.events).toContainEqual(expect.objectContaining({ event: 'captured', key: 'disposable:thing_id', source: 'what the run has made' }));
    for (const rule of ['success-documented@replaceThing#/responses/2XX', 'success-documented@labelThing#/responses/2XX']) expect(run.outcomes.get(rule), rule).toEqual({ kind: 'pass' });
    expect(store.list([], 100).items).toEqual(known);
  } finally {
    await server.close();
  }
});
