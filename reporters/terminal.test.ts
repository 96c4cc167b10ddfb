import { describe, expect, test } from 'vitest';
import { eventsOf, exchangeOf, failing, findingOf, requirementOf, told } from './events.fixture.ts';
import type { Row } from './events.fixture.ts';
import { terminal } from './terminal.ts';

const rows: readonly Row[] = [
  { requirement: requirementOf('a'), outcome: { kind: 'pass' } },
  { ...failing('advice', findingOf('Received 404; documented nothing of it.', { cluster: 'advice' })), requirement: requirementOf('advice', { level: 'SHOULD', rule: 'error-status-documented' }) },
  failing('few', findingOf('Received 1; documented a text.', { cluster: 'few', instance: '/data/0/name' })),
  failing('many', findingOf('Received null; documented an object with an exceedingly long description that goes on for more than one line of any terminal.', { cluster: 'many' })),
  failing('more', findingOf('Received null; documented an object.', { cluster: 'many' })),
  { requirement: requirementOf('b1'), outcome: { kind: 'blocked', because: 'The positive control getUser/baseline was not accepted, so a refusal would prove nothing.' } },
  { requirement: requirementOf('b2'), outcome: { kind: 'not-run', because: 'The permission "write" is not granted (--allow write).' } },
];

describe('at any width', () => {
  test.each([40, 60, 80, 100])('%i columns: no line is longer', async (columns) => {
    const text = await told(terminal, eventsOf(rows), { columns });
    expect(text.split('\n').filter((line) => line.length > columns)).toEqual([]);
  });
});

test('what blocks comes first, what concerns most before that; what does not block says so', async () => {
  const text = await told(terminal, eventsOf(rows), { columns: 80 });
  const order = [...text.matchAll(/^(\d)\. (\S+) in getUser \((.*)\)$/gm)].map(([, , rule, weight]) => `${rule} ${weight}`);
  expect(order).toEqual(['body-schema MUST', 'body-schema MUST', 'error-status-documented SHOULD, does not block']);
  expect(text.indexOf('Received null')).toBeLessThan(text.indexOf('Received 1;'));
  expect(text).toMatch(/2 requirements, 2 sites/);
  expect(text).toContain('in the body at /data/0/name');
});

test('what was not decided stands with its reason, and the verdict and the next command stand last', async () => {
  const lines = (await told(terminal, eventsOf(rows), { columns: 80, folder: 'out' })).trimEnd().split('\n');
  expect(lines.join(' ').replaceAll(/\s+/g, ' ')).toMatch(/Not decided 1 blocked: The positive control .* 1 not-run: The permission "write"/);
  expect(lines.at(-1)).toBe('Next: calico-conformance requirements explain body-schema');
  expect(lines.slice(-5).join('\n')).toMatch(/NON_CONFORMANT  1 requirement that must hold does not\.\n1 exchanges? in 0\.7 s; reports in out\//);
});

test('colours only where they are asked for, and never those of the target', async () => {
  const red = eventsOf([failing('a', findingOf('\u001b[31mReceived\u001b[0m'))]);
  expect(await told(terminal, red, { color: false })).not.toContain('\u001b');
  const colored = await told(terminal, red, { color: true });
  expect(colored).toContain('\u001b[');
  expect(colored).toContain('\\u001b[31mReceived');
});

test('quiet is findings and verdict, and nothing besides', async () => {
  const text = await told(terminal, eventsOf(rows), { quiet: true, columns: 80 });
  expect(text).not.toMatch(/Not decided|Next:|Target/);
  expect(text).toMatch(/NON_CONFORMANT/);
});

test('progress is one line that is written over and then wiped', async () => {
  const exchanges = Array.from({ length: 45 }, (_, i) => exchangeOf({ id: `x${i + 1}` }));
  const text = await told(terminal, eventsOf(rows.slice(0, 1), { exchanges }), { progress: true, columns: 80 });
  expect([...text.matchAll(/\r {2}(\d+) exchanges, about (\d+) planned/g)].map(([, sent]) => sent)).toEqual(['1', '21', '41']);
  expect(text).toMatch(/\r {60}\r/);
});
