import { expect, test } from 'vitest';
import { recordedFlags } from './recorded-flags.ts';
import { reproduce } from './reproduce.ts';

test.each<[readonly string[], object]>([
  [['--base-url', 'http://a.example', '--allow', 'write', '--allow=destructive'], { baseUrl: 'http://a.example', allow: ['write', 'destructive'], seed: '7' }],
  [['run', '--header', 'X-Tenant: it\'s 7', '--header=Authorization: Bearer abc', '--quiet', '--seed', '3'], { header: ['X-Tenant: it\'s 7'], seed: '3' }],
  [['--include', 'GET /users', '--description', 'a b.yaml', '--output', 'elsewhere'], { description: 'a b.yaml', seed: '7' }],
])('%j', (words, flags) => expect(recordedFlags(reproduce(words, 7))).toEqual(flags));
