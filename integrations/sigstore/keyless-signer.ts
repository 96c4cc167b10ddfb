import { createRequire } from 'node:module';
import type { toSignedEntity, toTrustMaterial, TrustMaterial } from '@sigstore/verify';
import type { Signer, TrustedIdentity } from '../../certify/trust.ts';
import type { Result } from '../../model/problem.ts';
import { installed } from '../installed.ts';

/** Where an authority writes on what kind of machine a workflow ran. */
const runnerOid = '1.3.6.1.4.1.57264.1.11';

/** The package, and what it takes of the packages that it brings. */
interface Sigstore extends Pick<typeof import('@sigstore/verify'), 'toSignedEntity' | 'toTrustMaterial' | 'Verifier'> {
  bundleFromJSON(bundle: unknown): Parameters<typeof toSignedEntity>[0];
  readonly TrustedRoot: { fromJSON(root: unknown): Parameters<typeof toTrustMaterial>[0] };
}

/**
 * What tells who has signed a Sigstore bundle, by the authorities and logs of a trusted root and without a network; or in words why it is
 * nobody of those who are trusted. What is asked of logs is what the root has: a certificate of an authority with a log has to stand in it.
 */
export function keylessSigner(root: { readonly text: string; readonly file: string }, identities: readonly TrustedIdentity[], folder: string): Result<(bundle: string) => Signer | string> {
  const sigstore = loaded(folder);
  if (!sigstore) return { ok: false, problems: [{ code: 'SIGSTORE_MISSING', what: '@sigstore/verify is not installed; it verifies Sigstore bundles.', fix: 'npm install --save-dev @sigstore/verify@3' }] };
  let trust: TrustMaterial;
  try {
    trust = sigstore.toTrustMaterial(sigstore.TrustedRoot.fromJSON(JSON.parse(root.text)));
  } catch (error) {
    return { ok: false, problems: [{ code: 'TRUST_UNREADABLE', what: `This is no trusted root of Sigstore: ${sentenceOf(error)}`, where: { file: root.file }, fix: 'Give the trusted_root.json of the authority; of GitHub, gh attestation trusted-root prints one.' }] };
  }
  const verifier = new sigstore.Verifier(trust, { tlogThreshold: Math.min(1, trust.tlogs.length), ctlogThreshold: Math.min(1, trust.ctlogs.length), timestampThreshold: 1 });
  return {
    ok: true,
    value: (text) => {
      try {
        const { key, identity } = verifier.verify(sigstore.toSignedEntity(sigstore.bundleFromJSON(JSON.parse(text))));
        if (!identity?.subjectAlternativeName) return `a key has signed (${key.asymmetricKeyType ?? 'unknown'}), and no authority says whose it is.`;
        const runner = textOf(identity.oids?.find(({ oid }) => oid?.id.join('.') === runnerOid)?.value);
        const named = identities.filter((each) => each.identity === identity.subjectAlternativeName && each.issuer === identity.extensions?.issuer);
        const known = named.find((each) => each.runner === undefined || each.runner === runner);
        if (known) return { id: known.identity, name: known.name, role: known.role };
        return named.length > 0 ? `${named[0]?.name ?? ''} did, on a runner that is ${runner ?? 'not named'}.` : `${identity.subjectAlternativeName} did, for whom ${identity.extensions?.issuer ?? 'nobody'} vouches.`;
      } catch (error) {
        return sentenceOf(error);
      }
    },
  };
}

function loaded(folder: string): Sigstore | undefined {
  const module = installed('@sigstore/verify', folder);
  if (module === undefined) return undefined;
  const load = createRequire(module);
  return { ...(load(module) as Sigstore), bundleFromJSON: (load('@sigstore/bundle') as Sigstore).bundleFromJSON, TrustedRoot: (load('@sigstore/protobuf-specs') as Sigstore).TrustedRoot };
}

/** A UTF8String in DER, as such extensions hold it; none is longer than 127 bytes. */
function textOf(value: Buffer | undefined): string | undefined {
  return value?.[0] === 0x0c && value[1] === value.length - 2 ? value.toString('utf8', 2) : undefined;
}

function sentenceOf(error: unknown): string {
  const { message } = error instanceof Error ? error : new Error(String(error));
  return `${(message.split('\n')[0] ?? '').replace(/\.$/, '')}.`;
}
