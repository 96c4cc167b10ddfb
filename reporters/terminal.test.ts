import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { SentCase } from '../model/case.ts';
import type { RunEvent } from '../model/run-event.ts';
import { eventsOf, exchangeOf, failing, findingOf, requirementOf, told } from './events.fixture.ts';
import type { Row } from './events.fixture.ts';
import { terminal } from './terminal.ts';
import { widthOf } from './wrapped-text.ts';

const long = 'documented: an object with an exceedingly long description that goes on for more than one line of any terminal.';
const rows: readonly Row[] = [
  { requirement: requirementOf('a'), outcome: { kind: 'pass' } },
  { ...failing('advice', findingOf('Received 404; documented nothing of it.', { cluster: 'advice' })), requirement: requirementOf('advice', { level: 'SHOULD', rule: 'error-status-documented' }) },
  failing('few', findingOf('Received 1; documented a text.', { cluster: 'few', instance: '/data/0/name', evidence: ['x2'] })),
  failing('many', findingOf(`Received null at /data; ${long}`, { cluster: 'many', instance: '/data' })),
  { ...failing('more', findingOf('Received null; documented an object.', { cluster: 'many' })), requirement: requirementOf('more', { operationId: 'listUsers' }) },
  failing('denied', findingOf('Received 200 with tampered credentials; documented 401.', { cluster: 'denied', evidence: ['x3'] })),
  { requirement: requirementOf('b0'), outcome: { kind: 'blocked', because: 'No valid request of getUser got an answer that could decide it.' }, evidence: [] },
  { requirement: requirementOf('b1'), outcome: { kind: 'blocked', because: 'The positive control getUser/baseline was not accepted, so a refusal would prove nothing.' }, evidence: ['x1'] },
  { requirement: requirementOf('b2'), outcome: { kind: 'not-run', because: 'The permission "write" is not granted (--allow write).' }, evidence: [] },
  { requirement: requirementOf('e'), outcome: { kind: 'error', problem: { code: 'X', what: 'The connection broke.' } } },
  { requirement: requirementOf('na'), outcome: { kind: 'not-applicable', because: 'No occasion.' } },
  { requirement: requirementOf('w'), outcome: { kind: 'waived', findings: [findingOf('Received 5.')], sites: 1, waiver: { requirement: 'w', reason: 'r', ticket: 'T-1', owner: 'o', expires: '2027-01-01' } } },
  { requirement: requirementOf('s'), outcome: { kind: 'stale-waiver', waiver: { requirement: 's', reason: 'r', ticket: 'T-2', owner: 'o', expires: '2027-01-01' } } },
];
const exchanges = [
  exchangeOf(), exchangeOf({ id: 'x2', request: { method: 'POST', url: 'http://127.0.0.1:8080/enterprise/v2/users/a169451c-8525-4352-b8ca-070dd449a1a5', headers: [['content-type', 'application/json']], body: { text: '{"it\'s":"a \\"long\\" body that does not fit on one line, whatever the width of the terminal may be"}', bytes: 1 } } }),
  exchangeOf({ id: 'x3' }),
];
const tampered: SentCase = { id: 'getUser/unauthorised/tampered', operationId: 'getUser', strategy: 'unauthorised', intent: { kind: 'unauthorised', credentials: 'tampered', at: '/security' } };
const [first, ...others] = eventsOf(rows, { exchanges });
const events: readonly RunEvent[] = [
  ...(first ? [first] : []), { event: 'notice', notice: { code: 'N', what: 'Webhooks are passed over: they are not requests to the API.' } },
  ...others.slice(0, -1), { event: 'case-settled', case: tampered, exchange: 'x3' }, { event: 'problem', problem: { code: 'ODD', what: 'Something odd happened.', fix: 'Look at it.' } }, ...others.slice(-1),
];

describe.each([40, 80, 120])('%i columns', (columns) => {
  test('the whole of it', async () => {
    await expect(await told(terminal, events, { columns, folder: 'conformance-report' })).toMatchFileSnapshot(`goldens/terminal-${columns}.txt`);
  });

  test('no line is longer', async () => {
    const text = await told(terminal, events, { columns, folder: 'conformance-report' });
    expect(text.split('\n').filter((line) => widthOf(line) > columns)).toEqual([]);
  });

  test('each command is one that a shell reads as it was meant', async () => {
    const text = await told(terminal, events, { columns });
    const commands = [...text.matchAll(/^ *curl [^]*?(?=\n\n|\n {4,}\d)/gm)].map(([command]) => command);
    expect(commands).toHaveLength(5);
    for (const command of commands) {
      const { stdout } = spawnSync('sh', ['-c', command.replace('curl', `printf '%s\\n'`)], { encoding: 'utf8', env: { TOKEN: 'T', TAMPERED_TOKEN: 'T' } });
      expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/^http:\/\/127\.0\.0\.1:8080\/(enterprise\/v2\/users\/a169451c-8525-4352-b8ca-070dd449a1a5|users\/1)$/);
    }
  });
});

test('what blocks comes first, what concerns most before that; what does not block says so', async () => {
  const text = await told(terminal, events, { columns: 80 });
  const order = [...text.matchAll(/^(\d)\. (\S+) in (.*) \((.*)\)$/gm)].map(([, , rule, where, weight]) => `${rule} ${where} ${weight}`);
  expect(order).toEqual(['body-schema getUser and 1 more operation MUST', 'body-schema getUser MUST', 'body-schema getUser MUST', 'error-status-documented getUser SHOULD, does not block']);
  expect(text.indexOf('Received null')).toBeLessThan(text.indexOf('Received 1;'));
  expect(text).toMatch(/2 requirements, 2 sites/);
  expect(text).toContain('in the body at /data/0/name');
  expect(text).not.toContain('in the body at /data\n');
});

test('the same words by the same rule are one finding, and what blocks stands for it', async () => {
  const same = ['one', 'two', 'three'].map((id): Row => ({ ...failing(id, findingOf('Received 1; documented 2.', { cluster: id })), requirement: requirementOf(id, { operationId: id, level: id === 'one' ? 'SHOULD' : 'MUST' }) }));
  expect(await told(terminal, eventsOf(same), { columns: 80 })).toMatch(/^1\. body-schema in two and 2 more operations \(MUST\)$/m);
});

test('colours only where they are asked for, and never those of the target', async () => {
  const red = eventsOf([failing('a', findingOf('\u001b[31mReceived\u001b[0m'))]);
  expect(await told(terminal, red, { color: false })).not.toContain('\u001b');
  const colored = await told(terminal, red, { color: true });
  expect(colored).toContain('\u001b[');
  expect(colored).toContain('\\u001b[31mReceived');
});

test('quiet is findings and verdict, and nothing besides', async () => {
  const text = await told(terminal, events, { quiet: true, columns: 80 });
  expect(text).not.toMatch(/Not decided|Next:|Target|Note|n\/a/);
  expect(text).toMatch(/^1\. body-schema[^]*NON_CONFORMANT/);
});

test('progress is one line that is written over and then wiped, and never wraps', async () => {
  const many = Array.from({ length: 45 }, (_, i) => exchangeOf({ id: `x${i + 1}` }));
  const said = await told(terminal, eventsOf(rows.slice(0, 1), { exchanges: many }), { progress: true, columns: 40 });
  expect([...said.matchAll(/\r {2}(\d+) of about (\d+) requests sent/g)].map(([, sent]) => sent)).toEqual(['1', '21', '41']);
  expect(said).toMatch(/\r {39}\r/);
  expect(said.split(/[\r\n]/).filter((line) => line.length > 40)).toEqual([]);
});
