import { randomUUID } from 'node:crypto';
import type { Challenge } from '../certify/challenge.ts';
import { risks } from '../config/profiles.ts';
import { systemClock } from '../engine/clock.ts';
import { createRedactor, type Redactor } from '../engine/redaction.ts';
import type { RunInput } from '../engine/run.ts';
import { namedSecretsIn } from '../engine/sending/credentials.ts';
import { planOfShare } from '../engine/sharding/plan-of-share.ts';
import { sharesOf } from '../engine/sharding/shares-of.ts';
import type { KnownFinding } from '../model/known-finding.ts';
import type { Shard } from '../model/shard.ts';
import type { SelftestFigure } from '../model/selftest-figure.ts';
import type { WaiverEntry } from '../model/waiver.ts';
import type { Io } from './io.ts';
import type { Prepared } from './prepare.ts';
import type { OpenTarget } from './open-target.ts';
import { reproduce } from './reproduce.ts';
import { runNotices } from './run-notices.ts';
import { version } from './version.ts';

/** What a run knows before it begins. */
export interface Circumstances {
  readonly known?: readonly KnownFinding[] | undefined;
  readonly waivers?: readonly WaiverEntry[] | undefined;
  readonly challenge?: Challenge | undefined;
  readonly selftest?: SelftestFigure | undefined;
  readonly redactor?: Redactor;
  readonly shard?: Shard | undefined;
}

/** What the engine is given for a prepared run on a target. */
export function runInput(prepared: Prepared, { target, credentials, keyring, network, container }: Omit<OpenTarget, 'way' | 'close'>, signal: AbortSignal, io: Pick<Io, 'arguments' | 'node'>, { known, waivers, challenge, selftest, shard, redactor = createRedactor() }: Circumstances = {}): RunInput {
  const { configuration, description, makers, rules, flows, law, schemas, supplies } = prepared;
  const permission = configuration.permissions.at(-1) ?? 'read';
  const share = shard && sharesOf(prepared.plan, description, flows, permission, shard.of)[shard.index - 1];
  const plan = share ? planOfShare(prepared.plan, share, description, flows) : prepared.plan;
  const { title, version: edition, source, digest, bundledDigest, dialect } = description;
  // Whose they are says more than where they stand, so that comes first.
  for (const { secret, role } of namedSecretsIn(credentials)) redactor.addSecret(secret, role);
  keyring.eachSecret(({ secret, role }) => { redactor.addSecret(secret, role); });
  configuration.secrets.forEach((secret, position) => { redactor.addSecret(secret, `setting ${position + 1}`); });
  return {
    plan, description, rules, flows, profile: configuration.profile, law, schemas, target, credentials, keyring,
    disposables: supplies.disposable, makers,
    // On the embedded backend nothing of value can be lost.
    switches: new Set(target.kind === 'embedded' ? risks : configuration.risks),
    permission,
    ...(share && { shard: share }),
    redact: (exchange) => redactor.redactExchange(exchange),
    restore: (request) => redactor.restoreRequest(request),
    clock: systemClock, signal,
    concurrency: configuration.concurrency, retries: configuration.network.retries,
    notices: runNotices(configuration, network),
    ...(configuration.shuffle !== undefined && { shuffle: configuration.shuffle }),
    ...(configuration.minResponseCoverage !== undefined && { minResponseCoverage: configuration.minResponseCoverage }),
    ...(configuration.requestsPerSecond !== undefined && { rate: configuration.requestsPerSecond }),
    started: {
      runId: randomUUID(),
      suite: { name: 'calico-conformance', version, rulesetDigest: plan.rulesetDigest },
      description: { title, version: edition, source, digest, bundledDigest, dialect },
      target: { kind: target.kind, baseUrl: target.baseUrl, ...(container && { madeOf: container.madeOf }), ...(network && Object.keys(network).length > 0 && { network }) },
      permissions: configuration.permissions,
      ...(challenge && { challenge: { id: challenge.id, nonce: challenge.nonce, expires: challenge.expires } }),
      ...(known && { known }),
      ...(selftest && { selftest }),
      ...(waivers && { waivers }),
      ...(waivers && configuration.acceptWaivers && { acceptsWaivers: true }),
      ...(configuration.capabilities.length > 0 && { capabilities: configuration.capabilities }),
      ...(redactor.standIns().length > 0 && { standIns: redactor.standIns() }),
      reproduce: reproduce(io.arguments, configuration.seed),
      node: io.node,
    },
  };
}
