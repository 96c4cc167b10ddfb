import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { leftOut } from '../../test/left-out.ts';
import { readArazzo } from './read-arazzo.ts';

const beside = process.env['CONFORMANCE_ARAZZO_EXAMPLES'] ?? fileURLToPath(new URL('../../../shared/data/arazzo', import.meta.url));
const examples = existsSync(beside) ? readdirSync(beside).filter((name) => /arazzo\.(?:ya?ml|json)$/.test(name)) : [];

/** Faults that published examples really have: a path without its method, and outputs that no step has. */
const faults: Readonly<Record<string, readonly string[]>> = {
  'LoginAndRetrievePets.arazzo.yaml': ['/workflows/0/steps/1/operationPath'],
  'bnpl-arazzo.yaml': ['/workflows/0/outputs/finalizedPaymentPlan', '/workflows/0/steps/4/parameters/0', '/workflows/0/steps/5/parameters/0', '/workflows/0/steps/6/parameters/0'],
};

if (examples.length === 0) {
  leftOut('The public examples of Arazzo: needs their folder in CONFORMANCE_ARAZZO_EXAMPLES.');
  test.skip('the public examples', () => undefined);
}

test.each(examples)('the public example %s is read, and of its faults each is told with its line', async (name) => {
  const read = await readArazzo(join(beside, name));
  const found = read.ok ? [] : read.problems.map(({ where }) => where);
  expect(found.map((where) => where?.pointer).sort()).toEqual(faults[name] ?? []);
  expect(found.filter((where) => where?.line === undefined)).toEqual([]);
});
