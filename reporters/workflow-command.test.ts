import { error } from '@actions/core';
import { expect, test, vi } from 'vitest';
import { hostileTexts } from './events.fixture.ts';
import { visibleLine } from './visible-text.ts';
import { workflowCommand } from './workflow-command.ts';

/** The commands that GitHub's own toolkit writes for annotations at line 7 with these texts as title, file and message. */
function byTheToolkit(texts: readonly string[]): string {
  const written: string[] = [];
  const stdout = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  for (const text of texts) error(text, { title: text, file: text, startLine: 7 });
  stdout.mockRestore();
  return written.join('');
}

test('what is written is what the toolkit of GitHub writes', () => {
  const texts = [...hostileTexts, 'GET /users/{id}: 50 %, 3 of 4', '%25 %0A %3A', '::error file=a::b', 'a,line=9', '::'];
  const ours = texts.map((text) => workflowCommand('error', { title: text, file: text, line: '7' }, text));
  expect(ours.join('')).toBe(byTheToolkit(texts.map(visibleLine)));
});

test('however a text breaks lines, it is one command', () => {
  for (const text of ['a\r\n::error::b', 'a\n::stop-commands::x', '\u2028::error::b', ...hostileTexts]) {
    const written = workflowCommand('notice', { title: text }, text);
    expect(written.split(/\r\n|[\r\n\u2028\u2029\u0085]/)).toEqual([expect.stringMatching(/^::notice title=/), '']);
  }
});
