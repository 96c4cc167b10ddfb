import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunEvent } from '../model/run-event.ts';
import { eventsOf, exchangeOf, failing, findingOf, requirementOf, told } from '../reporters/events.fixture.ts';
import type { Row } from '../reporters/events.fixture.ts';
import { html } from '../reporters/html.ts';
import { runSaying } from '../reporters/html/hostile.fixture.ts';
import { chromium, startBrowser } from './browser.ts';
import { freshFolder } from './calico.ts';
import { leftOut } from './left-out.ts';

if (chromium === undefined) leftOut('The HTML report in a browser: needs chromium, or a relative of it, in PATH.');

const attacks = [
  '</script><script>hit()</script>', '<!--<script>', '<img src=x onerror=hit()>', '"><svg onload=hit()>', "' autofocus onfocus='hit()", '</title></style></template></textarea><script>hit()</script>', 'javascript:hit()', '{{constructor.constructor("hit()")()}}', '</pre><iframe srcdoc="<script>parent.hit()</script>">',
];

/** Three operations, two suites, one failure with a twin, one thing that is blocked. */
const few: readonly RunEvent[] = (() => {
  const rows: readonly Row[] = [
    { ...failing('rejects-invalid@getUser#/limit', findingOf('Received 200; documented: a refusal.', { evidence: ['x2', 'x1'] })), evidence: ['x2', 'x1'] },
    { requirement: requirementOf('body-schema@listUsers#/200', { operationId: 'listUsers', statement: 'Every body of listUsers is as documented.' }), outcome: { kind: 'pass' } },
    { requirement: requirementOf('head@listUsers', { operationId: 'listUsers', suite: 'http', level: 'SHOULD', statement: 'HEAD answers like GET.' }), outcome: { kind: 'blocked', because: 'No user was found.' } },
    { requirement: requirementOf('head@getUser', { suite: 'http', level: 'SHOULD', statement: 'HEAD answers like GET.' }), outcome: { kind: 'not-applicable', because: 'No occasion arose.' } },
  ];
  const exchanges = [exchangeOf(), exchangeOf({ id: 'x2', request: { url: 'http://127.0.0.1:8080/users/1?limit=-1' } })];
  const settled = (id: string, exchange: string, control?: string): RunEvent => ({ event: 'case-settled', exchange, case: { id, operationId: 'getUser', strategy: 's', intent: { kind: 'invalid', keyword: 'minimum', at: '' }, ...(control !== undefined && { control }) } });
  return eventsOf(rows, { exchanges }).toSpliced(-1, 0, settled('own', 'x2', 'control'), settled('control', 'x1'));
})();

const many: readonly RunEvent[] = eventsOf(Array.from({ length: 10_000 }, (_, i) => (i % 5 === 0
  ? failing(`r${i}`, findingOf(`Received ${i}; documented 200.`))
  : { requirement: requirementOf(`r${i}`, { operationId: `operation${i % 50}`, statement: `Requirement number ${i} holds.` }), outcome: { kind: 'pass' as const } })));

