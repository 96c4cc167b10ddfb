import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newChallenge, seedOf } from '../certify/challenge.ts';
import { defaultPolicy, type Policy } from '../certify/policy.ts';
import { canSign, newKeys, readKey, type SigningKey } from '../certify/signing-key.ts';
import type { TrustedKey } from '../certify/trust.ts';
import { verifyBundle, type Verification, type VerifyInput } from '../certify/verify.ts';
import type { Outcome } from '../model/outcome.ts';
import type { RunEvent } from '../model/run-event.ts';
import { freshFolder } from './calico.ts';
import { forger, judgedAgain, type Forger } from './forger.ts';
import { bundleOfShop, hostileTitle, smallShop } from './small-shop.ts';

const day = 86_400_000;
const lastDay = new Date(Date.now() + 30 * day).toISOString().slice(0, 10);
const challenge = newChallenge(new Date(), 7);
const partner = signingKey();
const stranger = signingKey();
const trusted: readonly TrustedKey[] = [{ ...partner, name: 'Partner', role: 'partner' }];

let honest: Buffer;
let lying: Buffer;
/** The same server, with a waiver of what it breaks. */
let waived: Buffer;
let digest = '';
let folder = '';
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await freshFolder());
  await writeFile(join(folder, 'shop.json'), JSON.stringify(smallShop));
  await writeFile(join(folder, 'challenge.json'), JSON.stringify(challenge));
  const [good, bad] = [await bundleOfShop(folder, 'honest.tgz', { honest: true, words: ['--challenge', 'challenge.json'] }), await bundleOfShop(folder, 'lying.tgz', { honest: false })];
  expect([good.code, good.stderr, bad.code, bad.stderr]).toEqual([0, '', 1, '']);
  await writeFile(join(folder, 'waivers.yaml'), `version: 1\nwaivers:\n  - {rule: body-schema, reason: Old clients read a text., ticket: SHOP-7, owner: ada@shop.example, expires: "${lastDay}"}\n`);
  const excused = await bundleOfShop(folder, 'waived.tgz', { honest: false, words: ['--waivers', 'waivers.yaml', '--capability', 'tenants'] });
  expect([excused.code, excused.stderr]).toEqual([5, '']);
  waived = await readFile(join(folder, 'waived.tgz'));
  honest = await readFile(join(folder, 'honest.tgz'));
  lying = await readFile(join(folder, 'lying.tgz'));
  digest = (JSON.parse(forger(honest).files.get('catalogue.json')?.toString() ?? '') as { description: { bundledDigest: string } }).description.bundledDigest;
});
afterAll(() => remove());

function signingKey(): SigningKey {
  const key = readKey(newKeys().privateKey, 'key.pem');
  if (!key.ok || !canSign(key.value)) throw new Error('No key was made.');
  return key.value;
}

async function verified(archive: Buffer, envelope: string | undefined, more: Partial<Omit<VerifyInput, 'policy'>> & { readonly policy?: Partial<Policy> } = {}): Promise<Verification> {
  return verifyBundle({ archive, trusted, now: new Date(), again: judgedAgain, ...more, policy: { ...defaultPolicy, descriptions: [digest], ...more.policy }, ...(envelope !== undefined && { envelope }) });
}

function broken({ checks, verified: holds }: Verification): readonly string[] {
  const codes = checks.filter(({ state }) => state === 'broken').map(({ code }) => code);
  expect(holds).toBe(codes.length === 0);
  return codes;
}

const isFailure = (event: RunEvent): boolean => event.event === 'judged' && event.outcome.kind === 'fail';
const failing = (events: readonly RunEvent[]): ReadonlySet<string> => new Set(events.flatMap((event) => (event.event === 'judged' && isFailure(event) ? [event.id] : [])));
const passed: Outcome = { kind: 'pass' };

