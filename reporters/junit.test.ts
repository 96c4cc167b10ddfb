import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { junitIsValid } from '../test/junit-is-valid.ts';
import type { RunEvent } from '../model/run-event.ts';
import { eventsOf, exchangeOf, failing, findingOf, hostileTexts, requirementOf, told } from './events.fixture.ts';
import type { Row } from './events.fixture.ts';
import { junit, junitRich } from './junit.ts';
import type { Reporter, TellOptions } from './reporter.ts';

type Element = Readonly<Record<string, unknown>>;
interface Suites { readonly testsuites: { readonly testsuite: readonly (Element & { readonly testcase: readonly Element[] })[] } & Element }

/** The report as a parser sees it that nobody here wrote. */
async function parsed(events: readonly RunEvent[], reporter: Reporter = junit, options: TellOptions = {}): Promise<Suites['testsuites']> {
  const xml = await told(reporter, events, options);
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: false, parseTagValue: false, trimValues: false, isArray: (name) => name === 'testsuite' || name === 'testcase', processEntities: { enabled: true, maxTotalExpansions: Infinity, maxExpandedLength: Infinity, maxEntityCount: Infinity } as never, htmlEntities: true });
  return (parser.parse(xml) as Suites).testsuites;
}

const each: readonly Row[] = [
  { requirement: requirementOf('pass'), outcome: { kind: 'pass' } },
  failing('fail', findingOf('Received 1; documented 2.'), findingOf('Received 3; documented 4.')),
  { requirement: requirementOf('error'), outcome: { kind: 'error', problem: { code: 'X', what: 'We broke.' } } },
  { requirement: requirementOf('blocked'), outcome: { kind: 'blocked', because: 'no control' } },
  { requirement: requirementOf('not-run', { suite: 'security', tag: 'Other' }), outcome: { kind: 'not-run', because: 'left out' } },
  { requirement: requirementOf('na', { level: 'SHOULD' }), outcome: { kind: 'not-applicable', because: 'no occasion' } },
  { requirement: requirementOf('waived'), outcome: { kind: 'waived', findings: [findingOf('Received 5.')], sites: 1, waiver: { requirement: 'waived', reason: 'r', ticket: 'T-1', owner: 'o', expires: '2027-01-01' } } },
  { requirement: requirementOf('stale'), outcome: { kind: 'stale-waiver', waiver: { requirement: 'stale', reason: 'r', ticket: 'T-2', owner: 'o', expires: '2027-01-01' } } },
];

