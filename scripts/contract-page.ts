// Writes docs/contract.md from the contract; with --check, says whether it is fresh and writes nothing.
// Run it with a Node that strips types (22.18 or newer): node scripts/contract-page.ts
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { contractPage } from '../spec/calico-enterprise/contract-page.ts';

const contract = new URL('../spec/calico-enterprise/openapi.yaml', import.meta.url);
const target = new URL('../docs/contract.md', import.meta.url);
const page = contractPage(parse(readFileSync(contract, 'utf8')) as Parameters<typeof contractPage>[0]);

if (!process.argv.includes('--check')) {
  writeFileSync(target, page);
} else if (readFileSync(target, 'utf8') !== page) {
  console.error('docs/contract.md is not what the contract says. Write it again: node scripts/contract-page.ts');
  process.exitCode = 1;
}
