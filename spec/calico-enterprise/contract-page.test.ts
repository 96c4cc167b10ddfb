import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { JsonObject } from '../../model/json.ts';
import { outlineOf } from './contract-outline.ts';
import { contractPage } from './contract-page.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const contract = parse(read('./openapi.yaml')) as JsonObject;
const page = contractPage(contract);
const { operations, contradictions, parts, schemas } = outlineOf(contract);

test('docs/contract.md is fresh; if not: node scripts/contract-page.ts', () => {
  expect(read('../../docs/contract.md') === page).toBe(true);
});
test('every operation stands there with method, path, parameters, statuses and provenance', () => {
  expect(operations).toHaveLength(14);
  for (const operation of operations) {
    const section = page.split(`### ${String(operation.value['operationId'])}\n`)[1]?.split('\n##')[0] ?? '';
    expect(section).toContain(`\`${operation.method} ${operation.path}\``);
    expect(section).toContain(`**${operation.provenance}**`);
    for (const { value, provenance } of operation.parameters) expect(section).toMatch(new RegExp(`\\| \`${String(value['name'])}\` \\|.*\\| ${provenance}`));
    for (const [status, { provenance }] of operation.responses) expect(section).toMatch(new RegExp(`\\n\\| ${status} \\|.*\\| ${provenance}`));
  }
});
test('every contradiction stands there with its treatment and its places', () => {
  expect(contradictions).toHaveLength(10);
  for (const { number } of contradictions) expect(page).toMatch(new RegExp(`\\| ${number} \\| .*\\| [^|]+ \\|\\n`));
  expect(contradictions.filter(({ what, treatment }) => !page.includes(`${what} | ${treatment} |`))).toEqual([]);
});
test('every title stands there as often as it has components', () => {
  const titled = schemas.filter(({ title }) => title !== undefined);
  expect(titled).toHaveLength(45);
  expect(titled.filter(({ title, name }) => !page.includes(`| ${title!} | \`${name}\` |`))).toEqual([]);
});
test('another contract gives another page', () => {
  expect(contractPage({ ...contract, 'x-contradictions': [] })).not.toBe(page);
  expect(parts.every(({ provenance }) => ['documented', 'platform', 'assumed'].includes(provenance))).toBe(true);
});
test('no table of the page is torn by a cell', () => {
  const tables = page.split('\n\n').filter((block) => block.startsWith('|'));
  const widths = (block: string): Set<number> => new Set(block.trimEnd().split('\n').map((line) => line.replaceAll('\\|', '').split('|').length));
  expect(tables.length).toBeGreaterThan(40);
  expect(tables.filter((block) => widths(block).size !== 1)).toEqual([]);
});
