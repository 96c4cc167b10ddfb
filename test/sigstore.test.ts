import { spawnSync } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encoded, statementType } from '../certify/dsse.ts';
import { newKeys } from '../certify/signing-key.ts';
import { freshFolder, type Ended } from './calico.ts';
import { calicoHere } from './calico-here.ts';
import { bundleOfShop, smallShop } from './small-shop.ts';

const workflow = 'https://github.com/calico/programme/.github/workflows/certify.yml@refs/heads/main';
const issuer = 'https://token.actions.githubusercontent.com';
const origin = 'rekor.programme.example';

let folder = '';
let remove: () => Promise<void>;
const at = (file: string): string => join(folder, file);
const run = (...words: readonly string[]): Promise<Ended> => calicoHere(words, folder);
const verify = (envelope: string, ...words: readonly string[]): Promise<Ended> => run('verify', 'shop.tgz', '--envelope', envelope, '--trust', 'trust.json', '--description', at('shop.json'), ...words);
const failing = ({ stdout }: Ended): readonly string[] => [...stdout.matchAll(/^FAIL (\S+)/gm)].map(([, code = '']) => code);
const plain = ({ stdout, stderr }: Ended): string => (stdout + stderr).replaceAll(/\s+/g, ' ');
const put = (file: string, value: object): Promise<void> => writeFile(at(file), JSON.stringify(value));
const der = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' });
const der64 = (pem: string): string => pem.replaceAll(/-----[^-]+-----|\s/g, '');

/** A log that has one entry, and signs that it has. */
const log = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const logId = createHash('sha256').update(der(log.publicKey)).digest();

beforeAll(async () => {
  ({ folder, remove } = await freshFolder());
  await put('shop.json', smallShop);
  expect(await bundleOfShop(folder, 'shop.tgz', { honest: true })).toMatchObject({ code: 0 });
  expect(await run('attest', 'shop.tgz', '--unsigned')).toMatchObject({ code: 0, stderr: '' });
  await authority('root');
  await authority('other-root');
  await put('trusted_root.json', await rootOf('root'));
  await trusting({});
  await put('good.json', await signedBy('good', {}));
});
afterAll(() => remove());

const trusting = (identity: object, more: object = {}): Promise<void> => put('trust.json', { sigstore: { trustedRoot: 'trusted_root.json', identities: [{ name: 'Programme CI', role: 'workflow', identity: workflow, issuer, runner: 'github-hosted', ...identity }] }, ...more });

function openssl(...args: readonly string[]): void {
  const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
  expect([args[0], status, status === 0 ? '' : stderr]).toEqual([args[0], 0, '']);
}

/** An authority as Fulcio is one: it certifies identities, for minutes. */
async function authority(name: string): Promise<void> {
  openssl('req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.crt`, '-days', '30', '-subj', `/O=programme/CN=${name}`, '-addext', 'keyUsage=critical,keyCertSign,cRLSign');
}

async function rootOf(name: string): Promise<object> {
  const validFor = { start: '2020-01-01T00:00:00Z' };
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1', timestampAuthorities: [], ctlogs: [],
    certificateAuthorities: [{ subject: { organization: 'programme', commonName: name }, uri: 'https://fulcio.programme.example', certChain: { certificates: [{ rawBytes: der64(await readFile(at(`${name}.crt`), 'utf8')) }] }, validFor }],
    tlogs: [{ baseUrl: `https://${origin}`, hashAlgorithm: 'SHA2_256', publicKey: { rawBytes: der(log.publicKey).toString('base64'), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor }, logId: { keyId: logId.toString('base64') } }],
  };
}

interface Signing {
  readonly identity?: string;
  readonly vouchedBy?: string;
  readonly runner?: string;
  readonly root?: string;
  /** When the log says that it was signed; the certificate holds for a day from now. */
  readonly when?: Date;
  readonly change?: (statement: Record<string, unknown>) => object;
}

