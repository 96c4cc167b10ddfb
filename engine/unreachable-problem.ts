import type { TransportFailure, TransportFailureCode } from '../model/exchange.ts';
import type { Problem } from '../model/problem.ts';

const trusted = 'Name the authority that signed it with --ca FILE, or with NODE_EXTRA_CA_CERTS.';

/** What to do where no answer comes at all, by what kept it from coming. Every code begins with TARGET_. */
const advice: Readonly<Partial<Record<TransportFailureCode, readonly [code: string, fix: string]>>> = {
  refused: ['TARGET_REFUSES_CONNECTIONS', 'Check the port of the base URL, and that the service is running and can be reached from here.'],
  unresolved: ['TARGET_NAME_UNKNOWN', 'Check the host in the base URL; a name of an internal network needs its name server, or a proxy (--proxy).'],
  timeout: ['TARGET_SILENT', 'Check that no firewall swallows what is sent; --timeout waits longer.'],
  reset: ['TARGET_HANGS_UP', 'Check that the base URL says http or https as the service speaks it, and look at the log of the service.'],
  tls: ['TARGET_TLS_FAILED', 'Check that the base URL says http or https as the service speaks it, and which TLS versions it offers; a client certificate is shown with --cert.'],
  proxy: ['TARGET_PROXY_FAILED', 'Check --proxy or HTTPS_PROXY, its user and password; NO_PROXY names what is reached without.'],
  'certificate-expired': ['TARGET_CERTIFICATE_EXPIRED', 'Renew it, and check the clock of this machine.'],
  'certificate-self-signed': ['TARGET_CERTIFICATE_SELF_SIGNED', `Trust it with --ca FILE, where the file is that very certificate; --insecure looks without trusting.`],
  'certificate-unknown-authority': ['TARGET_CERTIFICATE_UNTRUSTED', trusted],
  'certificate-other-host': ['TARGET_CERTIFICATE_OF_ANOTHER', 'Use the name in the base URL that the certificate is made out for.'],
  'certificate-required': ['TARGET_WANTS_CERTIFICATE', 'Show one with --cert FILE and --cert-key FILE, or with a .p12 file; check that its authority is one that the target trusts.'],
  protocol: ['TARGET_SPEAKS_NO_HTTP', 'Check the port of the base URL: something else answers there.'],
};

/** The problem of a target from which nothing came. */
export function unreachableProblem(baseUrl: string, failure: TransportFailure): Problem {
  const [code, fix] = advice[failure.code] ?? ['TARGET_UNREACHABLE', 'Check the base URL, and that the service is running and can be reached from here.'];
  return { code, what: `No answer came from ${baseUrl}: ${failure.what}`, fix };
}
