import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { XMLValidator } from 'fast-xml-parser';
import MarkdownIt from 'markdown-it';
import { describe, expect, test } from 'vitest';
import type { RunEvent } from '../model/run-event.ts';
import { annotations } from './annotations.ts';
import { badge } from './badge.ts';
import { ctrf } from './ctrf.ts';
import { eventsOf, exchangeOf, failing, findingOf, hostileTexts, requirementOf, told } from './events.fixture.ts';
import type { Row } from './events.fixture.ts';
import { har } from './har.ts';
import { sarif } from './sarif.ts';
import { summary } from './summary.ts';

const find = createRequire(import.meta.url).resolve;
const read = (path: string): object => JSON.parse(readFileSync(path, 'utf8')) as object;

/** Runs of all kinds: small, empty, cut off, hostile. */
const runs: Readonly<Record<string, readonly RunEvent[]>> = {
  'with one of each outcome': eventsOf([
    { requirement: requirementOf('a'), outcome: { kind: 'pass' } },
    failing('b', findingOf('Received 1; documented 2.', { place: '/paths/~1users/get' })),
    { requirement: requirementOf('c', { level: 'SHOULD' }), outcome: { kind: 'blocked', because: 'no value' } },
    { requirement: requirementOf('d'), outcome: { kind: 'not-run', because: 'a filter' } },
    { requirement: requirementOf('e'), outcome: { kind: 'not-applicable', because: 'no occasion' } },
    { requirement: requirementOf('f'), outcome: { kind: 'error', problem: { code: 'X', what: 'it broke' } } },
    { requirement: requirementOf('g'), outcome: { kind: 'waived', findings: [findingOf('known')], sites: 1, waiver: { requirement: 'g', reason: 'r', ticket: 't', owner: 'o', expires: '2027-01-01' } } },
  ] satisfies Row[], { exchanges: [
    exchangeOf(), exchangeOf({ id: 'x2', request: { method: 'POST', url: 'http://h/a?x=1&y=%zz&z', body: { text: '{}', bytes: 2 } } }),
    exchangeOf({ id: 'x3', response: { kind: 'failure', code: 'reset', what: 'The connection was reset.' } }),
    exchangeOf({ id: 'x4', response: { kind: 'response', status: 601, headers: [['location', '/b']], body: { base64: 'AAE=', bytes: 2, cut: true } } }),
  ] }),
  'without anything': [],
  'without requirements': eventsOf([], { exchanges: [] }),
  'that is cut off': eventsOf([{ requirement: requirementOf('a'), outcome: { kind: 'pass' } }], { footer: false }),
  'of a hostile target': eventsOf(hostileTexts.map((text, index) => failing(`f${index}`, findingOf(text, { place: text, evidence: [`x${index + 1}`] }))), {
    exchanges: hostileTexts.map((text, index) => exchangeOf({ id: `x${index + 1}`, request: { url: `http://h/?${text.slice(0, 200)}`, headers: [['x', text]], body: { text, bytes: text.length } }, response: { kind: 'response', status: 200, headers: [['content-type', text]], body: { text, bytes: text.length } } })),
  }),
};

