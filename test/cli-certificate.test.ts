import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newChallenge, type Challenge } from '../certify/challenge.ts';
import { encoded, envelopeOf, envelopeText, readEnvelope, statementType } from '../certify/dsse.ts';
import { canSign, newKeys, readKey, type SigningKey } from '../certify/signing-key.ts';
import { statementOf } from '../certify/statement.ts';
import { freshFolder, type Ended } from './calico.ts';
import { calicoHere } from './calico-here.ts';
import { forger } from './forger.ts';
import { bundleOfShop, smallShop, startShop } from './small-shop.ts';

let folder = '';
let remove: () => Promise<void>;
const keys = { partner: newKeys(), certifier: newKeys(), stranger: newKeys() };
beforeAll(async () => {
  ({ folder, remove } = await freshFolder());
  await put('shop.json', JSON.stringify(smallShop));
  for (const [name, { privateKey }] of Object.entries(keys)) await put(`${name}.pem`, privateKey);
  await put('trust.json', JSON.stringify({ keys: [{ name: 'Shop', role: 'partner', publicKey: keys.partner.publicKey }, { name: 'Calico', role: 'certifier', publicKey: keys.certifier.publicKey }, { name: 'Another', role: 'certifier', publicKey: keys.stranger.publicKey }] }));
  await put('policy.json', JSON.stringify({ profiles: ['read-only'] }));
  await bundleOfShop(folder, 'shop.tgz', { honest: true });
  await bundleOfShop(folder, 'lying.tgz', { honest: false });
  for (const bundle of ['shop.tgz', 'lying.tgz']) expect(await run('attest', bundle, '--key', 'partner.pem')).toMatchObject({ code: 0, stderr: '' });
});
afterAll(() => remove());

const put = (file: string, text: string): Promise<void> => writeFile(join(folder, file), text);
const text = (file: string): Promise<string> => readFile(join(folder, file), 'utf8');
const run = (...words: readonly string[]): Promise<Ended> => calicoHere(words, folder);
const shopOf = (): string => join(folder, 'shop.json');
const verify = (certificate: string, ...words: readonly string[]): Promise<Ended> => run('verify', 'shop.tgz', '--trust', 'trust.json', '--description', shopOf(), '--certificate', certificate, ...words);
const issue = (...words: readonly string[]): Promise<Ended> => run('certificate', 'issue', 'shop.tgz', '--trust', 'trust.json', '--policy', 'policy.json', '--description', shopOf(), '--key', 'certifier.pem', ...words);
const failing = ({ stdout }: Ended): readonly string[] => [...stdout.matchAll(/^FAIL (\S+)/gm)].map(([, code = '']) => code);
const plain = ({ stdout, stderr }: Ended): string => (stdout + stderr).replaceAll(/\s+/g, ' ');

/** A certificate or a list as it stands in a file, changed, and signed by somebody. */
async function forged(file: string, to: string, key: SigningKey, change: (predicate: Record<string, unknown>) => object): Promise<void> {
  const envelope = readEnvelope(await text(file));
  if (!envelope.ok) throw new Error(envelope.problems[0].what);
  const statement = statementOf(envelope.value);
  const payload = Buffer.from(JSON.stringify({ ...statement, predicate: change(statement?.predicate as Record<string, unknown>) }));
  await put(to, envelopeText(envelopeOf(payload, key, key.sign(encoded(statementType, payload)))));
}

function signing(name: keyof typeof keys): SigningKey {
  const key = readKey(keys[name].privateKey, name);
  if (!key.ok || !canSign(key.value)) throw new Error('No key.');
  return key.value;
}

const past = new Date(Date.now() - 86_400_000).toISOString();
const same = (predicate: Record<string, unknown>): object => predicate;