/** What an attest action leaves: a certificate for a moment, an envelope, and the entry in the log. */
async function signedBy(name: string, { identity = workflow, vouchedBy = issuer, runner = 'github-hosted', root = 'root', when = new Date(), change = (statement) => statement }: Signing): Promise<object> {
  await writeFile(at(`${name}.cnf`), `subjectAltName=critical,URI:${identity}\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\n1.3.6.1.4.1.57264.1.8=ASN1:UTF8String:${vouchedBy}\n1.3.6.1.4.1.57264.1.11=ASN1:UTF8String:${runner}\n`);
  openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', '/CN=none');
  openssl('x509', '-req', '-in', `${name}.csr`, '-CA', `${root}.crt`, '-CAkey', `${root}.key`, '-CAcreateserial', '-days', '1', '-extfile', `${name}.cnf`, '-out', `${name}.crt`);
  const subject = (await readFile(at('shop.tgz.subjects.txt'), 'utf8')).trimEnd().split('\n').map((line) => ({ name: line.slice(66), digest: { sha256: line.slice(0, 64) } })).reverse();
  const statement = change({ _type: 'https://in-toto.io/Statement/v1', subject, predicateType: 'urn:calico-conformance:run:1', predicate: JSON.parse(await readFile(at('shop.tgz.predicate.json'), 'utf8')) as object });
  const payload = Buffer.from(JSON.stringify(statement));
  const sig = sign('sha256', encoded(statementType, payload), createPrivateKey(await readFile(at(`${name}.key`), 'utf8'))).toString('base64');
  const certificate = await readFile(at(`${name}.crt`), 'utf8');
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { certificate: { rawBytes: der64(certificate) }, tlogEntries: [entryOf(payload, sig, certificate, Math.floor(when.getTime() / 1000) + 60)] },
    dsseEnvelope: { payload: payload.toString('base64'), payloadType: statementType, signatures: [{ sig }] },
  };
}

function entryOf(payload: Buffer, signature: string, certificate: string, integratedTime: number): object {
  const sha256 = (...bytes: readonly Buffer[]): Buffer => createHash('sha256').update(Buffer.concat(bytes)).digest();
  const body = Buffer.from(JSON.stringify({ apiVersion: '0.0.1', kind: 'dsse', spec: { payloadHash: { algorithm: 'sha256', value: sha256(payload).toString('hex') }, signatures: [{ signature, verifier: Buffer.from(certificate).toString('base64') }] } }));
  const promise = JSON.stringify({ body: body.toString('base64'), integratedTime, logID: logId.toString('hex'), logIndex: 0 });
  const rootHash = sha256(Buffer.of(0), body).toString('base64');
  const note = `${origin}\n1\n${rootHash}\n`;
  return {
    logIndex: '0', logId: { keyId: logId.toString('base64') }, kindVersion: { kind: 'dsse', version: '0.0.1' }, integratedTime: String(integratedTime), canonicalizedBody: body.toString('base64'),
    inclusionPromise: { signedEntryTimestamp: sign('sha256', Buffer.from(promise), log.privateKey).toString('base64') },
    inclusionProof: { logIndex: '0', treeSize: '1', rootHash, hashes: [], checkpoint: { envelope: `${note}\n\u2014 ${origin} ${Buffer.concat([logId.subarray(0, 4), sign('sha256', Buffer.from(note), log.privateKey)]).toString('base64')}\n` } },
  };
}