describe.each(Object.entries(runs))('a run %s', (_, events) => {
  test('is CTRF by its published schema, and the counts add up', async () => {
    const validate = addFormats.default(new Ajv({ strict: false })).compile(read(find('ctrf').replace(/index\.[cm]?js$/, 'ctrf-schema-0.0.json')));
    const report = JSON.parse(await told(ctrf, events)) as { results: { summary: Record<string, number>; tests: { name: string; rawStatus: string }[] } };
    expect([validate(report), validate.errors]).toEqual([true, null]);
    const { tests, passed = 0, failed = 0, skipped = 0, pending = 0, other = 0 } = report.results.summary;
    expect(passed + failed + skipped + pending + other).toBe(tests);
    expect(report.results.tests).toHaveLength(tests ?? -1);
  });

  test('is HAR by its published schema, and has every exchange', async () => {
    const { har: schema, ...parts } = createRequire(import.meta.url)('har-schema') as Record<string, object>;
    const ajv = addFormats.default(new Ajv({ strict: false, validateSchema: false }));
    ajv.addMetaSchema(read(find('ajv/dist/refs/json-schema-draft-06.json')));
    for (const part of Object.values(parts)) ajv.addSchema(withId(part));
    const validate = ajv.compile(withId(schema ?? {}));
    const archive = JSON.parse(await told(har, events)) as { log: { entries: { _id: string }[] } };
    expect([validate(archive), validate.errors]).toEqual([true, null]);
    expect(archive.log.entries.map(({ _id }) => _id)).toEqual(events.flatMap((event) => (event.event === 'exchange' ? [event.exchange.id] : [])));
  });

  test('is SARIF by its published schema, with a result for each requirement that failed', async () => {
    const validate = addFormats.default(new Ajv({ strict: false, unicodeRegExp: false })).compile(read(find('schemastore/schemas/json/sarif-2.1.0.json')));
    const log = JSON.parse(await told(sarif, events, { lineOf: (place) => (place.startsWith('/paths') ? 12 : undefined) })) as { runs: [{ results: { properties: { requirement: string } }[] }] };
    expect([validate(log), validate.errors]).toEqual([true, null]);
    expect(log.runs[0].results.map(({ properties }) => properties.requirement)).toEqual(events.flatMap((event) => (event.event === 'judged' && event.outcome.kind === 'fail' ? [event.id] : [])));
  });

  test('is a badge that an XML parser reads', async () => {
    expect(XMLValidator.validate(await told(badge, events))).toBe(true);
  });

  test('is a summary in which a Markdown parser finds no HTML, no picture, and no link but those to clauses', async () => {
    const tokens = new MarkdownIt({ html: true, linkify: true }).parse(await told(summary, events), {}).flatMap((token) => [token, ...(token.children ?? [])]);
    expect(tokens.filter(({ type }) => /^html_|^image$/.test(type))).toEqual([]);
    for (const token of tokens) if (token.type === 'link_open') expect(token.attrGet('href')).toMatch(/^https:\/\/spec\.openapis\.org\//);
    const titles = tokens.flatMap(({ type }, index) => (type === 'heading_open' ? [tokens[index + 1]?.content ?? ''] : []));
    for (const title of titles) expect(title).toMatch(/^(?:API conformance: [A-Z_]+|Findings \(\d+\)|\d+\. .*|Let pass|Not decided|Notes|Problems|Do it again)$/);
    const failed = events.filter((event) => event.event === 'judged' && event.outcome.kind === 'fail').length;
    expect(titles.some((title) => title.startsWith('Findings'))).toBe(failed > 0);
  });

  test('is a few workflow commands, one a line', async () => {
    const lines = (await told(annotations, events)).trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(11);
    for (const line of lines) expect(line).toMatch(/^::(error|warning|notice) [^:]*::[^\r\n]*$/);
  });
});

test('SARIF and annotations point at the line of the description', async () => {
  const [events, lineOf] = [runs['with one of each outcome'] ?? [], (): number => 12];
  const log = JSON.parse(await told(sarif, events, { lineOf })) as { runs: [{ results: [{ locations: object[] }] }] };
  expect(log.runs[0].results[0].locations).toEqual([{
    physicalLocation: { artifactLocation: { uri: 'openapi.yaml' }, region: { startLine: 12 } }, logicalLocations: [{ fullyQualifiedName: '/paths/~1users/get', name: 'getUser', kind: 'member' }],
  }]);
  expect(await told(annotations, events, { lineOf })).toMatch(/^::error title=body-schema in getUser \(MUST\),file=openapi.yaml,line=12::Received 1; documented 2\. OpenAPI/);
});

test('an archive shows what was asked for and what came', async () => {
  const { log: { entries } } = JSON.parse(await told(har, runs['with one of each outcome'] ?? [])) as { log: { entries: Record<string, unknown>[] } };
  expect(entries[1]).toMatchObject({ request: { method: 'POST', queryString: [{ name: 'x', value: '1' }, { name: 'y', value: '%zz' }, { name: 'z', value: '' }], postData: { text: '{}' } } });
  expect(entries[2]).toMatchObject({ response: { status: 0, _error: 'The connection was reset.' } });
  expect(entries[3]).toMatchObject({ response: { status: 601, redirectURL: '/b', content: { text: 'AAE=', encoding: 'base64' } } });
});

/** Draft-06 schemas name themselves as draft-04 did. */
function withId(schema: object): object {
  const { id, ...rest } = schema as { readonly id?: string };
  return { ...rest, ...(id !== undefined && { $id: id }) };
}
