import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Browser } from 'playwright-core';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/** A browser of this machine that speaks as Chromium does. */
export const chromium = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name))).find((file) => existsSync(file));

/** Starts it, without a window and without anything to say to the network. */
export async function startBrowser(): Promise<Browser> {
  const { chromium: starter } = await import('playwright-core');
  return starter.launch({ ...(chromium !== undefined && { executablePath: chromium }), args: ['--no-sandbox', '--headless', '--disable-gpu', '--disable-background-networking'] });
}
