import { describe, expect, test } from 'vitest';
import { judged } from './judged.fixture.ts';
import type { faults } from './server.ts';
import { variants } from './server.ts';

const seeds = [1, 2, 3];
/** A slow backend says the same, and a rate limit makes each of many requests wait. */
const slow: ReadonlySet<string> = new Set(['slow', 'rate-limited']);

describe.concurrent('random cases raise no false alarm', () => {
  for (const [index, variant] of [undefined, ...Object.keys(variants)].entries()) {
    // Each way of being honest meets cases of its own; the plain one meets several.
    for (const seed of variant === undefined ? seeds : [1 + (index % 5)]) {
      test(`against ${variant ?? 'the plain backend'}, with seed ${seed}`, { timeout: 120_000 }, async () => {
        const { exploration, failed, open, verdict } = await judged({ ...(variant !== undefined && { variant }) }, { explore: slow.has(variant ?? '') ? 60 : 250, seed });
        expect({ failed, open, verdict }).toEqual({ failed: [], open: [], verdict: 'CONFORMANT' });
        expect(exploration?.findings.map(({ requirement, exchange }) => [requirement.id, exchange.request.url])).toEqual([]);
        expect(exploration?.cases).toBeGreaterThan(slow.has(variant ?? '') ? 50 : 220);
      });
    }
  }
});

/** Lies that show in what chance sends, and the smallest request that is left of it. */
const shown: readonly { readonly fault: keyof typeof faults; readonly by: string; readonly request: RegExp }[] = [
  { fault: 'breaks-on-failing', by: 'no-server-error@listAccounts#', request: /\/accounts\?status=failing$/ },
  { fault: 'limit-cut-down', by: 'rejects-invalid@listUsers#/parameters/query/limit/maximum', request: /\/users\?limit=101$/ },
  { fault: 'limit-zero', by: 'rejects-invalid@listAccounts#/parameters/query/limit/minimum', request: /\/accounts\?limit=0$/ },
  { fault: 'any-order', by: 'rejects-invalid@listUsers#/parameters/query/order/enum', request: /\/users\?order=/ },
  { fault: 'malformed-id-breaks-it', by: 'no-server-error@getUser#', request: /\/users\/[^/?]+$/ },
  { fault: 'any-property', by: 'rejects-invalid@searchUsers#/requestBody/application~1json/additionalProperties', request: /\/users\/search$/ },
  { fault: 'user-without-email', by: 'body-schema@getUser#/responses/200/content/application~1json/schema', request: /\/users\/[^/?]+$/ },
  { fault: 'teapot', by: 'error-status-documented@listUsers#/responses', request: /\/users\?/ },
];

describe.concurrent('random cases show a backend that', () => {
  for (const { fault, by, request } of shown) {
    test(`tells the lie ${fault}, with most seeds, by a small request`, { timeout: 120_000 }, async () => {
      let times = 0;
      for (const seed of seeds) {
        const { exploration } = await judged({ fault }, { explore: 400, seed, timeoutMs: 4_000 });
        const found = exploration?.findings.find(({ requirement }) => requirement.id === by);
        if (!found) continue;
        times++;
        expect(found.planned).toBe(true);
        expect(found.exchange.request.url).toMatch(request);
      }
      expect(times).toBeGreaterThanOrEqual(seeds.length - 1);
    });
  }
});
