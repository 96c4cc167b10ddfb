import { profileNamed } from '../config/profiles.ts';
import { makePlan } from '../engine/make-plan.ts';
import { otherActors } from '../model/case.ts';
import type { KillMatrix } from '../model/kill-matrix.ts';
import type { Rule } from '../model/rule.ts';
import { readDescription } from '../spec/read-description.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { rules } from '../suites/rules.ts';
import { allFlows } from '../test/all-flows.ts';
import { honestModel } from './honest-server.ts';
import { modelCredentials } from './model-server/admission.ts';
import { createModelServer } from './model-server/model-server.ts';
import { selftest } from './selftest.ts';

/** How a test proves. */
export interface Proving {
  readonly sample?: number;
  /** Lies about this operation only. */
  readonly only?: string;
  /** The rule whose judge finds nothing any more. */
  readonly blindTo?: string;
  readonly wholePlan?: boolean;
}

const law = { formats: 'assert', undeclaredProperties: 'off' } as const;

/** For tests: the kill matrix of a description, in profile `full` with every actor. */
export async function provenBy(file: string, { sample, only, blindTo, wholePlan = false }: Proving = {}): Promise<KillMatrix> {
  const read = await readDescription(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const full = profileNamed('full');
  if (!full.ok) throw new Error(full.problems[0].what);
  const description = read.value;
  const [requests, answers] = [compileSchemas(description, { direction: 'request' }), compileSchemas(description, { direction: 'response' })];
  const flows = allFlows(description, 1, otherActors);
  const plan = makePlan({
    description, rules, flows, profile: full.value, permission: 'destructive', fixtures: {}, law, seed: 1, actors: otherActors, schemas: requests, version: '0',
    ...(only !== undefined && { selects: ({ operationId }) => operationId === only }),
  });
  const model = createModelServer({ description, requests, answers, seed: 1 }, plan.captures);
  return selftest({
    run: {
      plan, description, rules: rules.map((rule) => (rule.id === blindTo ? blind(rule) : rule)), flows, profile: full.value, law, schemas: answers,
      credentials: modelCredentials(description, otherActors), disposables: {}, switches: new Set(), permission: 'destructive',
      redact: (exchange) => exchange, signal: new AbortController().signal, concurrency: 8,
      started: {
        runId: 'test', suite: { name: 'calico-conformance', version: '0', rulesetDigest: plan.rulesetDigest }, target: { kind: 'embedded', baseUrl: 'http://model.invalid' },
        description: { title: description.title, version: description.version, source: description.source, digest: description.digest, bundledDigest: description.bundledDigest },
        permissions: ['read', 'write', 'destructive'], reproduce: '', node: 'v20',
      },
    },
    flows, answers, honest: honestModel(model), concurrency: 1, onProgress: () => undefined, wholePlan,
    ...(sample !== undefined && { sample }),
  });
}

function blind(rule: Rule): Rule {
  return rule.kind === 'flow' ? rule : { ...rule, judge: () => ({ kind: 'pass' as const }) };
}
