import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../model/run-event.ts';
import { eventsOf, exchangeOf, failing, findingOf, hostileTexts, requirementOf, told } from './events.fixture.ts';
import type { Row } from './events.fixture.ts';
import { reporters } from './reporters.ts';

const hostile = hostileTexts.flatMap((text, index) => [
  failing(`f${index}`, findingOf(text, { instance: `/${text.slice(0, 50)}` })),
  { requirement: requirementOf(`b${index}`, { statement: text, tag: text.slice(0, 40), operationId: text.slice(0, 40) }), outcome: { kind: 'blocked', because: text } },
  { requirement: requirementOf(`e${index}`), outcome: { kind: 'error', problem: { code: 'X', what: text } } },
  { requirement: requirementOf(`w${index}`), outcome: { kind: 'waived', findings: [findingOf(text)], sites: 1, waiver: { requirement: 'w', reason: text, ticket: text.slice(0, 100), owner: text, expires: '2027-01-01' } } },
] satisfies Row[]);
const exchanges = hostileTexts.map((text, index) => exchangeOf({ id: `x${index + 1}`, request: { url: `http://h/${text.slice(0, 200)}`, headers: [['x', text]], body: { text, bytes: text.length } }, response: { kind: 'response', status: 200, headers: [['y', text]], body: { text, bytes: text.length } } }));
const none = { seen: 0, total: 0 };
const coverage: RunEvent = { event: 'response-coverage', coverage: {
  seen: 1, total: 1 + hostileTexts.length, kinds: { status: none, 'media-type': none, header: none, property: none, branch: none, 'enum-member': { seen: 1, total: 1 + hostileTexts.length } },
  operations: hostileTexts.map((text) => ({ operationId: text, operation: text, answers: 1, seen: 0, total: 1 })),
  unseen: hostileTexts.map((text) => ({ kind: 'enum-member', at: `/${text}`, operationId: text, response: '200', name: text })),
} };
const exploration: RunEvent = { event: 'exploration', exploration: {
  asked: 9, cases: 9, withheld: 0, shrinking: 0, counts: true,
  findings: hostileTexts.map((text, index) => ({
    requirement: requirementOf(`r${index}`, { statement: text, operationId: text.slice(0, 40) }), finding: findingOf(text), binding: index % 2 === 0, planned: index % 3 === 0, known: false, sites: 2,
    case: { id: text.slice(0, 200), operationId: 'getUser', strategy: 'explore', request: { method: 'get', path: '/', parameters: [], credentials: 'owner' }, intent: { kind: 'valid', varies: { what: 'random', closed: false }, at: '' } },
    exchange: exchanges[index] ?? exchangeOf(),
  })),
} };
const events: readonly RunEvent[] = [
  ...eventsOf(hostile, { exchanges }).map((event): RunEvent => (event.event === 'judged' ? { ...event, evidence: [`x${1 + Number(event.id.slice(1))}`] } : event)),
].toSpliced(-1, 0, coverage, exploration).toSpliced(1, 0, ...hostileTexts.flatMap((text): RunEvent[] => [{ event: 'notice', notice: { code: 'N', what: text } }, { event: 'problem', problem: { code: 'P', what: text, fix: text } }]));

/** Bytes that pages, terminals and servers bear. */
const most: Readonly<Record<keyof typeof reporters, number>> = { terminal: 40_000, html: 20_000_000, coverage: 200_000, overlay: 200_000, summary: 1024 * 1024, junit: 30_000_000, 'junit-rich': 36_000_000, ctrf: 30_000_000, har: 1_000_000, sarif: 30_000_000, annotations: 40_000, badge: 4_000, ndjson: 30_000_000 };

describe.each(Object.values(reporters))('$id', (reporter) => {
  test('the same run is told in the same bytes', async () => {
    expect(await told(reporter, events)).toBe(await told(reporter, events));
  });

  test('nothing of the target acts: no control character, no half character, no override of the reading direction', async () => {
    const text = await told(reporter, events);
    expect([...text.matchAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g)].length).toBe(0);
    expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    if (reporter.id === 'terminal' || reporter.id === 'summary') expect(text).not.toMatch(/[\r\t]/);
  });

  test('a record that is cut off is told whole, and not as green', async () => {
    const text = await told(reporter, eventsOf([{ requirement: requirementOf('a'), outcome: { kind: 'pass' } }], { footer: false }).filter(({ event }) => event !== 'judged'));
    expect(text).toMatch(/\n$/);
    expect(text).not.toMatch(/\bCONFORMANT\b/);
    if (reporter.id !== 'ndjson') expect(text).toMatch(/ended before this was decided/);
  });

  test('nothing at all is told, and not as green', async () => {
    expect(await told(reporter, [])).not.toMatch(/\bCONFORMANT\b/);
  });

  test('memory does not grow with what was sent and received', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const heap = (): number => {
      collect();
      return process.memoryUsage().heapUsed;
    };
    const used = [heap()];
    const body = (mark: string): { readonly text: string; readonly bytes: number } => ({ text: Buffer.alloc(40_000, mark).toString(), bytes: 40_000 });
    async function* long(): AsyncIterable<RunEvent> {
      yield* eventsOf([], { exchanges: [], footer: false });
      for (let i = 1; i <= 6_000; i++) {
        yield { event: 'exchange', exchange: exchangeOf({ id: `x${i}`, request: { body: body(`a${i}`) }, response: { kind: 'response', status: 200, headers: [], body: body(`b${i}`) } }) };
        if (i % 3_000 === 0) used.push(heap());
      }
    }
    let length = 0;
    for await (const text of reporter.tell(long())) length += text.length;
    expect(length).toBeGreaterThan(80);
    // 480 MB went through.
    const [before = 0, half = 0, whole = 0] = used;
    expect(half - before).toBeLessThan(96 * 1024 * 1024);
    expect(whole - before).toBeLessThan(96 * 1024 * 1024);
  }, 60_000);
});

// What was seen is no verdict, and neither is what went over the wire.
describe.each(Object.values(reporters).filter(({ id }) => id !== 'coverage' && id !== 'har'))('$id', (reporter) => {
  test('a run without requirements is told', async () => {
    const text = await told(reporter, eventsOf([], { exchanges: [], finished: { verdict: 'INCOMPLETE', because: 'Nothing that must hold was planned.' } }));
    expect(text).toMatch(/INCOMPLETE|tests="0"/);
  });

  test('ten thousand findings are told in a text that a page can show', async () => {
    const text = await told(reporter, eventsOf(Array.from({ length: 10_000 }, (_, i) => failing(`r${i}`, findingOf(`Received ${i}; documented 200. ${'x'.repeat(200)}`)))));
    if (reporter.id !== 'badge') expect(text).toMatch(/Received \d+; documented 200/);
    expect(Buffer.byteLength(text)).toBeLessThan(most[reporter.id as keyof typeof reporters]);
  });
});
