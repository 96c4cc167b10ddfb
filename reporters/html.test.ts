import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { WaiverStanding } from '../model/waiver.ts';
import { eventsOf, exchangeOf, failing, findingOf, hostileTexts, requirementOf, told } from './events.fixture.ts';
import { html } from './html.ts';
import { runSaying } from './html/hostile.fixture.ts';
import type { PageData } from './html/page-data.ts';

/** What of the page is tags, with the names of their attributes; style, script, data and places to break are left out. */
function skeleton(page: string): readonly string[] {
  const bare = page.replaceAll(/(<(style|script)[^>]*>)[^]*?(?=<\/\2>)/g, '$1');
  return [...bare.matchAll(/<[^>]*>/g)].map(([tag]) => tag.replaceAll(/"[^"]*"/g, '')).filter((tag) => tag !== '<wbr>');
}

function dataOf(page: string): PageData {
  return JSON.parse(/<script type="application\/json" id="run">([^<]*)<\/script>/.exec(page)?.[1] ?? '') as PageData;
}

describe('whatever is said, it changes no tag, and the data of the page is read again', async () => {
  const plain = await told(html, runSaying('word'));
  test.each([...hostileTexts, '</script><script>alert(1)</script>', '<!--<script>', '"><img src=x onerror=alert(1)>', "' onclick='x"].map((text, index) => [index, text] as const))('%i', async (_, text) => {
    const page = await told(html, runSaying(text));
    expect(skeleton(page)).toEqual(skeleton(plain));
    expect(dataOf(page).rows).toHaveLength(8);
  });
});

test('the policy allows the one style and the one script of the page, and nothing else', async () => {
  const page = await told(html, eventsOf([]));
  const [policy = ''] = /(?<=http-equiv="Content-Security-Policy" content=")[^"]*/.exec(page) ?? [];
  const hashes = (element: string): readonly string[] => [...page.matchAll(new RegExp(`<${element}>([^]*?)</${element}>`, 'g'))].map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`);
  expect(hashes('style')).toHaveLength(1);
  expect(hashes('script')).toHaveLength(1);
  // Were they ever empty or broken off, the hashes would still fit.
  expect(/<style>[^<]{2000,}<\/style>/.test(page) && /<script>(?!.*(<\/|<!--))[^]{2000,}<\/script>/.test(page)).toBe(true);
  expect(policy.split('; ')).toEqual(["default-src 'none'", `style-src ${hashes('style')[0]}`, `script-src ${hashes('script')[0]}`, "base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"]);
  expect(page.indexOf('Content-Security-Policy')).toBeLessThan(page.indexOf('<style>'));
  expect(page.replaceAll(/<script>[^]*?<\/script>/g, '')).not.toMatch(/\s(on\w+|style|src)=/);
});

test('verdict and scope stand before all else, and findings, counts, matrix and reasons need no script', async () => {
  const page = await told(html, eventsOf([
    failing('one', findingOf('Received 1; documented 2.', { instance: '/a' })), { requirement: requirementOf('two', { suite: 'http' }), outcome: { kind: 'blocked', because: 'No user was found.' } },
    { requirement: requirementOf('three', { suite: 'http' }), outcome: { kind: 'not-applicable', because: 'No occasion arose.' } },
  ]));
  const text = page.replace(/<template[^]*/, '').replaceAll('<wbr>', '').replaceAll(/<style>[^]*?<\/style>|<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  expect(text).toMatch(/^ NON_CONFORMANT: Users, API conformance Skip to the findings API conformance report: Users 1\.0 at http:\/\/127\.0\.0\.1:8080 , 2026-11-23 ✗ NON_CONFORMANT 1 requirement that must hold does not\. This verdict is about the requirements listed here, /);
  expect(text).toContain('Requirements Outcome MUST ✗ fail 1 ◇ blocked 1 ✓ pass 0 – n/a 1');
  expect(text).toContain('1. body-schema in getUser ✗ fail MUST documented 1 requirement, 1 site Received 1; documented 2. In the body at /a .');
  expect(text).toContain('The exchange that decided: x1, getUser/baseline Send it again curl -sS');
  expect(text).toContain('Operation contract http getUser ✗ 1 fail ◇ 1 blocked of 2');
  expect(text).toContain('◇ 1 blocked No user was found.');
  expect(text).toContain('What does not apply: 1 requirement, by reason – 1 n/a No occasion arose.');
});

test('every requirement is in the data, the worst first, with its clause, its evidence and its difference from the twin', async () => {
  const { rows, clauses, reasons, exchanges } = dataOf(await told(html, runSaying('word')));
  expect(rows.map(({ kind }) => kind)).toEqual(['fail', 'stale-waiver', 'error', 'blocked', 'not-run', 'waived', 'pass', 'not-applicable']);
  expect(rows[0]).toMatchObject({ findings: [{ message: 'word', instance: '/word', place: 'word' }], more: 'Seen at 3 sites in all.', evidence: ['x2', 'x1'], clause: 0, provenance: 'documented' });
  expect(clauses).toEqual([{ title: 'word' }]);
  expect(reasons[rows[3]?.reason ?? -1]).toBe('word');
  const [, own] = exchanges.find(([id]) => id === 'x2') ?? [];
  expect(own).toMatchObject({ purpose: 'getUser/baseline', twin: [{ line: '- header x-said: plain', side: 'control' }, { line: '+ header x-said: word', side: 'own' }, { line: '- body: plain' }, { line: '+ body: word' }] });
  expect(own?.answer).toContain('200 after');
});

test('each waiver is shown with who answers for it and what it came to, those that do not hold first', async () => {
  const waiver = { requirement: 'body-schema@*', reason: 'Mended in May <b>', ticket: 'T-1', owner: 'Ada', expires: '2027-01-01' };
  const standings: readonly WaiverStanding[] = [
    { waiver, state: 'in-use', failing: 2, passing: 0, undecided: 0 },
    { waiver: { rule: 'date-valid', reason: '', ticket: '', owner: '', expires: '' }, state: 'unapproved', failing: 1, passing: 0, undecided: 0 },
  ];
  const events = eventsOf([{ requirement: requirementOf('one'), outcome: { kind: 'pass' } }]);
  const page = await told(html, [...events.slice(0, -1), ...standings.map((standing) => ({ event: 'waiver', standing }) as const), ...events.slice(-1)]);
  const text = page.replace(/^[^]*<section id="waived"/, '').replace(/<\/section>[^]*/, '').replaceAll('<wbr>', '').replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  expect(text).toMatch(/not approved rule date-valid No reason is given\. Nobody has approved it: .* Owner: not filled in .*in use body-schema@\* Mended in May &#60;b&#62; 2 requirements that it covers fail and are let pass until 2027-01-01\. Ticket: T-1 Owner: Ada Last day: 2027-01-01/);
});

test('what passed is shown shorter than what failed', async () => {
  const body = { text: 'a'.repeat(5_000), bytes: 5_000 };
  const exchanges = ['x1', 'x2'].map((id) => exchangeOf({ id, response: { kind: 'response', status: 200, headers: [], body } }));
  const page = await told(html, eventsOf([failing('one', findingOf('Received 1; documented 2.')), { requirement: requirementOf('two'), outcome: { kind: 'pass' }, evidence: ['x2'] }], { exchanges }));
  const [failed, passed] = dataOf(page).exchanges.map(([, { answer }]) => answer);
  expect(failed).toContain('a'.repeat(5_000));
  expect(passed).toMatch(/a{1000}… \(truncated \d+ characters\)$/);
});

test('ten thousand requirements with long answers are a page of a bounded size', async () => {
  const exchanges = Array.from({ length: 10_000 }, (_, i) => exchangeOf({ id: `x${i}`, response: { kind: 'response', status: 200, headers: [], body: { text: `${i}`.padEnd(5_000, 'b'), bytes: 5_000 } } }));
  const rows = exchanges.map(({ id }, i) => ({ ...failing(`r${i}`, findingOf(`Received ${i}; documented 200.`, { evidence: [id] })), evidence: [id] }));
  const page = await told(html, eventsOf(rows, { exchanges }));
  expect(dataOf(page).rows).toHaveLength(10_000);
  expect(page.length).toBeLessThan(30_000_000);
});

test('fifty thousand requirements are a page that a browser opens: what did not pass is in it, and what has no room is counted', async () => {
  const rows = Array.from({ length: 50_000 }, (_, i) => (i === 49_999 ? failing('the last', findingOf('Received 1; documented 2.')) : { requirement: requirementOf(`r${i}`, { statement: `Requirement ${i} holds. `.padEnd(400, 'x') }), outcome: { kind: 'pass' as const }, evidence: [] }));
  const page = await told(html, eventsOf(rows));
  const { rows: shown } = dataOf(page);
  expect(shown[0]?.kind).toBe('fail');
  expect(page.length).toBeLessThan(20_000_000);
  expect(page).toContain(`The list has the first ${shown.length}, what asks for attention before what passed; the other ${50_000 - shown.length} are in run.ndjson`);
});
