// How long report.html takes to open in a browser: from its file until every row can be seen.
import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { median } from './median.mjs';
import { bin, withServer } from './memory.mjs';

/** Milliseconds until the requirements of a run of about so many cases are shown; `missing` where there is no browser. */
export async function reportOpens({ cases, rounds = 5 }) {
  const executablePath = spawnSync('which', ['chromium'], { encoding: 'utf8' }).stdout.trim();
  if (executablePath === '') return { missing: 'no chromium in PATH' };
  return withServer(cases, async ({ baseUrl, file, folder }) => {
    const child = spawn(process.execPath, [bin, '--description', file, '--base-url', baseUrl, '--profile', 'full', '--output', folder], { cwd: folder, stdio: 'ignore' });
    await new Promise((resolve) => { child.on('close', resolve); });
    const report = join(folder, 'report.html');
    const { chromium } = await import('playwright-core');
    const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'] });
    try {
      const taken = [];
      let requirements = 0;
      for (let round = 0; round < rounds; round++) {
        const page = await browser.newPage();
        const start = performance.now();
        await page.goto(pathToFileURL(report).href);
        await page.locator('#list details').first().waitFor();
        taken.push(performance.now() - start);
        requirements = await page.evaluate("JSON.parse(document.getElementById('run').textContent).rows.length");
        await page.close();
      }
      return { milliseconds: median(taken), requirements, mebibytes: statSync(report).size / 2 ** 20 };
    } finally {
      await browser.close();
    }
  });
}