describe('the checklist of a JUnit report', () => {
  test('1: well-formed and valid for any input, nothing deleted silently', async () => {
    const events = eventsOf(hostileTexts.map((text, index) => failing(`h${index}`, findingOf(text))), { exchanges: [exchangeOf({ response: { kind: 'response', status: 200, headers: [], body: { text: hostileTexts.join(''), bytes: 1 } } })] });
    await junitIsValid(events);
    const [suite] = (await parsed(events)).testsuite;
    const messages = (suite?.testcase ?? []).map(({ failure }) => String((failure as Element)['message']));
    expect(messages[hostileTexts.indexOf(']]>')]).toBe(']]>');
    expect(messages.some((message) => message.includes('\\u001b[31mred'))).toBe(true);
    expect(messages.some((message) => message.includes('\\ud800'))).toBe(true);
    const xml = await told(junit, events);
    expect(xml).not.toContain('<![CDATA[');
    expect(xml).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/);
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]/);
    // Every control character is shown, and not one of them is lost.
    const controls = Array.from({ length: 32 }, (_, code) => code).filter((code) => ![9, 10, 13].includes(code));
    for (const code of controls) expect(messages[0]).toContain(`\\u${code.toString(16).padStart(4, '0')}x`.slice(0, code === 31 ? 6 : 7));
  });

  test('2: counts add up at both levels, and a case has at most one of failure, error, skipped', async () => {
    await junitIsValid(eventsOf(each));
    const suites = await parsed(eventsOf(each));
    const cases = suites.testsuite.flatMap(({ testcase }) => testcase);
    expect(cases).toHaveLength(each.length);
    const count = (kind: string, all: readonly Element[]): string => String(all.filter((one) => kind in one).length);
    expect([suites['tests'], suites['failures'], suites['errors']]).toEqual([String(cases.length), count('failure', cases), count('error', cases)]);
    for (const suite of suites.testsuite) expect([suite['tests'], suite['failures'], suite['errors'], suite['skipped']]).toEqual([String(suite.testcase.length), count('failure', suite.testcase), count('error', suite.testcase), count('skipped', suite.testcase)]);
    for (const one of cases) expect(['failure', 'error', 'skipped'].filter((kind) => kind in one).length).toBeLessThan(2);
  });

  test('3: a failure is typed by its rule, and its message is one line under 1 kB', async () => {
    const long = `Received ${'é\n'.repeat(3_000)}`;
    const [suite] = (await parsed(eventsOf([failing('long', findingOf(long))]))).testsuite;
    const failure = suite?.testcase[0]?.['failure'] as Element;
    expect(failure['type']).toBe('body-schema');
    expect(Buffer.byteLength(String(failure['message']))).toBeLessThan(1024);
    expect(failure['message']).not.toMatch(/\n/);
  });

  test('4: names are unique within their class, whatever operations are called, and stay the same', async () => {
    const rows = ['get-a', 'get_a', 'get a', 'get/a'].map((operationId, i): Row => ({ requirement: requirementOf(`q${i}`, { operationId, at: '/same', tag: 'T.x' }), outcome: { kind: 'pass' } }));
    const suites = await parsed(eventsOf(rows));
    const names = suites.testsuite.flatMap(({ testcase }) => testcase.map(({ classname, name }) => `${String(classname)} ${String(name)}`));
    expect(new Set(names).size).toBe(4);
    for (const { testcase } of suites.testsuite) for (const { classname } of testcase) expect(classname).toMatch(/^[A-Za-z0-9_.]+$/);
    const [later] = (await parsed(eventsOf(rows.slice(1)))).testsuite;
    expect(later?.testcase).toEqual(suites.testsuite[0]?.testcase.slice(1));
  });

  test('5: times have three digits, the timestamp is UTC without a zone', async () => {
    const suites = await parsed(eventsOf(each));
    for (const suite of suites.testsuite) expect(suite['timestamp']).toBe('2026-11-23T10:11:12');
    for (const one of suites.testsuite.flatMap(({ testcase }) => testcase)) expect(one['time']).toBe('0.012');
  });

  test('6: what is skipped says why, and several findings are one failure, the first one first', async () => {
    const cases = (await parsed(eventsOf(each))).testsuite.flatMap(({ testcase }) => testcase);
    for (const { skipped } of cases) if (skipped !== undefined) expect(String((skipped as Element)['message']).length).toBeGreaterThan(5);
    expect(cases.map(({ skipped }) => (skipped as Element | undefined)?.['message'])).toContain('waived until 2027-01-01 (T-1): Received 5.');
    const [failed] = cases.flatMap(({ failure }) => (failure === undefined ? [] : [failure as Element]));
    expect(String(failed?.['#text'])).toMatch(/^Received 1; documented 2\.\nReceived 3; documented 4\./);
  });

  test('7: strict has neither file nor line nor properties of cases; rich has all of them, and the rest is the same', async () => {
    expect(await told(junit, eventsOf(each))).not.toMatch(/<testcase[^>]* (file|line)=|<propert/);
    const placed = each.map((row): Row => ({ ...row, requirement: { ...row.requirement, place: '/paths/~1a' } }));
    const rich = await parsed(eventsOf(placed), junitRich, { lineOf: (place) => (place === '/paths/~1a' ? 12 : undefined) });
    const cases = rich.testsuite.flatMap(({ testcase }) => testcase);
    for (const one of cases) expect(one).toMatchObject({ file: 'openapi.yaml', line: '12' });
    expect(cases[1]?.['properties']).toHaveProperty('property', expect.arrayContaining([{ name: 'requirement', value: 'fail' }, { name: 'level', value: 'MUST' }, { name: 'dd_tags[conformance.outcome]', value: 'fail' }]));
    const bare = ({ file: _file, line: _line, properties: _properties, '#text': _space, ...rest }: Element): Element => rest;
    const strict = (await parsed(eventsOf(placed))).testsuite.flatMap(({ testcase }) => testcase);
    expect(cases.map(bare)).toEqual(strict.map(bare));
    expect(await told(junitRich, eventsOf(placed))).not.toContain(' line=');
    // What failed points at the promise that was broken.
    const [broken] = (await parsed(eventsOf([failing('f', findingOf('Received 1.', { place: '/b' }))]), junitRich, { lineOf: (place) => (place === '/b' ? 34 : 12) })).testsuite;
    expect(broken?.testcase[0]).toMatchObject({ line: '34' });
  });

  test('8: 16 kB a case and 20 MB a file, whatever the characters; what was left out is counted', async () => {
    const big = '<é"😀'.repeat(40_000);
    const body = { text: big, bytes: Buffer.byteLength(big) };
    const [one = failing('0', findingOf('x')), ...rows] = Array.from({ length: 2_000 }, (_, i) => failing(`big${i}`, findingOf(`Received ${i}: ${big}`)));
    const xml = await told(junit, eventsOf([one, ...rows], { exchanges: [exchangeOf({ request: { body, method: 'POST' }, response: { kind: 'response', status: 200, headers: [], body } })] }));
    const cases = [...xml.matchAll(/ {4}<testcase [^]*?<\/testcase>\n/g)].map(([text]) => text);
    expect(cases).toHaveLength(2_000);
    expect(Math.max(...cases.map((text) => Buffer.byteLength(text)))).toBeLessThanOrEqual(16 * 1024);
    expect(Buffer.byteLength(xml)).toBeLessThan(24 * 1024 * 1024);
    const [output = ''] = [...(cases[0] ?? '').matchAll(/<system-out>([^]*?)<\/system-out>/g)].map(([, text]) => text);
    expect(output).toMatch(/^Deciding exchange x1, getUser\/baseline\n# body\.bin: [^]*\ncurl /);
    expect(cases[0]).toMatch(/message="[^"]*… \(truncated \d+ bytes\)"/);
    expect(output).toMatch(/… \(truncated \d+ bytes\)/);
    expect(cases.at(-1)).toMatch(/was left out, because this file has 20 MB already/);
    const full = cases.findIndex((text) => text.includes('was left out'));
    expect(cases.slice(0, full).reduce((sum, text) => sum + Buffer.byteLength(text), 0)).toBeLessThan(20 * 1024 * 1024);
  });

  test('8: the counts of what was left out are true', async () => {
    const long = 'é'.repeat(3_000);
    const [suite] = (await parsed(eventsOf([failing('long', findingOf(long))]))).testsuite;
    const message = String((suite?.testcase[0]?.['failure'] as Element | undefined)?.['message']);
    const [, kept = '', left = ''] = /^(é+)… \(truncated (\d+) bytes\)$/.exec(message) ?? [];
    expect(Buffer.byteLength(kept) + Number(left)).toBe(Buffer.byteLength(long));
  });

  test('8: an exchange that is no longer kept is named', async () => {
    expect(await told(junit, eventsOf([failing('far', findingOf('Received 1.', { evidence: ['x999'] }))]))).toContain('Exchange x999 stands in run.ndjson.');
  });

  test('9: a run that broke off says error for what it did not decide; no run is a valid file', async () => {
    const cut = eventsOf(each.slice(0, 1), { footer: false }).filter(({ event }) => event !== 'judged');
    expect((await parsed(cut))['errors']).toBe('1');
    await junitIsValid([]);
    expect((await parsed([]))['tests']).toBe('0');
  });

  test('10: one level of suites, a class and a name for each case, the first failure of a case its only one', async () => {
    const xml = await told(junit, eventsOf(each));
    expect([...xml.matchAll(/<(\/?)testsuite /g)].length).toBe(2);
    expect(xml).not.toMatch(/<testsuite [^>]*>\s*<testsuite /);
    for (const [, inner = ''] of xml.matchAll(/<testcase [^>]*[^/]>([^]*?)<\/testcase>/g)) expect([...inner.matchAll(/<(failure|error|skipped)[ >]/g)]).toHaveLength(1);
    for (const [, head = ''] of xml.matchAll(/<testcase ([^>]*)>/g)) expect(head).toMatch(/classname="[^"]+" name="[^"]+" time="\d+\.\d{3}"/);
  });

  test.each([0, 1, 10_000])('10: %i cases', async (many) => {
    const events = eventsOf(Array.from({ length: many }, (_, i): Row => ({ requirement: requirementOf(`c${i}`), outcome: { kind: 'pass' } })));
    await junitIsValid(events);
    expect((await parsed(events))['tests']).toBe(String(many));
  });
});
