import { describe, expect, test } from 'vitest';
import { eventsOf, exchangeOf, failing, findingOf, hostileTexts, requirementOf, told } from './events.fixture.ts';
import type { Row } from './events.fixture.ts';
import type { Reporter } from './reporter.ts';
import { reporters } from './reporters.ts';

const hostile = hostileTexts.flatMap((text, index) => [
  failing(`f${index}`, findingOf(text, { instance: `/${text.slice(0, 50)}` })),
  { requirement: requirementOf(`b${index}`, { statement: text, tag: text.slice(0, 40), operationId: text.slice(0, 40) }), outcome: { kind: 'blocked', because: text } },
  { requirement: requirementOf(`e${index}`), outcome: { kind: 'error', problem: { code: 'X', what: text } } },
] satisfies Row[]);
const exchanges = hostileTexts.map((text, index) => exchangeOf({ id: `x${index + 1}`, request: { url: `http://h/${text.slice(0, 200)}`, headers: [['x', text]], body: { text, bytes: text.length } }, response: { kind: 'response', status: 200, headers: [['y', text]], body: { text, bytes: text.length } } }));
const events = eventsOf(hostile, { exchanges });

describe.each(Object.values(reporters) as readonly Reporter[])('$id', (reporter) => {
  test('the same run is told in the same bytes', async () => {
    expect(await told(reporter, events)).toBe(await told(reporter, events));
  });

  test('nothing of the target acts: no control character, no half character, no override of the reading direction', async () => {
    const text = await told(reporter, events);
    expect([...text.matchAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g)].length).toBe(0);
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  test('a record that is cut off is told whole, and not as green', async () => {
    const text = await told(reporter, eventsOf([{ requirement: requirementOf('a'), outcome: { kind: 'pass' } }], { footer: false }).filter(({ event }) => event !== 'judged'));
    expect(text).toMatch(/\n$/);
    expect(text).not.toMatch(/\bCONFORMANT\b/);
    if (reporter.id === 'junit') expect(text).toContain('errors="1"');
  });

  test('nothing at all is told, and not as green', async () => {
    expect(await told(reporter, [])).not.toMatch(/\bCONFORMANT\b/);
  });

  test('ten thousand findings are told in a text that a page can show', async () => {
    const text = await told(reporter, eventsOf(Array.from({ length: 10_000 }, (_, i) => failing(`r${i}`, findingOf(`Received ${i}; documented 200. ${'x'.repeat(200)}`)))));
    const most = { terminal: 40_000, summary: 1024 * 1024, junit: 30_000_000, ndjson: 30_000_000 }[reporter.id] ?? 0;
    expect(Buffer.byteLength(text)).toBeLessThan(most);
  });
});

test('the record is one event a line, the footer last', async () => {
  const lines = (await told(reporters.ndjson, events)).trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual((JSON.parse(JSON.stringify(events)) as { event: string }[]).map((event) => (event.event === 'run-finished' ? { ...event, digest: expect.stringMatching(/^[0-9a-f]{64}$/) } : event)));
});
