import { expect, test } from 'vitest';
import { reproduce } from './reproduce.ts';

test.each([
  [[], 'npx calico-conformance --seed 7'],
  [['--base-url', 'http://x', '--seed', '3'], 'npx calico-conformance --base-url http://x --seed 3'],
  [['--seed=3'], 'npx calico-conformance --seed=3'],
  [['--include', 'GET /a/{b}'], "npx calico-conformance --include 'GET /a/{b}' --seed 7"],
  [['--include', "it's"], String.raw`npx calico-conformance --include 'it'\''s' --seed 7`],
  [['--header', 'X-Api-Key: canary', '--header', 'X-Tenant: acme'], "npx calico-conformance --header 'X-Api-Key: ...' --header 'X-Tenant: acme' --seed 7"],
  [['--header=Authorization: Bearer canary'], "npx calico-conformance '--header=Authorization: ...' --seed 7"],
  [['--env', 'DATABASE_PASSWORD=canary', '--env=SESSION_KEY=canary', '--env', 'PORT=80'], 'npx calico-conformance --env DATABASE_PASSWORD --env=SESSION_KEY --env PORT=80 --seed 7'],
])('%j', (words, line) => {
  expect(reproduce(words, 7)).toBe(line);
});
