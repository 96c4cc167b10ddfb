import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { crc32 } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startReference } from '../reference/server.ts';
import { chromium, startBrowser } from './browser.ts';
import { freshFolder } from './calico.ts';
import { calicoHere } from './calico-here.ts';
import { leftOut } from './left-out.ts';

if (chromium === undefined) leftOut('Pictures of the pages: needs chromium, or a relative of it, in PATH.');

/** Where pictures are kept; elsewhere they are made all the same, looked at by the machine, and thrown away. */
const kept = process.env['PICTURES'];
const docs = fileURLToPath(new URL('../docs/', import.meta.url));
const again = 'Make it anew: PICTURES=docs npx vitest run test/pictures.test.ts';

const pages = ['conformant', 'faulty', 'waived', 'compared', 'selftest'] as const;
const looks = (['light', 'dark'] as const).flatMap((colorScheme) => [1280, 390].map((width) => ({ colorScheme, width })));
/** Pixels; what is below looks like what is above. */
const tallest = 3_000;

/** Every page of ours, of real runs, in a real browser. */
describe.skipIf(chromium === undefined)('pictures of the pages', () => {
  let browser: Browser;
  let folder = '';
  let remove: () => Promise<void>;
  beforeAll(async () => {
    ({ folder, remove } = await freshFolder());
    browser = await startBrowser();
    await judged('finding', ['balance-as-number']);
    await judged('conformant', []);
    await judged('faulty', ['balance-as-number', 'limit-rounded', 'forgets-allow', 'totals-without-sum', 'accepted-with-a-filter']);
    await writeFile(join(folder, 'waivers.yaml'), `version: 1
waivers:
  - {rule: body-schema, reason: "Old clients read the balance as a number; they are gone in spring.", ticket: CAL-1207, owner: ada@partner.example, expires: "2999-12-31"}
  - {requirement: "rejects-invalid@getTotalBalance#/parameters/query/asset_symbols/maxItems", reason: "", ticket: "", owner: "", expires: ""}
`);
    await judged('waived', ['balance-as-number'], '--waivers', 'waivers.yaml');
    expect((await calicoHere(['compare', 'conformant', 'faulty', 'waived', '--html', 'compared.html'], folder)).stderr).toBe('');
    expect((await calicoHere(['selftest', '--description', fileURLToPath(new URL('../selftest/fixtures/library.openapi.yaml', import.meta.url)), '--sample', '30', '--output', 'proof'], folder)).stderr).toBe('');
    await cp(join(folder, 'proof', 'selftest.html'), join(folder, 'selftest.html'));
    await mkdir(join(folder, 'pictures'));
  });
  afterAll(async () => {
    await browser?.close();
    await remove();
  });

  async function judged(name: string, fault: readonly string[], ...words: readonly string[]): Promise<void> {
    // The picture in the documents is of the whole run that the README begins with, at its address; a part of it looks the same.
    const backend = await startReference({ fault, ...(kept === 'docs' && { port: 8080 }) });
    const part = kept === 'docs' && name === 'finding' ? [] : ['--include', 'tag:Stats'];
    const { stderr } = await calicoHere(['--base-url', backend.url, '--token-env', 'API_TOKEN', '--output', name, ...part, ...words], folder, { API_TOKEN: backend.tokens.owner });
    await backend.close();
    expect(stderr).toBe('');
    await cp(join(folder, name, 'report.html'), join(folder, `${name}.html`));
  }

  async function opened(name: string, { width, height = 900, colorScheme }: { readonly width: number; readonly height?: number; readonly colorScheme: 'light' | 'dark' }): Promise<{ readonly page: Page; readonly trouble: readonly string[] }> {
    const context = await browser.newContext({ colorScheme, viewport: { width, height } });
    await context.addInitScript('addEventListener("securitypolicyviolation", (event) => console.error(event.violatedDirective + " " + event.blockedURI))');
    const page = await context.newPage();
    const trouble: string[] = [];
    const address = pathToFileURL(join(folder, `${name}.html`)).href;
    page.on('console', (message) => trouble.push(message.text()));
    page.on('pageerror', ({ message }) => trouble.push(message));
    page.on('request', (request) => { if (request.url() !== address) trouble.push(request.url()); });
    await page.goto(address);
    await page.evaluate('for (const each of [...document.querySelectorAll("#findings details")].slice(0, 4)) each.open = true');
    return { page, trouble };
  }

  test.each(pages.flatMap((name) => looks.map((look) => ({ name, ...look }))))('$name, $colorScheme, $width pixels wide: whole, readable, and quiet', async ({ name, ...look }) => {
    const { page, trouble } = await opened(name, look);
    const height = Math.min(tallest, (await page.evaluate('document.documentElement.scrollHeight')) as number);
    const picture = await page.screenshot({ path: join(folder, 'pictures', `${name}-${look.colorScheme}-${look.width}.png`), fullPage: true, clip: { x: 0, y: 0, width: look.width, height } });
    expect([...picture.subarray(1, 4)].map((code) => String.fromCharCode(code)).join('')).toBe('PNG');
    expect(await page.evaluate(cut), 'wider than their place').toEqual([]);
    expect(await page.evaluate(torn), 'names of operations that break inside of a word').toEqual([]);
    expect(trouble).toEqual([]);
    // The other two looks have the same parts in the same colours.
    if ((look.width === 390) !== (look.colorScheme === 'dark')) return page.context().close();
    await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as { readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[] };
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html]), 'what axe says keeps people from reading it').toEqual([]);
    await page.context().close();
  });

  test('docs/report.png shows the page as it is today', async () => {
    const { page } = await opened('finding', { width: 1160, height: 1180, colorScheme: 'light' });
    await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = false');
    const picture = await page.screenshot();
    const shown = createHash('sha256').update(JSON.stringify([await readFile(new URL('../reporters/html/page.css', import.meta.url), 'utf8'), (await page.locator('h2').allInnerTexts()).map((title) => title.replace(/ \(\d+\)$/, ''))])).digest('hex');
    if (kept === 'docs') await writeFile(join(docs, 'report.png'), noted(picture, shown));
    expect(noteIn(await readFile(join(docs, 'report.png'))), again).toBe(shown);
    if (kept !== undefined && kept !== 'docs') await cp(join(folder, 'pictures'), kept, { recursive: true });
  });
});

/** Runs in the page: what does not fit into its place and would have to be moved to be read. */
const cut = `[document.documentElement, ...document.querySelectorAll('.scroll, .verdict, .finding, pre')].filter((each) => each.checkVisibility() && each.scrollWidth > each.clientWidth + 1).map((each) => each.outerHTML.slice(0, 80))`;

/** Runs in the page: pieces of names that stand on two lines. */
const torn = `[...document.querySelectorAll('.cards tbody th .name, h3')].flatMap((each) => [...each.childNodes]).filter((node) => {
  const range = document.createRange();
  range.selectNodeContents(node);
  return node.nodeType === 3 && !/\\s/.test(node.data) && range.getClientRects().length > 1;
}).map((node) => node.data)`;

const keyword = 'Shows';

/** A PNG that says in a text chunk, behind its header, what it shows. */
function noted(picture: Buffer, note: string): Buffer {
  const body = Buffer.from(`tEXt${keyword}\0${note}`, 'latin1');
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length - 4);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([picture.subarray(0, 33), length, body, sum, picture.subarray(33)]);
}

function noteIn(picture: Buffer): string | undefined {
  return new RegExp(`tEXt${keyword}\0([0-9a-f]{64})`).exec(picture.toString('latin1'))?.[1];
}
