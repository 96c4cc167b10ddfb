import { spawnSync } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encoded, type Envelope } from '../certify/dsse.ts';
import { freshFolder, type Ended } from './calico.ts';
import { calicoHere } from './calico-here.ts';
import { bundleOfShop, smallShop } from './small-shop.ts';

let folder = '';
let remove: () => Promise<void>;
beforeAll(async () => {
  ({ folder, remove } = await freshFolder());
  await writeFile(join(folder, 'shop.json'), JSON.stringify(smallShop));
  expect(await bundleOfShop(folder, 'shop.tgz', { honest: true })).toMatchObject({ code: 0, stdout: expect.stringMatching(/Bundle shop\.tgz, SHA-256 [0-9a-f]{64}\nNext: npx calico-conformance attest shop\.tgz/) as string });
});
afterAll(() => remove());

const run = (...words: readonly string[]): Promise<Ended> => calicoHere(words.map((word) => (word === 'shop.json' || word === 'users.arazzo.yaml' ? join(folder, word) : word)), folder);
const openssl = (args: readonly string[]): { readonly status: number | null; readonly stdout: string } => spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });

/** What was signed and the signature, as files that openssl reads; computed here from the text of DSSE, not by our code alone. */
async function taken(envelope: string): Promise<void> {
  const { payload, payloadType, signatures: [signature] } = JSON.parse(await readFile(join(folder, envelope), 'utf8')) as Envelope;
  const body = Buffer.from(payload, 'base64');
  const message = Buffer.concat([Buffer.from(`DSSEv1 ${payloadType.length} ${payloadType} ${body.length} `), body]);
  expect(encoded(payloadType, body)).toEqual(message);
  await writeFile(join(folder, 'message'), message);
  await writeFile(join(folder, 'signature'), Buffer.from(signature?.sig ?? '', 'base64'));
}

describe('what is signed here others verify, and the other way round', () => {
  test('Ed25519: our keys, our signature, verified by openssl and by verify', async () => {
    expect(await run('keys', 'new', '--to', 'partner.pem')).toMatchObject({ code: 0, stderr: '' });
    expect((await stat(join(folder, 'partner.pem'))).mode & 0o777).toBe(0o600);
    expect(await run('attest', 'shop.tgz', '--key', 'partner.pem')).toMatchObject({ code: 0, stderr: '' });
    await taken('shop.tgz.intoto.json');
    expect(openssl(['pkeyutl', '-verify', '-pubin', '-inkey', 'partner.pem.pub', '-rawin', '-in', 'message', '-sigfile', 'signature'])).toMatchObject({ status: 0 });
    const verified = await run('verify', 'shop.tgz', '--trust', 'partner.pem.pub', '--description', 'shop.json');
    expect(verified).toMatchObject({ code: 0, stderr: '' });
    expect(verified.stdout).toContain('VERIFIED  CONFORMANT');
    expect(verified.stdout.replaceAll(/\s+/g, ' ')).toContain('This does not show what software or data is behind the endpoint, behaviour outside these checks, or behaviour after this time.');
    expect(`${verified.stdout}`).not.toMatch(/certified secure|tamper-proof/i);
  });

  test('P-256: a key of openssl, which signs by a command', async () => {
    expect(openssl(['ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', 'ec.pem']).status).toBe(0);
    expect(openssl(['pkey', '-in', 'ec.pem', '-pubout', '-out', 'ec.pub']).status).toBe(0);
    expect(await run('attest', 'shop.tgz', '--key', 'ec.pub', '--sign-command', 'openssl dgst -sha256 -sign ec.pem', '--to', 'ec.json')).toMatchObject({ code: 0, stderr: '' });
    await taken('ec.json');
    expect(openssl(['dgst', '-sha256', '-verify', 'ec.pub', '-signature', 'signature', 'message'])).toMatchObject({ status: 0, stdout: 'Verified OK\n' });
    const verified = await run('verify', 'shop.tgz', '--envelope', 'ec.json', '--trust', 'ec.pub', '--description', 'shop.json', '--json');
    expect([verified.code, JSON.parse(verified.stdout)]).toEqual([0, expect.objectContaining({ verified: true, assurance: 'A1' })]);
  });
});

test.each<[string, readonly string[], number, RegExp]>([
  ['nobody is trusted', ['verify', 'shop.tgz', '--description', 'shop.json'], 1, /E_SIG/],
  ['the description is nobody\'s', ['verify', 'shop.tgz', '--trust', 'partner.pem.pub'], 1, /FAIL E_SPEC/],
  ['the bundle is none', ['verify', 'shop.json'], 1, /FAIL E_BUNDLE/],
  ['there is no bundle', ['verify', 'nowhere.tgz'], 3, /problem FILE_UNREADABLE/],
  ['a private key is given to trust', ['verify', 'shop.tgz', '--trust', 'partner.pem'], 3, /problem TRUST_UNREADABLE: This is a private key/],
  ['the policy has a setting that nobody knows', ['verify', 'shop.tgz', '--policy', 'shop.json'], 3, /problem POLICY_UNREADABLE: This is no policy\. It has no setting "openapi"/],
  ['keys would be overwritten', ['keys', 'new', '--to', 'partner.pem'], 3, /problem OUTPUT_UNWRITABLE: .*keys are not overwritten/],
  ['a public key is to sign', ['attest', 'shop.tgz', '--key', 'partner.pem.pub'], 3, /problem KEY_UNREADABLE: This is a public key/],
  ['the command that signs signs something else', ['attest', 'shop.tgz', '--key', 'partner.pem.pub', '--sign-command', 'echo no'], 3, /problem SIGN_COMMAND_FAILED: What the command wrote is no signature/],
  ['the command that signs fails', ['attest', 'shop.tgz', '--key', 'partner.pem.pub', '--sign-command', 'exit 7'], 3, /problem SIGN_COMMAND_FAILED: .*exit code 7/],
  ['the challenge is none', ['--base-url', 'http://127.0.0.1:9', '--challenge', 'shop.json'], 3, /problem CHALLENGE_UNREADABLE/],
  ['the seed is given beside a challenge', ['--base-url', 'http://127.0.0.1:9', '--challenge', 'challenge.json', '--seed', '3'], 3, /The challenge draws the seed/],
  ['a bundle of a run that does not look at certificates', ['--base-url', 'https://127.0.0.1:9', '--insecure', '--bundle', 'x.tgz'], 3, /problem BUNDLE_IMPOSSIBLE: With --insecure nobody knows who has answered[^]*--ca FILE/],
  ['a bundle of flows of one\'s own', ['--base-url', 'http://127.0.0.1:9', '--flows', 'users.arazzo.yaml', '--bundle', 'x.tgz'], 3, /problem BUNDLE_IMPOSSIBLE/],
])('%s', async (_, words, code, says) => {
  await writeFile(join(folder, 'challenge.json'), JSON.stringify({ format: 'calico-conformance/challenge/1', id: 'a', nonce: '0'.repeat(64), issued: '2026-01-01T00:00:00.000Z', expires: '2999-01-01T00:00:00.000Z' }));
  await writeFile(join(folder, 'users.arazzo.yaml'), await readFile(new URL('../examples/users.arazzo.yaml', import.meta.url)));
  const ended = await run(...words);
  expect(ended.stdout + ended.stderr).toMatch(says);
  expect(ended.code).toBe(code);
  expect(ended.stderr).not.toContain('    at ');
});