describe('what a CI platform has signed for a workflow', () => {
  test('verifies as A2, by identity, issuer and runner, without a network', async () => {
    const said = await verify('good.json', '--offline');
    expect([said.code, failing(said), said.stderr]).toEqual([0, [], '']);
    expect(plain(said)).toContain(`Signed by Programme CI (workflow), ${workflow}`);
    expect(plain(said)).toContain('Assurance: A2 CI-attested');
    await writeFile(at('policy.json'), '{"assurance": "A2"}');
    expect((await verify('good.json', '--policy', 'policy.json')).code).toBe(0);
    // A role that is not the programme's own makes no A2.
    await trusting({ role: 'partner' });
    expect(failing(await verify('good.json', '--policy', 'policy.json'))).toEqual(['E_TIER']);
    await trusting({});
  });

  test.each<[string, Signing, RegExp]>([
    ['another workflow', { identity: workflow.replace('certify', 'mine') }, /mine\.yml@refs\/heads\/main did, for whom https:\/\/token/],
    ['a workflow whose address only begins alike', { identity: `${workflow}-of-mine` }, /-of-mine did/],
    ['somebody vouched for by another issuer', { vouchedBy: 'https://issuer.elsewhere.example' }, /for whom https:\/\/issuer\.elsewhere\.example vouches/],
    ['the workflow on a runner of the partner', { runner: 'self-hosted' }, /Programme CI did, on a runner that is self-hosted/],
    ['an authority that nobody trusts', { root: 'other-root' }, /nobody who is trusted has signed this: .*certificate chain/],
    ['a certificate that had expired when it was used', { when: new Date(Date.now() + 3 * 86_400_000) }, /nobody who is trusted has signed this: .*certificate chain/],
  ])('is nobody\'s who is trusted: %s', async (_, signing, says) => {
    await put('odd.json', await signedBy('odd', signing));
    const said = await verify('odd.json');
    expect([said.code, failing(said)]).toEqual([1, ['E_SIG', 'E_TIER']]);
    expect(plain(said)).toMatch(says);
  });

  test.each<[string, (bundle: Record<string, never>) => void, readonly string[]]>([
    ['the payload is another one', (bundle: { dsseEnvelope: { payload: string } }) => { bundle.dsseEnvelope.payload = Buffer.from(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString().replace('REHEARSAL_', '')).toString('base64'); }, ['E_SIG', 'E_TIER']],
    ['it stands in no log', (bundle: { verificationMaterial: { tlogEntries: object[] } }) => { bundle.verificationMaterial.tlogEntries = []; }, ['E_SIG', 'E_TIER']],
    ['the log has signed another moment', (bundle: { verificationMaterial: { tlogEntries: { integratedTime: string }[] } }) => { for (const entry of bundle.verificationMaterial.tlogEntries) entry.integratedTime = '1700000000'; }, ['E_SIG', 'E_TIER']],
    ['it is no bundle any more', (bundle: { verificationMaterial?: object }) => { delete bundle.verificationMaterial; }, ['E_SIG', 'E_TIER']],
  ] as never)('does not verify where %s', async (_, change, codes) => {
    const bundle = JSON.parse(await readFile(at('good.json'), 'utf8')) as Record<string, never>;
    change(bundle);
    await put('changed.json', bundle);
    const said = await verify('changed.json');
    expect([said.code, failing(said)]).toEqual([1, codes]);
  });

  test('says of other bytes what it says: E_DIGEST', async () => {
    await put('other.json', await signedBy('other', { change: (statement) => ({ ...statement, subject: (statement['subject'] as object[]).slice(1) }) }));
    expect(failing(await verify('other.json'))).toEqual(['E_DIGEST']);
  });

  test.each<[string, () => Promise<void>, RegExp]>([
    ['a workflow without a runner', () => trusting({ runner: undefined }), /TRUST_UNREADABLE/],
    ['a root that is none', () => put('trusted_root.json', { certificateAuthorities: [{}] }), /TRUST_UNREADABLE: This is no trusted root of Sigstore/],
    ['no root at all', () => trusting({}, { sigstore: { trustedRoot: 'nowhere.json', identities: [{ name: 'a', role: 'partner', identity: 'b', issuer: 'c' }] } }), /FILE_UNREADABLE: The trusted root of Sigstore/],
  ])('%s is a problem', async (_, prepare, says) => {
    await prepare();
    expect(await verify('good.json')).toMatchObject({ code: 3, stderr: expect.stringMatching(says) as string });
    await put('trusted_root.json', await rootOf('root'));
    await trusting({});
  });
});

test('our own signatures, of both kinds of keys, are good by a verifier that is not ours', async () => {
  const load = createRequire(createRequire(import.meta.url).resolve('@sigstore/verify'));
  const { Verifier, toSignedEntity, toTrustMaterial } = load('@sigstore/verify') as typeof import('@sigstore/verify');
  const { bundleFromJSON } = load('@sigstore/bundle') as { bundleFromJSON(value: unknown): Parameters<typeof toSignedEntity>[0] };
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256', privateKeyEncoding: { type: 'pkcs8', format: 'pem' }, publicKeyEncoding: { type: 'spki', format: 'pem' } });
  for (const { privateKey, publicKey } of [newKeys(), elliptic]) {
    await writeFile(at('own.pem'), privateKey);
    expect((await run('attest', 'shop.tgz', '--key', 'own.pem', '--to', 'own.json')).code).toBe(0);
    const root = { certificateAuthorities: [], timestampAuthorities: [], tlogs: [], ctlogs: [] } as unknown as Parameters<typeof toTrustMaterial>[0];
    const verifier = new Verifier(toTrustMaterial(root, () => ({ publicKey: createPublicKey(publicKey), validFor: () => true })), { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });
    const bundle = (dsseEnvelope: object): ReturnType<typeof toSignedEntity> => toSignedEntity(bundleFromJSON({ mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json', verificationMaterial: { publicKey: { hint: 'own' }, tlogEntries: [] }, dsseEnvelope }));
    const envelope = JSON.parse(await readFile(at('own.json'), 'utf8')) as { payload: string };
    expect(verifier.verify(bundle(envelope)).key).toBeDefined();
    expect(() => verifier.verify(bundle({ ...envelope, payload: Buffer.from('{}').toString('base64') }))).toThrow('signature verification failed');
  }
});