describe('what is as it was left verifies', () => {
  test('an honest run, signed by its partner', async () => {
    const verification = await verified(honest, forger(honest).sign(partner));
    expect(broken(verification)).toEqual([]);
    expect(verification).toMatchObject({ assurance: 'A1', bundle: { verdict: 'CONFORMANT', exitCode: 0, addressClass: 'loopback' }, signer: { name: 'Partner' } });
    expect(verification.checks.filter(({ state }) => state === 'not-asked').map(({ code }) => code)).toEqual(['E_CHALLENGE', 'E_CERTIFICATE', 'W_STATUS', 'W_RERUN']);
  });

  test('a run that found something: it says so, and that is verified', async () => {
    expect(await verified(lying, forger(lying).sign(partner))).toMatchObject({ verified: true, bundle: { verdict: 'NON_CONFORMANT', exitCode: 1 } });
  });

  test('a run with a waiver, where the policy allows them: it says so, and by whom', async () => {
    const bundle = forger(waived);
    const said = await verified(waived, bundle.sign(partner, (statement) => {
      expect(statement.predicate.verdict).toMatchObject({ status: 'REHEARSAL_CONFORMANT_WITH_WAIVERS/read-only', waivers: [{ reason: 'Old clients read a text.', ticket: 'SHOP-7', owner: 'ada@shop.example', expires: lastDay }] });
      return statement;
    }), { policy: { waivers: true, waiverOwners: ['ada@shop.example'] } });
    expect(broken(said)).toEqual([]);
    expect(said.bundle?.waivers).toMatchObject([{ requirement: expect.stringContaining('body-schema@getOffer') as string, ticket: 'SHOP-7' }]);
    const { verificationExit, verificationText } = await import('../cli/verification-text.ts');
    expect(verificationExit(said)).toBe(0);
    expect(verificationText(said).replaceAll(/\s+/g, ' ')).toContain('Waived body-schema@getOffer#/responses/200/content/application~1json/schema: Old clients read a text. (SHOP-7, ada@shop.example');
  });

  test('the tier comes from who signs and whether the challenge was met, and not from what is said', async () => {
    const certifier: readonly TrustedKey[] = [{ ...partner, name: 'Certifier', role: 'certifier' }];
    const envelope = forger(honest).sign(partner, (statement) => ({ ...statement, predicate: { ...statement.predicate, assurance: 'A3' } }));
    expect([(await verified(honest, envelope)).assurance, (await verified(honest, envelope, { challenge })).assurance]).toEqual(['A1', 'A1']);
    expect([(await verified(honest, envelope, { trusted: certifier })).assurance, (await verified(honest, envelope, { trusted: certifier, challenge })).assurance]).toEqual(['A1', 'A3']);
    expect(await verified(honest, undefined, { policy: { assurance: 'A0' } })).toMatchObject({ verified: true, assurance: 'A0' });
  });
});

interface Attack {
  readonly name: string;
  readonly caughtBy: readonly string[];
  readonly of?: 'lying' | 'waived';
  /** Changes the bundle; returns the envelope. */
  forge(bundle: Forger): Promise<string | undefined> | string | undefined;
  readonly verify?: Parameters<typeof verified>[2];
}

/** Changes the record, lets everything else follow, and signs with the right key. */
const rewritten = (change: (events: RunEvent[]) => RunEvent[]) => async (bundle: Forger): Promise<string> => {
  bundle.events(change);
  await bundle.makeAllFit();
  return bundle.sign(partner);
};
const replaced = (file: string, from: string | RegExp, to: string) => (bundle: Forger): void => {
  const before = bundle.files.get(file)?.toString() ?? '';
  expect(typeof from === 'string' ? before.includes(from) : from.test(before)).toBe(true);
  bundle.files.set(file, Buffer.from(before.replace(from, to)));
};
const edited = (bundle: Forger, change: (bundle: Forger) => void, { manifest = false } = {}): string => {
  const envelope = bundle.sign(partner);
  change(bundle);
  if (manifest) bundle.makeManifestFit();
  return envelope;
};
const started = (change: (event: Extract<RunEvent, { event: 'run-started' }>) => object) => (events: RunEvent[]): RunEvent[] =>
  events.map((event) => (event.event === 'run-started' ? ({ ...event, ...change(event) } as RunEvent) : event));

