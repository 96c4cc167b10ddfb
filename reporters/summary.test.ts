import { describe, expect, test } from 'vitest';
import { eventsOf, exchangeOf, failing, findingOf, hostileTexts, requirementOf, told } from './events.fixture.ts';
import type { Row } from './events.fixture.ts';
import { markdownCode, markdownShell, markdownText } from './markdown-text.ts';
import { summary } from './summary.ts';

/** The text without its code: blocks by their fences first, then spans by their backticks. */
function withoutCode(markdown: string): string {
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of markdown.split('\n')) {
    const [run] = /^`{3,}/.exec(line) ?? [];
    if (fence !== undefined) {
      if (line === fence) fence = undefined;
    } else if (run === undefined) lines.push(line);
    else fence = run;
  }
  expect(fence).toBeUndefined();
  return lines.join('\n').replaceAll(/(?<![\\`])(`+)(?!`)[^]*?[^`]\1(?!`)/g, 'CODE');
}

const waived = { requirement: 'w', reason: 'r', ticket: 'T-1', owner: 'o', expires: '2027-01-01' };

describe('whatever the target says, it stays text', () => {
  test.each(hostileTexts.map((text, index) => [index, text] as const))('%i', async (_, text) => {
    const row: Row = { requirement: requirementOf('f', { rule: 'r', operationId: text.slice(0, 60), clause: { title: text, url: text } }), outcome: { kind: 'fail', findings: [findingOf(text, { instance: `/${text.slice(0, 80)}` })], sites: 1 } };
    const rows: readonly Row[] = [row, { requirement: requirementOf('b'), outcome: { kind: 'blocked', because: text } }, { requirement: requirementOf('w'), outcome: { kind: 'waived', findings: [findingOf(text)], sites: 1, waiver: waived } }];
    const markdown = await told(summary, eventsOf(rows, { exchanges: [exchangeOf({ request: { url: `http://h/${text.slice(0, 80)}` } })], finished: { because: text } }));
    const outside = withoutCode(markdown);
    // No tag, no comment, no table, no heading and no list that we did not write.
    expect(outside).not.toMatch(/<|(?<!&(amp|lt|gt|quot|#8203);)(?<=&)(?!amp;|lt;|gt;|#8203;)/);
    expect(outside.split('\n').filter((line) => line.startsWith('|')).every((line) => /^\| (level|---|MUST|SHOULD) /.test(line))).toBe(true);
    expect(outside.split('\n').filter((line) => line.startsWith('#')).map((line) => line.replace(/ in .*/, ''))).toEqual(['# API conformance: NON_CONFORMANT', '## Findings (1)', '### 1. r', '## Let pass', '## Not decided', '## Do it again']);
    expect(outside).not.toMatch(/(?<!\\)[*_~|](?! |$)(?<!\*\*)(?=[a-z])/);
    expect(outside).not.toMatch(/(?<![\\[(])\bhttps?:\/\/(?!spec\.openapis)/);
    expect(outside).not.toContain('@everyone');
  });
});

test.each([
  ['a|b', String.raw`a\|b`], ['`x`', '\\`x\\`'], ['<b>&amp;', '&lt;b&gt;&amp;amp;'], ['# no heading', String.raw`\# no heading`], ['- no item', String.raw`\- no item`], ['1. no item', String.raw`1\. no item`],
  ['[a](http://b)', String.raw`\[a\](http:\//b)`], ['$x$', String.raw`\$x\$`], ['two\nlines', 'two lines'], ['user@example', 'user@example'], ['user_id _a_', String.raw`user_id \_a\_`], ['1.2 is no item', '1.2 is no item'],
])('%j is written %j', (text, written) => {
  expect(markdownText(text)).toBe(written);
});

test('code is fenced by more backticks than it has', () => {
  expect(markdownCode('a`b')).toBe('``a`b``');
  expect(markdownCode('`a`')).toBe('`` `a` ``');
  expect(markdownShell(['echo ````'])).toBe('`````sh\necho ````\n`````\n');
});

test('findings stand with their clause, their extent, their request; what was not decided with its reason', async () => {
  const markdown = await told(summary, eventsOf([
    failing('one', findingOf('Received 1; documented 2.', { instance: '/a' })), { requirement: requirementOf('b'), outcome: { kind: 'not-run', because: 'Left out.' } },
  ]));
  expect(markdown).toContain('### 1. body-schema in getUser (MUST)\n\nReceived 1; documented 2. In the body at `/a`.\n\nWhose fault it is cannot be decided: one answer was seen: the target and the description disagree, and either may be wrong.\n\n[OpenAPI 3.1.1 Schema Object](https://spec.openapis.org/oas/v3.1.1#schema-object); 1 requirement, 1 site: `one`\n\n```sh\ncurl ');
  expect(markdown).toContain('## Not decided\n\n- 1 not-run: Left out.\n');
  expect(markdown).toContain('## Do it again\n\n```sh\ncalico-conformance --base-url ');
});

test('ten thousand findings of great length are less than 1 MiB, whole blocks, and it says that it ends early', async () => {
  const rows = Array.from({ length: 10_000 }, (_, i): Row => ({ ...failing(`r${i}`, findingOf(`Received ${i}; ${'😀'.repeat(2_000)}`)), requirement: requirementOf(`r${i}`, { clause: { title: '<&'.repeat(30_000), url: 'x' } }) }));
  const markdown = await told(summary, eventsOf(rows));
  expect(Buffer.byteLength(markdown)).toBeLessThan(1024 * 1024);
  expect(markdown).toMatch(/\nThe summary ends here: [^\n]*\n$/);
  withoutCode(markdown);
});
