import { expect, test } from 'vitest';
import { builtInContract, readBuiltIn } from './calico-enterprise.ts';
import { readDescription } from './read-description.ts';
import { schemaProblems } from './schema-problems.ts';

test('the built-in contract is read, and called by its name', async () => {
  const read = await readBuiltIn();
  expect(read).toMatchObject({ ok: true, value: { title: 'Calico Enterprise API', dialect: '3.1', source: 'calico-enterprise', notices: [] } });
  expect(read.ok && read.value.operations).toHaveLength(14);
});

test('it stands any examination, and is the same after it', { timeout: 60_000 }, async () => {
  const [trusted, examined] = await Promise.all([readBuiltIn(), readDescription(builtInContract())]);
  if (!trusted.ok || !examined.ok) throw new Error(JSON.stringify([trusted, examined]));
  expect(examined.value).toEqual({ ...trusted.value, source: builtInContract(), origin: expect.any(Object) });
  expect(schemaProblems(examined.value)).toEqual([]);
});