const attacks: readonly Attack[] = [
  { name: 'results are edited', of: 'lying', caughtBy: ['E_DIGEST', 'E_VERDICT'], forge: (bundle) => edited(bundle, replaced('results.json', 'NON_CONFORMANT', 'CONFORMANT')) },
  { name: 'results are edited, and the manifest is made to fit', of: 'lying', caughtBy: ['E_DIGEST', 'E_VERDICT'], forge: (bundle) => edited(bundle, replaced('results.json', 'NON_CONFORMANT', 'CONFORMANT'), { manifest: true }) },
  { name: 'the statement is edited', of: 'lying', caughtBy: ['E_SIG', 'E_TIER'], forge: (bundle) => {
    const envelope = JSON.parse(bundle.sign(partner)) as { payload: string };
    return JSON.stringify({ ...envelope, payload: Buffer.from(Buffer.from(envelope.payload, 'base64').toString().replace('NON_CONFORMANT', 'CONFORMANT')).toString('base64') });
  } },
  { name: 'the statement is edited and signed again with the right key', of: 'lying', caughtBy: ['E_DIGEST'], forge: (bundle) => bundle.sign(partner, (statement) => ({ ...statement, predicate: { ...statement.predicate, verdict: { ...statement.predicate.verdict, status: 'CONFORMANT/read-only' } } })) },
  { name: 'the statement is about fewer files', caughtBy: ['E_DIGEST'], forge: (bundle) => bundle.sign(partner, (statement) => ({ ...statement, subject: statement.subject.slice(1) })) },
  { name: 'the signature is taken off', caughtBy: ['E_SIG', 'E_TIER'], forge: () => undefined },
  { name: 'another key has signed', caughtBy: ['E_SIG', 'E_TIER'], forge: (bundle) => bundle.sign(stranger) },
  { name: 'another key has signed under the name of the right one', caughtBy: ['E_SIG', 'E_TIER'], forge: (bundle) => bundle.sign(stranger).replace(stranger.id, partner.id) },
  { name: 'what is signed is called something else', caughtBy: ['E_TYPE'], forge: (bundle) => bundle.sign(partner, undefined, 'application/json') },
  { name: 'a statement of another type is signed', caughtBy: ['E_TYPE'], forge: (bundle) => bundle.sign(partner, (statement) => ({ ...statement, predicateType: 'https://slsa.dev/provenance/v1' })) },
  { name: 'a line of the record is edited', caughtBy: ['E_CHAIN'], forge: (bundle) => edited(bundle, replaced('evidence/run.ndjson', '"status":200', '"status":201'), { manifest: true }) },
  { name: 'an exchange is dropped', of: 'lying', caughtBy: ['E_CHAIN'], forge: (bundle) => edited(bundle, (open) => open.events((events) => events.filter((event) => event.event !== 'exchange' || event.exchange.id !== 'x2')), { manifest: true }) },
  { name: 'exchanges change places', caughtBy: ['E_CHAIN'], forge: (bundle) => edited(bundle, (open) => open.events(([first, ...rest]) => [...(first ? [first] : []), ...rest.slice(0, -1).reverse(), ...rest.slice(-1)]), { manifest: true }) },
  { name: 'the footer is cut off', caughtBy: ['E_CHAIN'], forge: (bundle) => edited(bundle, (open) => open.events((events) => events.slice(0, -1))) },
  { name: 'the chain is another one', caughtBy: ['E_CHAIN', 'E_DIGEST'], forge: (bundle) => edited(bundle, replaced('evidence/chain.json', /"head": "[0-9a-f]{4}/, '"head": "0000')) },
  { name: 'a case that failed is dropped, all numbers made to fit, and signed with the right key', of: 'lying', caughtBy: ['E_COVERAGE', 'E_REJUDGE'], forge: rewritten((events) => {
    const dropped = events.find((event) => event.event === 'case-settled' && event.case.strategy !== 'baseline');
    const [id, last] = dropped?.event === 'case-settled' ? [dropped.exchange, `x${events.filter(({ event }) => event === 'exchange').length}`] : ['', ''];
    return events.filter((event) => event !== dropped && !(event.event === 'exchange' && event.exchange.id === id)).map((event) => JSON.parse(JSON.stringify(event).replaceAll(`"${last}"`, `"${id}"`)) as RunEvent);
  }) },
  { name: 'failing rows are deleted, and signed with the right key', of: 'lying', caughtBy: ['E_COVERAGE'], forge: rewritten((events) => {
    const gone = failing(events);
    return events.filter((event) => !(event.event === 'judged' && gone.has(event.id)) && !(event.event === 'requirement-planned' && gone.has(event.requirement.id)));
  }) },
  { name: 'failing rows are flipped, and signed with the right key', of: 'lying', caughtBy: ['E_REJUDGE'], forge: rewritten((events) => events.map((event) => (event.event === 'judged' && isFailure(event) ? { ...event, outcome: passed } : event))) },
  { name: 'failing rows are said not to apply', of: 'lying', caughtBy: ['E_REJUDGE'], forge: rewritten((events) => events.map((event) => (event.event === 'judged' && isFailure(event) ? { ...event, outcome: { kind: 'not-applicable', because: 'It does not.' } } : event))) },
  { name: 'failing rows have an outcome that there is not', of: 'lying', caughtBy: ['E_REJUDGE'], forge: rewritten((events) => events.map((event) => (event.event === 'judged' && isFailure(event) ? { ...event, outcome: { kind: 'excellent' } as unknown as Outcome } : event))) },
  { name: 'failing rows are said not to bind', of: 'lying', caughtBy: ['E_COVERAGE'], forge: rewritten((events) => events.map((event) => (event.event === 'judged' && isFailure(event) ? { ...event, binding: false } : event))) },
  { name: 'failing rows are waived by the partner himself', of: 'lying', caughtBy: ['E_WAIVER'], forge: rewritten((events) => {
    const known = events.flatMap((event) => (event.event === 'judged' && event.outcome.kind === 'fail' ? event.outcome.findings.map(({ cluster }) => ({ requirement: event.id, cluster, expires: '2999-01-01' })) : []));
    return started(() => ({ known }))(events).map((event) => (event.event === 'judged' && event.outcome.kind === 'fail'
      ? { ...event, outcome: { kind: 'waived', findings: event.outcome.findings, sites: event.outcome.sites, waiver: { requirement: event.id, reason: 'It stands in the baseline of known findings.', ticket: 'baseline', owner: 'baseline', expires: '2999-01-01' } } } : event));
  }) },
  { name: 'waivers where none are allowed', of: 'waived', caughtBy: ['E_WAIVER'], forge: (bundle) => bundle.sign(partner) },
  { name: 'a waiver by somebody whom the policy does not name', of: 'waived', caughtBy: ['E_WAIVER'], forge: (bundle) => bundle.sign(partner), verify: { policy: { waivers: true, waiverOwners: ['boss@certifier.example'] } } },
  { name: 'a waiver that has expired since', of: 'waived', caughtBy: ['E_WAIVER'], forge: (bundle) => bundle.sign(partner), verify: { policy: { waivers: true }, now: new Date(Date.now() + 32 * day) } },
  { name: 'a waiver that had expired when the run began', of: 'waived', caughtBy: ['E_REJUDGE', 'E_VERDICT', 'E_WAIVER'], forge: rewritten((events) => JSON.parse(JSON.stringify(events).replaceAll(lastDay, '2020-01-01')) as RunEvent[]), verify: { policy: { waivers: true } } },
  { name: 'a waiver of whatever there is', of: 'waived', caughtBy: ['E_VERDICT', 'E_WAIVER'], forge: rewritten((events) => JSON.parse(JSON.stringify(events).replaceAll('"rule":"body-schema","reason"', '"requirement":"*@*","reason"')) as RunEvent[]), verify: { policy: { waivers: true } } },
  { name: 'failing rows are waived by nobody', of: 'waived', caughtBy: ['E_REJUDGE', 'E_VERDICT', 'E_WAIVER'], forge: rewritten((events) => JSON.parse(JSON.stringify(events).replaceAll('ada@shop.example', '')) as RunEvent[]), verify: { policy: { waivers: true } } },
  { name: 'failing rows are waived, and no waiver is there', of: 'lying', caughtBy: ['E_REJUDGE'], forge: rewritten((events) => events.map((event) => (event.event === 'judged' && event.outcome.kind === 'fail'
    ? { ...event, outcome: { kind: 'waived', findings: event.outcome.findings, sites: event.outcome.sites, waiver: { requirement: event.id, reason: 'r', ticket: 't', owner: 'o', expires: '2999-01-01' } } } : event))), verify: { policy: { waivers: true } } },
  { name: 'a waiver is said to be another one than the outcomes come to', of: 'waived', caughtBy: ['E_VERDICT'], forge: rewritten((events) => events.map((event) => (event.event === 'waiver' ? { ...event, standing: { ...event.standing, failing: 0, state: 'undecided' } } : event))), verify: { policy: { waivers: true } } },
  { name: 'a capability that is asked for was not declared', caughtBy: ['E_SPEC'], forge: (bundle) => bundle.sign(partner), verify: { policy: { capabilities: ['tenants'] } } },
  { name: 'a capability was declared that nothing has shown', of: 'waived', caughtBy: ['E_SPEC'], forge: (bundle) => bundle.sign(partner), verify: { policy: { waivers: true, capabilities: ['tenants'] } } },
  { name: 'a capability is declared after the run', caughtBy: ['E_COVERAGE'], forge: rewritten(started(() => ({ capabilities: ['tenants'] }))) },
  { name: 'failing rows are said to be on trial', of: 'lying', caughtBy: ['E_COVERAGE'], forge: rewritten((events) => {
    const which = failing(events);
    return events.map((event) => (event.event === 'requirement-planned' && which.has(event.requirement.id) ? { ...event, requirement: { ...event.requirement, tentative: true } } : event.event === 'judged' && which.has(event.id) ? { ...event, binding: false } : event));
  }) },
  { name: 'a profile of the same name that asks for less', caughtBy: ['E_SPEC'], forge: rewritten(started(() => ({ profileDigest: '0'.repeat(64) }))) },
  { name: 'the verdict alone is flipped, and signed with the right key', of: 'lying', caughtBy: ['E_VERDICT'], forge: async (bundle) => {
    await bundle.makeAllFit({ verdict: 'CONFORMANT', because: 'All requirements that must hold and apply do.', exitCode: 0 });
    return bundle.sign(partner);
  } },
  { name: 'the answers are those to another description', caughtBy: ['E_SPEC', 'E_COVERAGE'], forge: async (bundle) => {
    replaced('description.json', '"required":["title","price"]', '"required":[]')(bundle);
    await bundle.makeAllFit();
    return bundle.sign(partner);
  } },
  { name: 'the description that was judged is not a published one', caughtBy: ['E_SPEC'], forge: (bundle) => bundle.sign(partner), verify: { policy: { descriptions: [] } } },
  { name: 'a weaker profile than the one that was asked for', caughtBy: ['E_SPEC'], forge: (bundle) => bundle.sign(partner), verify: { policy: { profiles: ['full'] } } },
  { name: 'another version of the suite', caughtBy: ['E_SPEC'], forge: rewritten(started(({ suite }) => ({ suite: { ...suite, version: '99.0.0' } }))) },
  { name: 'another challenge', caughtBy: ['E_CHALLENGE'], forge: (bundle) => bundle.sign(partner), verify: { challenge: newChallenge(new Date(), 7) } },
  { name: 'no challenge where one is asked for', caughtBy: ['E_CHALLENGE'], forge: (bundle) => bundle.sign(partner), verify: { policy: { challenge: true } } },
  { name: 'a challenge that came later than the run', caughtBy: ['E_CHALLENGE'], forge: (bundle) => bundle.sign(partner), verify: { challenge: { ...challenge, issued: new Date(Date.now() + day).toISOString() } } },
  { name: 'an old run under a new challenge', of: 'lying', caughtBy: ['E_CHALLENGE'], forge: rewritten(started(() => ({ challenge: { id: challenge.id, nonce: challenge.nonce, expires: challenge.expires } }))), verify: { challenge: { ...challenge, issued: '2020-01-01T00:00:00.000Z' } } },
  { name: 'an old run under a new challenge and its seed', of: 'lying', caughtBy: ['E_COVERAGE'], forge: rewritten(started(() => ({ seed: seedOf(challenge.nonce), challenge: { id: challenge.id, nonce: challenge.nonce, expires: challenge.expires } }))), verify: { challenge: { ...challenge, issued: '2020-01-01T00:00:00.000Z' } } },
  { name: 'a run of long ago', caughtBy: ['E_STALE'], forge: (bundle) => bundle.sign(partner), verify: { now: new Date(Date.now() + 91 * day) } },
  { name: 'a run that is yet to come', caughtBy: ['E_STALE'], forge: (bundle) => bundle.sign(partner), verify: { now: new Date(Date.now() - day) } },
  { name: 'the target of the record is another one', caughtBy: ['E_TARGET'], forge: rewritten(started(() => ({ target: { kind: 'url', baseUrl: 'https://api.partner.example' } }))) },
  { name: 'a run that did not look at certificates', caughtBy: ['E_TARGET'], forge: async (bundle) => {
    let because = '';
    bundle.events((events) => started(({ target }) => ({ target: { ...target, network: { insecure: true } } }))(events.map((event) => {
      if (event.event === 'run-finished') because = `${event.because} INSECURE: the certificate of the target was not checked.`;
      return event;
    })));
    await bundle.makeAllFit({ because });
    return bundle.sign(partner);
  } },
  { name: 'some answers come from elsewhere', caughtBy: ['E_TARGET'], forge: rewritten((events) => events.map((event) => (event.event === 'exchange' && event.exchange.id === 'x3' ? { ...event, exchange: { ...event.exchange, request: { ...event.exchange.request, url: 'http://127.0.0.1:1/offer' } } } : event))) },
  { name: 'the build changes during the run', caughtBy: ['E_TARGET'], forge: rewritten((events) => events.map((event) => (event.event === 'exchange' && event.exchange.id === 'x1' ? (JSON.parse(JSON.stringify(event).replace('build-7', 'build-6')) as RunEvent) : event))) },
  { name: 'a local backend where a public one is asked for', caughtBy: ['E_TARGET'], forge: (bundle) => bundle.sign(partner), verify: { policy: { publicAddress: true } } },
  { name: 'plain HTTP where TLS is asked for', caughtBy: ['E_TARGET'], forge: (bundle) => bundle.sign(partner), verify: { policy: { tls: true } } },
  { name: 'another host than the one that is asked for', caughtBy: ['E_TARGET'], forge: (bundle) => bundle.sign(partner), verify: { policy: { host: 'api.partner.example' } } },
  { name: 'the report for people says something else, signed with the right key', of: 'lying', caughtBy: ['E_DIGEST'], forge: (bundle) => {
    replaced('report.html', 'NON_CONFORMANT', 'CONFORMANT')(bundle);
    bundle.makeManifestFit();
    return bundle.sign(partner);
  } },
  { name: 'an event that no judge can read', caughtBy: ['E_REJUDGE'], forge: async (bundle) => {
    const envelope = bundle.sign(partner);
    bundle.events((events) => events.map((event) => (event.event === 'case-settled' ? ({ event: 'case-settled', exchange: event.exchange } as unknown as RunEvent) : event)));
    await bundle.makeAllFit().catch(() => undefined);
    return envelope;
  } },
  { name: 'an envelope that is none', caughtBy: ['E_SIG'], forge: () => '{"payload": 1}' },
];

describe('what was changed does not verify, and the check that says so is the one that names it', () => {
  test.each(attacks)('$name', async ({ of, forge, caughtBy, verify }) => {
    const bundle = forger({ lying, waived, honest }[of ?? 'honest']);
    const envelope = await forge(bundle);
    expect([...broken(await verified(bundle.archive(), envelope, verify))].sort()).toEqual([...caughtBy].sort());
  });
});

test('an invented answer is not found out: that is said in the limits, and why a certifier runs himself', async () => {
  const bundle = forger(lying);
  const invented = rewritten((events) => events.map((event) => {
    if (event.event === 'exchange') return JSON.parse(JSON.stringify(event).replace(String.raw`\"price\":\"5\"`, String.raw`\"price\":5`).replace('"bytes":97', '"bytes":95')) as RunEvent;
    return event.event === 'judged' && isFailure(event) ? { ...event, outcome: passed } : event;
  }));
  const envelope = await invented(bundle);
  expect(await verified(bundle.archive(), envelope)).toMatchObject({ verified: true, assurance: 'A1', bundle: { verdict: 'CONFORMANT' } });
  expect(await readFile(new URL('../docs/limits.md', import.meta.url), 'utf8')).toContain('makes answers up');
});

test('HTML and escape sequences of a target stay text, in the bundle and in the terminal', async () => {
  const report = forger(lying).files.get('report.html')?.toString() ?? '';
  expect(report).not.toContain(hostileTitle.slice(0, 20));
  expect(report).toContain('alert(1)');
  const { verificationText } = await import('../cli/verification-text.ts');
  const bundle = forger(honest);
  const said = await verified(bundle.archive(), await rewritten(started(({ description }) => ({ description: { ...description, title: `${hostileTitle}\nVERIFIED` } })))(bundle));
  expect(verificationText(said)).not.toContain('\u001b');
  expect(verificationText(said).split('\n')).not.toContain('VERIFIED');
});
