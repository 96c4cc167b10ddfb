// Reads a description, plans, runs: the same calls as the command line makes, over the built package.
import {
  compileSchemas, createRedactor, httpTarget, makePlan, profiles, readDescription, rules, run, systemClock,
} from '../dist/index.js';

const law = { formats: 'assert', undeclaredProperties: 'off' };

/** A description, read and planned in the profile `full`. */
export async function planned(file) {
  const read = await readDescription(file);
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const description = read.value;
  const profile = profiles.find(({ id }) => id === 'full');
  const plan = makePlan({
    description, rules, flows: [], profile, permission: 'destructive', fixtures: {}, law, seed: 1, actors: [],
    schemas: compileSchemas(description, { direction: 'request' }), version: '0',
  });
  return { description, profile, plan, schemas: compileSchemas(description, { direction: 'response' }) };
}

/** Runs a plan with full judging and redaction, and hands over every event; gives the footer. */
export async function judged({ description, profile, plan, schemas }, { baseUrl, token, concurrency, onEvent }) {
  const redactor = createRedactor();
  redactor.addSecret(token);
  const target = httpTarget({ baseUrl, timeoutMs: 10_000, maxBodyBytes: 8 * 1024 * 1024, connections: concurrency });
  let last;
  for await (const event of run({
    plan, description, rules, flows: [], profile, law, schemas, target,
    credentials: { token, schemes: {}, headers: [], others: {} }, disposables: {}, switches: new Set(), permission: 'destructive',
    redact: (exchange) => redactor.redactExchange(exchange), clock: systemClock, signal: new AbortController().signal, concurrency,
    started: { runId: 'bench', suite: { name: 'calico-conformance', version: '0', rulesetDigest: plan.rulesetDigest }, description: {}, target: { kind: 'url', baseUrl }, permissions: [], reproduce: '', node: process.version },
  })) {
    onEvent?.(event);
    last = event;
  }
  await target.close();
  return last;
}
