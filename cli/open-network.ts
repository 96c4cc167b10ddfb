import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import * as tls from 'node:tls';
import type { Configuration } from '../config/configuration.ts';
import { actorsIn } from '../config/secrets.ts';
import type { CertificateSettings } from '../config/token-source.ts';
import type { Actor } from '../model/case.ts';
import type { ClientCertificate, Network, NetworkNote } from '../model/network.ts';
import type { Problem, Result } from '../model/problem.ts';
import { secureContextOf } from '../target/connector.ts';
import { proxyFor } from '../target/proxy-for.ts';
import type { Io } from './io.ts';

/** Ways to servers. */
export interface OpenNetwork {
  /** To the target. */
  readonly target: Network;
  /** To a server that hands out tokens. */
  forTokens(url: string): Network;
  readonly note: NetworkNote;
}

/** Reads the certificates that the settings name. A target of our own (`local`) is reached as it is. */
export async function openNetwork({ baseUrl, network, credentials }: Configuration, { folder, environment }: Pick<Io, 'folder' | 'environment'>, local: boolean): Promise<Result<OpenNetwork>> {
  const problems: Problem[] = [];
  const read = async (file: string): Promise<Buffer> => readFile(resolve(folder, file)).catch((error: unknown) => {
    problems.push({ code: 'CERTIFICATE_UNREADABLE', what: `The file cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)}).`, where: { file }, fix: 'Check the path.' });
    return Buffer.alloc(0);
  });
  const own = await Promise.all(network.ca.map(async (file) => ({ file, text: (await read(file)).toString('utf8') })));
  for (const { file, text } of own) if (problems.length === 0 && !/-----BEGIN (TRUSTED |X509 )?CERTIFICATE-----/.test(text)) problems.push({ code: 'CERTIFICATE_UNREADABLE', what: 'There is no certificate in this file.', where: { file }, fix: 'It takes PEM: text between BEGIN CERTIFICATE and END CERTIFICATE.' });
  const authorities = own.length === 0 ? undefined : [...(await knownAuthorities(environment)), ...own.map(({ text }) => text)];
  const identities: Partial<Record<Actor, ClientCertificate>> = {};
  for (const [actor, { certificate }] of actorsIn(credentials)) {
    if (!certificate) continue;
    const found = await readCertificate(certificate, read);
    const unfit = problems.length > 0 ? undefined : faultOf(found, certificate);
    if (unfit) problems.push(unfit);
    identities[actor] = found;
  }
  const [first, ...rest] = problems;
  if (first) return { ok: false, problems: [first, ...rest] };
  const trust = authorities && { authorities };
  const proxy = baseUrl === undefined || local || network.unixSocket !== undefined ? undefined : proxyFor(baseUrl, network.proxies);
  const target: Network = local ? {} : {
    ...trust, ...(proxy && { proxy }), ...(network.insecure && { insecure: true }), ...(network.unixSocket !== undefined && { unixSocket: resolve(folder, network.unixSocket) }), ...(network.http2 && { http2: true }),
    ...(Object.keys(identities).length > 0 && { identities }),
  };
  const origin = baseUrl === undefined ? undefined : new URL(baseUrl).origin;
  return { ok: true, value: {
    target,
    forTokens(url) {
      // A certificate that nobody checks is for the target alone: elsewhere a client secret would be at stake.
      const { identities: _, ...same } = target;
      if (new URL(url).origin === origin) return same;
      const toIt = proxyFor(url, network.proxies);
      return { ...trust, ...(toIt && { proxy: toIt }) };
    },
    note: {
      ...(proxy && { proxy: proxy.url }), ...(own.length > 0 && !local && { authorities: network.ca }), ...(target.insecure && { insecure: true }), ...(network.unixSocket !== undefined && !local && { unixSocket: network.unixSocket }),
      ...(target.http2 && { http2: true }), ...(target.identities?.owner && { certificate: true }),
    },
  } };
}

async function readCertificate({ cert, key, pfx, passphrase }: CertificateSettings, read: (file: string) => Promise<Buffer>): Promise<ClientCertificate> {
  const opened = passphrase === undefined ? {} : { passphrase };
  if (pfx !== undefined) return { kind: 'pkcs12', pfx: await read(pfx), ...opened };
  const certificate = (await read(cert ?? '')).toString('utf8');
  return { kind: 'pem', cert: certificate, key: key === undefined ? certificate : (await read(key)).toString('utf8'), ...opened };
}

/** What OpenSSL says of a certificate that cannot be shown, in words. */
function faultOf(certificate: ClientCertificate, { cert, key, pfx, passphrase }: CertificateSettings): Problem | undefined {
  try {
    secureContextOf(undefined, certificate);
    return undefined;
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    const file = pfx ?? key ?? cert ?? '';
    const problem = (what: string, fix: string): Problem => ({ code: 'CERTIFICATE_UNUSABLE', what, where: { file }, fix });
    if (/mac verify failure|bad decrypt|bad password|BAD_DECRYPT|MISSING_PASSPHRASE|interrupted or cancelled/i.test(`${code} ${message}`)) return problem(passphrase === undefined ? 'The key is locked, and no passphrase is given.' : 'The passphrase does not open the key.', 'Name the environment variable that holds it with passphraseEnv.');
    if (/KEY_VALUES_MISMATCH|key values mismatch/i.test(`${code} ${message}`)) return problem('The key is not that of the certificate.', 'Give the two that were made together.');
    if (/NO_START_LINE|no start line|not enough data|wrong tag/i.test(`${code} ${message}`)) return problem(pfx === undefined ? 'There is no certificate with its key in what is given.' : 'This is no PKCS#12 file.', pfx === undefined ? 'PEM files hold text between BEGIN and END; a key in a file of its own is named by key.' : 'A PEM file is named by cert and key.');
    return problem(`The certificate cannot be used: ${message}.`, /unsupported/i.test(message) ? 'OpenSSL 3 no longer opens old encryptions such as RC2: write it anew with openssl pkcs12 -export.' : 'Check it with openssl.');
  }
}

/** What this machine trusts anyway; node forgets it all as soon as one authority is named. */
async function knownAuthorities(environment: Io['environment']): Promise<readonly string[]> {
  // Since 22.15; it knows --use-system-ca too.
  const all = (tls as { readonly getCACertificates?: (kind: 'default') => readonly string[] }).getCACertificates;
  if (all) return all('default');
  const file = environment['NODE_EXTRA_CA_CERTS'];
  const extra = file === undefined ? undefined : await readFile(file, 'utf8').catch(() => undefined);
  return [...tls.rootCertificates, ...(extra === undefined ? [] : [extra])];
}
