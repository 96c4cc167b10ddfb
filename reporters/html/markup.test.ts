import { describe, expect, test } from 'vitest';
import { hostileTexts } from '../events.fixture.ts';
import { embeddedJson } from './embedded-json.ts';
import { addressOf, html, Markup } from './markup.ts';

const moreHostile = ['</script>', '<!--<script>', '</ScRiPt >', ']]>--><img src=x onerror=alert(1)>', '"><svg onload=alert(1)>', "' onfocus='alert(1)", '&lt;&#60;&amp', '\u2028\u2029', '`${x}`'];

describe.each([...hostileTexts, ...moreHostile].map((text, index) => [index, text] as const))('text %i', (_, text) => {
  test('is text between tags and in attributes', () => {
    const { text: written } = html`<p title="${text}">${text}</p>`;
    expect(written).toMatch(/^<p title="[^<>"'`]*">[^<>"'`]*<\/p>$/);
    expect(written.replaceAll(/&#(38|60|62|34|39|96);/g, '')).not.toContain('&');
  });

  test('neither ends nor begins a script where it stands in JSON, and is read as what is visible of it', () => {
    const json = embeddedJson({ text });
    expect(json).not.toMatch(/[<>&\u2028\u2029]/);
    const { text: read } = JSON.parse(json) as { readonly text: string };
    expect(html`${read}`.text).toBe(html`${text}`.text);
  });
});

test('only what is marked as ours is HTML; a record that looks like it is not', () => {
  const forged = { text: '<b>' } as unknown as string;
  expect(html`${forged}`.text).not.toContain('<');
  expect(html`${new Markup('<b>')}${[html`<i>`, ' & ']}`.text).toBe('<b><i> &#38; ');
});

test('what is not there is nothing', () => {
  expect(html`${undefined}${false}${0}${''}${[]}`.text).toBe('0');
});

test.each([
  ['https://spec.openapis.org/oas/v3.1.1#x', true], ['http://a.example/', true], ['javascript:alert(1)', false], ['data:text/html,x', false], [' https://a', false], ['https://a b', false], ['//a.example', false], ['x', false],
])('%s can be followed: %s', (url, can) => {
  expect(addressOf(url)).toBe(can ? url : undefined);
});