describe.skipIf(chromium === undefined)('the HTML report in a browser', () => {
  let browser: Browser;
  let folder = '';
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ folder, remove } = await freshFolder());
    browser = await startBrowser();
    for (const [name, events] of Object.entries({ few, many, cut: few.slice(0, -1) })) await save(name, events);
    for (const [index, attack] of attacks.entries()) await save(`attack-${index}`, runSaying(attack));
    await save('attack-none', runSaying('word'));
  });
  afterAll(async () => {
    await browser?.close();
    await remove();
  });

  async function save(name: string, events: readonly RunEvent[]): Promise<void> {
    await writeFile(join(folder, `${name}.html`), await told(html, events));
  }

  interface Opened {
    readonly page: Page;
    /** Requests beyond the page itself, complaints of the browser, breaches of the policy, calls of `hit`. */
    trouble(): Promise<readonly string[]>;
  }

  async function open(name: string, options: BrowserContextOptions = {}, hash = ''): Promise<Opened> {
    const context = await browser.newContext(options);
    await context.addInitScript('window.hits = []; window.hit = () => hits.push("hit"); addEventListener("securitypolicyviolation", (event) => hits.push(event.violatedDirective + " " + event.blockedURI));');
    const page = await context.newPage();
    const heard: string[] = [];
    page.on('console', (message) => heard.push(message.text()));
    page.on('pageerror', (error) => heard.push(error.message));
    page.on('dialog', (dialog) => heard.push(dialog.message()));
    page.on('request', (request) => heard.push(request.url()));
    await page.goto(`${pathToFileURL(join(folder, `${name}.html`)).href}${hash}`);
    heard.splice(heard.indexOf(page.url().replace(hash, '')), 1);
    return { page, trouble: async () => [...heard, ...((await page.evaluate('window.hits')) as readonly string[])] };
  }

  /** Opens all that can be opened, as often as opening shows more. */
  async function openAll(page: Page): Promise<void> {
    for (let closed = 1; closed > 0;) {
      closed = (await page.evaluate('(() => { const closed = [...document.querySelectorAll("details:not([open])")]; for (const each of closed) each.open = true; return closed.length; })()')) as number;
      await page.waitForTimeout(50);
    }
  }

  test('opens from a file, asks the network for nothing, and breaks no policy, whatever is opened', async () => {
    const { page, trouble } = await open('few');
    await openAll(page);
    expect(await page.locator('#list .exchange').count()).toBe(5);
    expect(await trouble()).toEqual([]);
  });

  test('its policy is in force: nothing can be fetched, shown or run that the page does not bring', async () => {
    const { page, trouble } = await open('few');
    await page.evaluate(`(() => {
      fetch('https://example.invalid/').catch(() => undefined);
      document.body.append(Object.assign(new Image(), { src: 'https://example.invalid/x.png' }));
      document.body.append(Object.assign(document.createElement('style'), { textContent: 'body { display: none }' }));
      document.body.append(Object.assign(document.createElement('iframe'), { src: 'https://example.invalid/' }));
      try { document.body.innerHTML = '<b onclick="hit()">'; } catch {}
      try { document.body.append(Object.assign(document.createElement('script'), { textContent: 'hit()' })); } catch {}
    })()`);
    await page.waitForTimeout(100);
    const said = (await trouble()).filter((each) => /^(connect|img|style|frame|script|require)[\w-]* /.test(each)).map((each) => each.split(' ')[0]);
    expect(new Set(said)).toEqual(new Set(['connect-src', 'img-src', 'style-src-elem', 'frame-src', 'require-trusted-types-for']));
    expect(await trouble()).not.toContain('hit');
    expect(await page.locator('body').isVisible()).toBe(true);
  });

  test.each(attacks.map((attack, index) => [attack, index] as const))('%s stays text in every field', async (attack, index) => {
    const { page, trouble } = await open(`attack-${index}`);
    const plain = await open('attack-none');
    for (const each of [page, plain.page]) await openAll(each);
    expect(await trouble()).toEqual([]);
    const elements = '[...document.querySelectorAll("*:not(wbr)")].map((each) => each.localName + [...each.attributes].map(({ name }) => " " + name).join(""))';
    expect(await page.evaluate(elements)).toEqual(await plain.page.evaluate(elements));
    expect((await page.locator('body').innerText()).split(attack).length).toBeGreaterThan(30);
  });

  test('is filtered with the keyboard alone, says how many it found, and notes it in the address', async () => {
    const { page } = await open('few');
    await page.getByLabel('Text').focus();
    await page.keyboard.type('head');
    expect(await page.getByRole('status').filter({ hasText: 'Showing' }).innerText()).toBe('Showing 2 of 2 found among 4.');
    await page.keyboard.press('Tab');
    await page.keyboard.type('blocked');
    expect(await page.locator('#list > li').count()).toBe(1);
    expect(page.url()).toMatch(/#text=head&outcome=blocked$/);
    for (let tabs = 0; tabs < 5; tabs += 1) await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.localName')).toBe('summary');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#list .body').innerText()).toContain('No user was found.');
    await page.getByRole('button', { name: 'Show all' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('#list > li').count()).toBe(4);
  });

  test('a requirement shows its clause, its evidence, its twin and its curl, which can be copied', async () => {
    const { page } = await open('few', { permissions: ['clipboard-read', 'clipboard-write'] });
    const row = page.locator('#list > li').first();
    await row.locator('summary').first().click();
    await expect.poll(() => row.innerText()).toContain('Received 200; documented: a refusal.');
    expect(await row.getByRole('link', { name: 'OpenAPI 3.1.1 Schema Object' }).getAttribute('href')).toBe('https://spec.openapis.org/oas/v3.1.1#schema-object');
    await row.locator('.evidence summary').first().click();
    const shown = row.locator('.exchange').first();
    await expect.poll(() => shown.innerText()).toContain('curl -sS -i');
    expect(await shown.locator('.twin').innerText()).toBe('+ query limit: -1');
    expect(await row.locator('.evidence summary').allInnerTexts()).toEqual(['Exchange x2: getUser/baseline', 'Exchange x1: getUser/baseline']);
    await page.locator('#findings .finding summary').nth(1).click();
    const finding = page.locator('#findings .exchange').first();
    expect(await finding.locator('.twin').innerText()).toBe('+ query limit: -1');
    expect(await finding.innerText()).toContain('{"a":1}');
    await finding.getByRole('button', { name: 'Copy as curl' }).click();
    await expect.poll(() => page.evaluate('navigator.clipboard.readText()')).toBe(await finding.locator('.curl pre').innerText());
    expect(await page.locator('#said').innerText()).toBe('Copied.');
  });

  test('the matrix and the findings lead into the list, and an address to one requirement', async () => {
    const { page } = await open('few');
    await page.locator('.matrix').getByRole('link', { name: '1 blocked' }).click();
    await expect.poll(() => page.locator('#list > li').count()).toBe(1);
    expect(await page.getByLabel('Suite', { exact: true }).inputValue()).toBe('http');
    await page.locator('#findings .finding summary').first().click();
    await page.locator('#findings .ids a').click();
    await expect.poll(() => page.locator('#list details[open] .body').innerText()).toContain('rejects-invalid@getUser#/limit');
    const linked = await open('few', {}, new URL(page.url()).hash);
    await expect.poll(() => linked.page.locator('#list details[open] .body').innerText()).toContain('rejects-invalid@getUser#/limit');
    expect(await linked.page.evaluate('document.activeElement.localName')).toBe('summary');
  });

  test('ten thousand requirements open; a part of them is shown, and all are found', async () => {
    const { page, trouble } = await open('many');
    expect(await page.locator('#list > li').count()).toBe(100);
    await page.getByRole('button', { name: 'Show 100 more' }).click();
    expect(await page.locator('#list > li').count()).toBe(200);
    expect(await page.evaluate('[...document.querySelectorAll("#list summary")].indexOf(document.activeElement)')).toBe(100);
    await page.getByLabel('Text').fill('number 9999 ');
    expect(await page.locator('#list > li').allInnerTexts()).toEqual([expect.stringContaining('Requirement number 9999 holds.')]);
    expect(await trouble()).toEqual([]);
  });

  test('without script there are verdict, scope, counts, matrix, findings with their evidence, and reasons', async () => {
    const { page } = await open('few', { javaScriptEnabled: false }).catch(() => ({ page: undefined }));
    if (!page) throw new Error('not opened');
    const text = await page.locator('body').innerText();
    for (const each of ['NON_CONFORMANT', 'This verdict is about', 'Outcome', '1. body-schema in getUser', 'Received 200; documented: a refusal.', 'Operations and suites', '1 blocked', 'No user was found.', 'This list needs script']) expect(text).toContain(each);
    expect(await page.locator('form').isVisible()).toBe(false);
    await page.locator('#findings .finding summary').nth(1).click();
    expect(await page.locator('#findings .exchange').first().innerText()).toContain('curl -sS -i');
  });

  test('a record that is cut off says so first', async () => {
    const { page } = await open('cut');
    expect(await page.locator('header').innerText()).toMatch(/ERROR\s+The record ends before the run did\./);
  });

  test('landmarks, one first heading, headings in order, names for all that can be used', async () => {
    const { page } = await open('few');
    await openAll(page);
    for (const role of ['banner', 'navigation', 'main', 'search'] as const) expect(await page.getByRole(role).count(), role).toBe(1);
    const levels = (await page.evaluate('[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map((each) => Number(each.localName[1]))')) as readonly number[];
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    expect(levels[0]).toBe(1);
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
    expect(await page.evaluate('[...document.querySelectorAll("input, select")].filter((each) => each.labels.length !== 1).length')).toBe(0);
    expect(await page.evaluate('[...document.querySelectorAll("a[href], button, summary")].filter((each) => !each.hidden && each.innerText.trim() === "").length')).toBe(0);
    expect(await page.evaluate('[...document.querySelectorAll("table")].filter((each) => [...each.querySelectorAll("th")].some((th) => !th.scope)).length')).toBe(0);
    expect(await page.evaluate('(() => { const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id); return ids.length - new Set(ids).size; })()')).toBe(0);
  });

  test.each(['light', 'dark'] as const)('every text can be read in %s: 4.5 to 1 at least', async (colorScheme) => {
    const { page } = await open('attack-none', { colorScheme });
    await openAll(page);
    expect(await page.evaluate(faintTexts)).toEqual([]);
  });

  test.each([1280, 390, 320])('nothing is wider than a window of %i pixels', async (width) => {
    const { page } = await open('attack-0', { viewport: { width, height: 800 } });
    await openAll(page);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
  });

  test('printed, it shows what findings have folded away, and no controls', async () => {
    const { page } = await open('few');
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('#findings .exchange').first().isVisible()).toBe(true);
    expect(await page.locator('form').isVisible()).toBe(false);
    expect(await page.locator('nav').isVisible()).toBe(false);
  });
});

/** Runs in the page: texts whose colour is too near to the ground that they stand on (WCAG 2.2, 1.4.3). */
const faintTexts = `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const light = (color) => channels(color).slice(0, 3).map((value) => value / 255).map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)).reduce((sum, value, index) => sum + value * [0.2126, 0.7152, 0.0722][index], 0);
  const ground = (element) => { const { backgroundColor } = getComputedStyle(element); return channels(backgroundColor)[3] === 0 && element.parentElement ? ground(element.parentElement) : backgroundColor; };
  const texts = [...document.querySelectorAll('body *')].filter((each) => each.checkVisibility() && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''));
  return texts.flatMap((each) => {
    const [one, other] = [light(getComputedStyle(each).color), light(ground(each))].sort((a, b) => b - a);
    const ratio = (one + 0.05) / (other + 0.05);
    return ratio < 4.5 ? [each.localName + '.' + each.className + ' ' + ratio.toFixed(2)] : [];
  });
})()`;
