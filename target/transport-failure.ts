import errors from 'undici/lib/core/errors.js';
import type { TransportFailure, TransportFailureCode } from '../model/exchange.ts';

/** A failure and its words, before it is known whether the head of a response had come. */
export type Failure = Pick<TransportFailure, 'code' | 'what'>;

interface Fault {
  readonly code: string;
  readonly message: string;
  readonly address?: string;
  readonly hostname?: string;
  readonly port?: number;
}

/** Words for one code of node, OpenSSL or undici; `host` is the authority of the base URL. */
type Wording = (fault: Fault, host: string) => Failure;

const say = (code: TransportFailureCode, what: string): Failure => ({ code, what });
const refused: Wording = ({ code }, host) => say('refused', `There is no way to ${host} (${code}).`);
const unresolved: Wording = ({ code, hostname }, host) => say('unresolved', `The name ${hostname ?? host} does not resolve (${code}).`);
const reset: Wording = ({ code }) => say('reset', `The connection was closed before a response came (${code === 'UND_ERR_SOCKET' ? 'end of stream' : code}).`);
const slow: Wording = ({ code }, host) => say('timeout', `No connection to ${host} came about in time (${code}).`);
const ours: Wording = ({ message }) => say('unsendable', `HTTP cannot carry this request (${message}), so it was not sent.`);

const wordings: Readonly<Record<string, Wording>> = {
  ECONNREFUSED: ({ address, port }, host) => say('refused', `Nothing listens on ${address === undefined ? host : authority(address, port)} (connection refused).`),
  EHOSTUNREACH: refused,
  ENETUNREACH: refused,
  EHOSTDOWN: refused,
  ENETDOWN: refused,
  EADDRNOTAVAIL: refused,
  EACCES: refused,
  EPERM: refused,
  ENOTFOUND: unresolved,
  EAI_AGAIN: unresolved,
  EAI_FAIL: unresolved,
  EAI_NODATA: unresolved,
  EAI_NONAME: unresolved,
  ECONNRESET: reset,
  EPIPE: reset,
  ECONNABORTED: reset,
  UND_ERR_SOCKET: (fault, host) => {
    if (fault.message === 'bad upgrade') return say('protocol', 'The response switches protocols (101 or Upgrade), which was not asked for.');
    if (fault.message === 'bad response') return say('protocol', 'The response begins with 100 Continue, which was not asked for, or came before its request.');
    return reset(fault, host);
  },
  // undici does not expect a server to switch protocols that nobody asked it to.
  ERR_ASSERTION: () => say('protocol', 'The response switches protocols (101 or Upgrade), which was not asked for.'),
  ETIMEDOUT: slow,
  UND_ERR_CONNECT_TIMEOUT: slow,
  EPROTO: ({ message }, host) => (asksForCertificate.test(message)
    ? say('certificate-required', `${host} wants to see a client certificate, or another one (TLS alert: ${/alert ([a-z ]+)/i.exec(message)?.[1]?.trim() ?? ''}).`)
    : say('tls', `${host} does not speak TLS that we understand; perhaps it speaks plain http${/handshake failure/i.test(message) ? ', or wants to see a client certificate' : ''}.`)),
  PROXY_UNREACHABLE: ({ message }) => say('proxy', `The proxy cannot be reached (${message}).`),
  PROXY_REFUSED: ({ message }) => say('proxy', `The proxy opens no way to the target: ${message}.`),
  CERT_HAS_EXPIRED: (_, host) => say('certificate-expired', `The certificate of ${host} has expired.`),
  CERT_NOT_YET_VALID: (_, host) => say('certificate-expired', `The certificate of ${host} is not valid yet.`),
  DEPTH_ZERO_SELF_SIGNED_CERT: (_, host) => say('certificate-self-signed', `The certificate of ${host} is signed by itself, which nobody vouches for.`),
  SELF_SIGNED_CERT_IN_CHAIN: (_, host) => say('certificate-unknown-authority', `The certificate of ${host} is signed by an authority that this machine does not know.`),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: (_, host) => say('certificate-unknown-authority', `The certificate of ${host} does not lead to an authority that this machine knows.`),
  UNABLE_TO_GET_ISSUER_CERT: (_, host) => say('certificate-unknown-authority', `The certificate of ${host} does not lead to an authority that this machine knows.`),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: (_, host) => say('certificate-unknown-authority', `The certificate of ${host} does not lead to an authority that this machine knows.`),
  ERR_TLS_CERT_ALTNAME_INVALID: (_, host) => say('certificate-other-host', `The certificate of ${host} is made out for another name.`),
  UND_ERR_HEADERS_OVERFLOW: () => say('too-large', 'The header section of the response is larger than 64 KiB.'),
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: () => say('protocol', 'The response is not as long as its Content-Length says.'),
  UND_ERR_INVALID_ARG: ours,
  UND_ERR_NOT_SUPPORTED: ours,
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: ours,
  UND_ERR_DESTROYED: () => say('aborted', 'The target was closed before this request was sent.'),
  UND_ERR_CLOSED: () => say('aborted', 'The target was closed before this request was sent.'),
};

/** What servers say in a handshake, or right after it, when they miss a certificate or do not like it (RFC 8446, section 6). */
const asksForCertificate = /alert (certificate required|bad certificate|unknown ca|certificate unknown|certificate expired|certificate revoked|unsupported certificate|access denied)/i;
const certificateAlert = /_ALERT_(CERTIFICATE_REQUIRED|BAD_CERTIFICATE|UNKNOWN_CA|CERTIFICATE_UNKNOWN|CERTIFICATE_EXPIRED|CERTIFICATE_REVOKED|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED)$/;

/** Tells in words that a person understands why no response came. */
export function failureOf(error: unknown, host: string): Failure {
  const fault = faultOf(error);
  const wording = wordings[fault.code];
  if (wording) return wording(fault, host);
  const alert = certificateAlert.exec(fault.code)?.[1];
  if (alert !== undefined) return say('certificate-required', `${host} wants to see a client certificate, or another one (TLS alert: ${alert.toLowerCase().replaceAll('_', ' ')}).`);
  if (/^(ERR_(SSL|TLS)_|CERT_|UNABLE_TO_|CRL_|HOSTNAME_)/.test(fault.code)) return say('tls', `No TLS connection to ${host} came about (${fault.code})${fault.code.endsWith('HANDSHAKE_FAILURE') ? '; perhaps it wants to see a client certificate' : ''}.`);
  if (error instanceof errors.HTTPParserError) return say('protocol', `What came is not an HTTP/1.1 response (${reasonIn(fault.message)}).`);
  return say('protocol', `No response came: ${fault.message} (${fault.code}).`);
}

function reasonIn(message: string): string {
  return /\((.*)\)$/.exec(message)?.[1] ?? message;
}

function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { code: 'UNKNOWN', message: String(error) };
  // Where a name has several addresses, node gathers one error for each.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : undefined;
  const { code = 'UNKNOWN', message, ...place } = (first instanceof Error ? first : error) as Error & Partial<Fault>;
  return { code, message, ...place };
}

function authority(address: string, port: number | undefined): string {
  const host = address.includes(':') ? `[${address}]` : address;
  return port === undefined ? host : `${host}:${port}`;
}
