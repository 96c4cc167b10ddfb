import { randomUUID } from 'node:crypto';
import type { CredentialSettings } from '../engine/sending/credentials.ts';
import { risks } from '../config/profiles.ts';
import { systemClock } from '../engine/clock.ts';
import { createRedactor } from '../engine/redaction.ts';
import type { RunInput } from '../engine/run.ts';
import type { KnownFinding } from '../model/known-finding.ts';
import type { Target } from '../model/target.ts';
import type { Io } from './io.ts';
import type { Prepared } from './prepare.ts';
import { reproduce } from './reproduce.ts';
import { version } from './version.ts';

/** What the engine is given for a prepared run on a target. */
export function runInput(prepared: Prepared, target: Target, credentials: CredentialSettings, signal: AbortSignal, io: Io, known?: readonly KnownFinding[]): RunInput {
  const { configuration, description, plan, rules, flows, law, schemas, supplies } = prepared;
  const { title, version: edition, source, digest, bundledDigest } = description;
  const redactor = createRedactor();
  const { token, expiredToken, schemes: byScheme } = credentials;
  for (const secret of [token, expiredToken, ...Object.values(byScheme), ...configuration.secrets]) if (secret !== undefined) redactor.addSecret(secret);
  return {
    plan, description, rules, flows, profile: configuration.profile, law, schemas, target, credentials,
    disposables: supplies.disposable,
    // On the embedded backend nothing of value can be lost.
    switches: new Set(target.kind === 'embedded' ? risks : configuration.risks),
    permission: configuration.permissions.at(-1) ?? 'read',
    redact: (exchange) => redactor.redactExchange(exchange),
    restore: (request) => redactor.restoreRequest(request),
    clock: systemClock, signal,
    concurrency: configuration.concurrency,
    ...(configuration.minResponseCoverage !== undefined && { minResponseCoverage: configuration.minResponseCoverage }),
    ...(configuration.requestsPerSecond !== undefined && { rate: configuration.requestsPerSecond }),
    started: {
      runId: randomUUID(),
      suite: { name: 'calico-conformance', version, rulesetDigest: plan.rulesetDigest },
      description: { title, version: edition, source, digest, bundledDigest },
      target: { kind: target.kind, baseUrl: target.baseUrl },
      permissions: configuration.permissions,
      ...(known && { known }),
      reproduce: reproduce(io.arguments, configuration.seed),
      node: io.node,
    },
  };
}
