import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { calicoFlows } from './flows.ts';

const contract = parse(readFileSync(new URL('../../spec/calico-enterprise/openapi.yaml', import.meta.url), 'utf8')) as { paths: Record<string, Record<string, unknown>> };

describe.each(calicoFlows.map((flow) => ({ flow, id: flow.id })))('the flow $id', ({ flow }) => {
  const ids = flow.steps.map(({ id }) => id);

  test('names each step once, in words that can stand in a URL', () => {
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of [flow.id, ...ids]) expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
  });

  test.each(flow.steps.map((step) => ({ step, id: step.id })))('$id needs only steps before it, and says what must hold', ({ step }) => {
    expect(ids.slice(0, ids.indexOf(step.id))).toEqual(expect.arrayContaining([...(step.after ?? [])]));
    if (step.control !== undefined) expect(ids.filter((id) => id !== step.id)).toContain(step.control);
    expect(Object.keys(flow.needs.operations)).toContain(step.operation);
    expect(step.statement).toMatch(/^[A-Z].*\.$/);
  });

  test('asks for operations that the contract has, and for no more than it uses', () => {
    for (const { method, path } of Object.values(flow.needs.operations)) expect(contract.paths[path]).toHaveProperty(method);
    const about = new Set(flow.steps.map(({ operation }) => operation));
    const unused = Object.keys(flow.needs.operations).filter((key) => !about.has(key) && !flow.run.toString().includes(`path("${key}"`) && !flow.run.toString().includes(`path('${key}'`));
    expect(unused).toEqual([]);
  });
});