describe('a certificate is issued, holds, is revoked and expires', () => {
  test('issued after verification, with the one sentence that it promises, and valid by a list that is up to date', async () => {
    expect(plain(await issue('--status', 'status.json'))).toMatch(/^Wrote shop\.tgz\.certificate\.json Certificate \S+, until .* It stands in status\.json, until/);
    const valid = await verify('shop.tgz.certificate.json', '--status', 'status.json', '--policy', 'policy.json', '--offline');
    expect(failing(valid)).toEqual([]);
    expect(plain(valid)).toMatch(/Certificate \S+: valid\. It is valid until/);
    expect(valid.code).toBe(0);
    const shown = await run('certificate', 'show', 'shop.tgz.certificate.json', '--trust', 'trust.json', '--status', 'status.json');
    expect(plain(shown)).toMatch(/Says REHEARSAL_CONFORMANT\/read-only .*At these times the endpoint behaved as the description requires for every applicable MUST of the profile, except the waivers listed\. Assurance: A1 .*behaviour after this time\. VALID It is valid/);
    expect(shown.code).toBe(0);
    expect(JSON.parse((await verify('shop.tgz.certificate.json', '--status', 'status.json', '--json')).stdout)).toMatchObject({ verified: true, certificate: { state: 'valid' } });
  });

  test('expired, revoked, superseded and unknown are told apart, and none of them holds', async () => {
    const states: Record<string, string> = {};
    const look = async (name: string, certificate: string, ...words: readonly string[]): Promise<void> => {
      const said = await verify(certificate, ...words);
      expect([name, said.code, failing(said)]).toEqual([name, 1, ['W_STATUS']]);
      states[name] = /W_STATUS[^]*?\n\s+(\w+): ([^]*?)\n/.exec(said.stdout)?.slice(1, 3).join(': ') ?? '';
      expect((await run('certificate', 'show', certificate, '--trust', 'trust.json', ...words)).code).toBe(name.includes('foreign') ? 3 : 1);
    };
    await look('no list', 'shop.tgz.certificate.json');
    await forged('status.json', 'old.json', signing('certifier'), (list) => ({ ...list, nextUpdate: past }));
    await look('old list', 'shop.tgz.certificate.json', '--status', 'old.json');
    await forged('status.json', 'empty.json', signing('certifier'), (list) => ({ ...list, entries: [] }));
    await look('not in the list', 'shop.tgz.certificate.json', '--status', 'empty.json');
    await forged('status.json', 'foreign.json', signing('stranger'), same);
    await look('foreign list', 'shop.tgz.certificate.json', '--status', 'foreign.json');
    await forged('shop.tgz.certificate.json', 'expired.json', signing('certifier'), (predicate) => ({ ...predicate, expires: past }));
    await look('expired', 'expired.json', '--status', 'status.json');
    expect((await issue('--status', 'status.json', '--to', 'second.json')).code).toBe(0);
    expect((await run('certificate', 'revoke', 'second.json', '--status', 'status.json', '--key', 'certifier.pem', '--reason', 'Another backend stands there.')).code).toBe(0);
    await look('revoked', 'second.json', '--status', 'status.json');
    expect((await run('certificate', 'revoke', 'shop.tgz.certificate.json', '--status', 'status.json', '--key', 'certifier.pem', '--superseded-by', 'second.json')).code).toBe(0);
    await look('superseded', 'shop.tgz.certificate.json', '--status', 'status.json');
    expect(states).toEqual({
      'no list': expect.stringMatching(/^unknown: No status list/) as string, 'old list': expect.stringMatching(/^unknown: The status list is out of date/) as string,
      'not in the list': 'unknown: The status list does not name it.', 'foreign list': 'unknown: The status list is that of another certifier.', expired: expect.stringMatching(/^expired: It expired at/) as string,
      revoked: expect.stringMatching(/^revoked: It was revoked on \d{4}-\d\d-\d\d: Another backend stands/) as string, superseded: expect.stringMatching(/^superseded: It was superseded on/) as string,
    });
    expect(await run('certificate', 'refresh', 'status.json', '--key', 'certifier.pem', '--days', '3')).toMatchObject({ code: 0, stdout: expect.stringContaining('2 certificates, until') as string });
  });
});

describe('what is forged does not hold', () => {
  beforeAll(async () => { expect((await issue('--status', 'good.json', '--to', 'good-certificate.json')).code).toBe(0); });

  test.each<[string, keyof typeof keys, (predicate: Record<string, unknown>) => object, readonly string[]]>([
    ['the partner signs his own certificate', 'partner', same, ['E_CERTIFICATE', 'W_STATUS']],
    ['it hides that it was a rehearsal', 'certifier', (predicate) => ({ ...predicate, status: 'CONFORMANT/read-only' }), ['E_CERTIFICATE']],
    ['it is of another verdict', 'certifier', (predicate) => ({ ...predicate, status: 'CONFORMANT/full' }), ['E_CERTIFICATE']],
    ['it promises more', 'certifier', (predicate) => ({ ...predicate, scope: 'Certified secure.' }), ['E_CERTIFICATE']],
    ['it is of another target', 'certifier', (predicate) => ({ ...predicate, target: 'https://api.partner.example' }), ['E_CERTIFICATE']],
    ['its time is no time', 'certifier', (predicate) => ({ ...predicate, expires: 'never' }), ['E_CERTIFICATE', 'W_STATUS']],
    ['it is by another policy', 'certifier', (predicate) => ({ ...predicate, policy: '0'.repeat(64) }), ['E_CERTIFICATE']],
  ])('%s', async (_, by, change, codes) => {
    await forged('good-certificate.json', 'forged.json', signing(by), change);
    const said = await verify('forged.json', '--status', 'good.json', '--policy', 'policy.json');
    expect([said.code, failing(said)]).toEqual([1, codes]);
  });

  test('it was issued for another bundle', async () => {
    await bundleOfShop(folder, 'other.tgz', { honest: true });
    await run('attest', 'other.tgz', '--key', 'partner.pem');
    const said = await run('verify', 'other.tgz', '--trust', 'trust.json', '--description', shopOf(), '--certificate', 'good-certificate.json', '--status', 'good.json');
    expect(failing(said)).toEqual(['E_CERTIFICATE']);
    expect(plain(said)).toContain('It is about another bundle.');
  });

  test.each<[string, readonly string[], number, RegExp]>([
    ['what is not conformant is not certified', ['certificate', 'issue', 'lying.tgz', '--trust', 'trust.json', '--key', 'certifier.pem', '--description', 'SHOP'], 1, /CERTIFICATE_REFUSED: .*The verdict is NON_CONFORMANT/],
    ['what does not verify is not certified', ['certificate', 'issue', 'shop.tgz', '--trust', 'trust.json', '--key', 'certifier.pem'], 1, /FAIL E_SPEC.*CERTIFICATE_REFUSED: .*does not verify/],
    ['a partner certifies nothing', ['certificate', 'issue', 'shop.tgz', '--trust', 'trust.json', '--key', 'partner.pem', '--description', 'SHOP'], 3, /CERTIFICATE_REFUSED: The key that is to sign is no certifier's/],
    ['a stranger revokes nothing', ['certificate', 'revoke', 'good-certificate.json', '--status', 'good.json', '--key', 'partner.pem'], 1, /issued with another key/],
    ['a list of somebody else is not signed again', ['certificate', 'refresh', 'foreign.json', '--key', 'certifier.pem'], 3, /STATUS_UNREADABLE: The status list was signed with another key/],
    ['nobody is trusted', ['certificate', 'show', 'good-certificate.json', '--status', 'good.json'], 3, /STATUS_UNREADABLE/],
    ['a bundle is shown as a certificate', ['certificate', 'show', 'shop.tgz', '--trust', 'trust.json'], 3, /CERTIFICATE_UNREADABLE/],
    ['an attestation is shown as a certificate', ['certificate', 'show', 'shop.tgz.intoto.json', '--trust', 'trust.json'], 3, /CERTIFICATE_UNREADABLE/],
    ['a selftest of something else', ['certificate', 'issue', 'shop.tgz', '--trust', 'trust.json', '--key', 'certifier.pem', '--description', 'SHOP', '--selftest', 'shop.json'], 3, /SELFTEST_UNFIT/],
    ['an action that nobody knows', ['certificate', 'sell', 'x'], 3, /UNKNOWN_COMMAND/],
    ['asking again without a network', ['verify', 'shop.tgz', '--rerun', '2', '--base-url', 'http://127.0.0.1:9', '--offline'], 3, /Nothing can be asked again without a network/],
    ['asking nobody again', ['verify', 'shop.tgz', '--rerun', '2'], 3, /Nothing says which target is asked again/],
    ['asking again none', ['verify', 'shop.tgz', '--rerun', '0', '--base-url', 'http://127.0.0.1:9'], 3, /--rerun must be a whole number/],
    ['a description of the network', ['verify', 'shop.tgz', '--description', 'https://a.example/openapi.yaml', '--offline'], 3, /takes a network/],
  ])('%s', async (_, words, code, says) => {
    const said = await run(...words.map((word) => (word === 'SHOP' ? shopOf() : word)));
    expect(plain(said)).toMatch(says);
    expect(said.code).toBe(code);
  });
});

describe('the target is asked again', () => {
  test('it does what it did; it does not any more; it is another one; it has gone', async () => {
    const shop = await startShop({ honest: true });
    await calicoHere(['--base-url', shop.url, '--description', shopOf(), '--bundle', 'live.tgz', '--quiet'], folder);
    await run('attest', 'live.tgz', '--key', 'partner.pem');
    const again = (url: string, ...words: readonly string[]): Promise<Ended> => run('verify', 'live.tgz', '--trust', 'trust.json', '--description', shopOf(), '--rerun', '200', '--base-url', url, ...words);
    const first = await again(shop.url);
    expect([first.code, failing(first)]).toEqual([0, []]);
    expect(plain(first)).toMatch(/Asked again \d+ requirements?: /);

    shop.proof = { keys: [signing('partner').id] };
    await put('proof.json', JSON.stringify({ domainProof: true }));
    // What stood at the host when the run was made is what counts for the bundle.
    expect(failing(await again(shop.url, '--policy', 'proof.json'))).toEqual(['E_TARGET']);
    await calicoHere(['--base-url', shop.url, '--description', shopOf(), '--bundle', 'live.tgz', '--quiet'], folder);
    await run('attest', 'live.tgz', '--key', 'partner.pem');
    expect(failing(await again(shop.url, '--policy', 'proof.json'))).toEqual([]);
    shop.proof = { keys: [signing('stranger').id] };
    expect(plain(await again(shop.url, '--policy', 'proof.json'))).toContain('The host names neither the key that signed nor the challenge today.');

    shop.honest = 'no more';
    const changed = await again(shop.url);
    expect([changed.code, failing(changed)]).toEqual([1, ['W_RERUN']]);
    expect(plain(changed)).toMatch(/passed then, and fails now: Received/);
    expect(plain(await again('http://127.0.0.1:1'))).toMatch(/FAIL W_RERUN .* The bundle is about http:\/\/127\.0\.0\.1:\d+, and http:\/\/127\.0\.0\.1:1 is what --base-url names/);
    shop.close();
    expect(plain(await again(shop.url))).toMatch(/FAIL W_RERUN .*could not be decided again/);
  });
});

test('who signs makes the tier: a workflow, a certifier with a challenge, and the same again on another day', async () => {
  const challenge = newChallenge(new Date(), 7);
  await put('challenge.json', JSON.stringify(challenge));
  await put('workflow.json', JSON.stringify({ keys: [{ name: 'CI', role: 'workflow', publicKey: keys.partner.publicKey }] }));
  const tier = async (bundle: string, trust: string, ...words: readonly string[]): Promise<string> => (JSON.parse((await run('verify', bundle, '--trust', trust, '--description', shopOf(), '--json', ...words)).stdout) as { readonly assurance: string }).assurance;
  expect(await tier('shop.tgz', 'workflow.json')).toBe('A2');
  await bundleOfShop(folder, 'witnessed.tgz', { honest: true, words: ['--challenge', 'challenge.json'] });
  await run('attest', 'witnessed.tgz', '--key', 'certifier.pem');
  expect(await tier('witnessed.tgz', 'trust.json')).toBe('A1');
  expect(await tier('witnessed.tgz', 'trust.json', '--challenge', 'challenge.json')).toBe('A3');
  // The same bundle is no second one.
  await put('witnessed.tgz.challenge.json', JSON.stringify(challenge));
  expect(await tier('witnessed.tgz', 'trust.json', '--challenge', 'challenge.json', '--earlier', 'witnessed.tgz')).toBe('A3');
});

test('A4: witnessed before, at least a day earlier, with another challenge, on the same target; and nothing less', async () => {
  const day = 86_400_000;
  const shop = await startShop({ honest: true });
  const issuedOn = (days: number): Challenge => newChallenge(new Date(Date.now() - days * day), 7 + days);
  const witnessed = async (name: string, challenge: Challenge, url = shop.url): Promise<void> => {
    await put(`${name}.challenge.json`, JSON.stringify(challenge));
    expect((await calicoHere(['--base-url', url, '--description', shopOf(), '--challenge', `${name}.challenge.json`, '--bundle', name, '--quiet'], folder)).code).toBe(0);
    expect((await run('attest', name, '--key', 'certifier.pem')).code).toBe(0);
  };
  /** The same run, as if it had been some days before; the certifier's own clock is believed. */
  const antedated = async (name: string, days: number, key: keyof typeof keys = 'certifier'): Promise<void> => {
    const bundle = forger(await readFile(join(folder, name)));
    const before = (time: string): string => new Date(Date.parse(time) - days * day).toISOString();
    bundle.events((events) => events.map((event) => (event.event === 'run-started' ? { ...event, startedAt: before(event.startedAt) } : event.event === 'run-finished' ? { ...event, finishedAt: before(event.finishedAt) } : event)));
    await bundle.makeAllFit();
    await writeFile(join(folder, name), bundle.archive());
    await put(`${name}.intoto.json`, bundle.sign(signing(key)));
  };
  await witnessed('first.tgz', issuedOn(3));
  await antedated('first.tgz', 2);
  await witnessed('second.tgz', issuedOn(0));
  await put('a4.json', JSON.stringify({ assurance: 'A4', challenge: true }));
  const again = (...words: readonly string[]): Promise<Ended> => run('verify', 'second.tgz', '--trust', 'trust.json', '--description', shopOf(), '--policy', 'a4.json', '--challenge', 'second.tgz.challenge.json', ...words);
  const good = await again('--earlier', 'first.tgz');
  expect([good.code, failing(good)]).toEqual([0, []]);
  expect(plain(good)).toContain('Assurance: A4 repeated: witnessed, and again on another day.');
  const issued = await run('certificate', 'issue', 'second.tgz', '--trust', 'trust.json', '--policy', 'a4.json', '--description', shopOf(), '--key', 'certifier.pem', '--challenge', 'second.tgz.challenge.json', '--earlier', 'first.tgz', '--status', 'a4-status.json');
  expect([issued.code, issued.stderr]).toEqual([0, '']);
  expect(plain(await run('certificate', 'show', 'second.tgz.certificate.json', '--trust', 'trust.json', '--status', 'a4-status.json'))).toMatch(/Says CONFORMANT\/read-only .*Assurance: A4 repeated/);

  const refused: Record<string, readonly string[]> = {};
  const look = async (name: string, ...words: readonly string[]): Promise<void> => { refused[name] = failing(await again(...words)); };
  await look('no earlier one');
  await witnessed('today.tgz', issuedOn(1));
  await look('the same day', '--earlier', 'today.tgz');
  await witnessed('partners.tgz', issuedOn(3));
  await antedated('partners.tgz', 2, 'partner');
  await look('signed by the partner then', '--earlier', 'partners.tgz');
  const elsewhere = await startShop({ honest: true });
  await witnessed('elsewhere.tgz', issuedOn(3), elsewhere.url);
  await antedated('elsewhere.tgz', 2);
  await look('another target', '--earlier', 'elsewhere.tgz');
  await put('first.tgz.challenge.json', JSON.stringify(issuedOn(3)));
  await look('a challenge that it does not answer', '--earlier', 'first.tgz');
  expect(refused).toEqual(Object.fromEntries(Object.keys(refused).map((name) => [name, ['E_TIER']])));
  expect(Object.keys(refused)).toHaveLength(5);
  elsewhere.close();
  shop.close();
});
