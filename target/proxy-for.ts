import { isIP } from 'node:net';
import type { Proxy, ProxyRules } from '../model/network.ts';
import { addressClass } from './address-class.ts';

/**
 * The proxy that leads to a URL. What the environment names does not hold for this machine itself, whose servers no proxy
 * can reach; what was named on purpose does.
 */
export function proxyFor(url: string, { always, http, https, except }: ProxyRules): Proxy | undefined {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (except.some((name) => covers(name, host, port === '' ? (protocol === 'https:' ? '443' : '80') : port))) return undefined;
  if (always !== undefined) return proxyOf(always);
  if (host === 'localhost' || host.endsWith('.localhost') || (isIP(host) !== 0 && addressClass(host) === 'loopback')) return undefined;
  const named = protocol === 'https:' ? https : http;
  return named === undefined ? undefined : proxyOf(named);
}

/** `partner.example` and `.partner.example` cover their subdomains too; a port narrows it down. */
function covers(name: string, host: string, port: string): boolean {
  if (name === '*') return true;
  const [, bare = name, only] = /^(.*?)(?::(\d+))?$/.exec(isIP(name) === 6 ? `[${name}]` : name) ?? [];
  if (only !== undefined && only !== port) return false;
  const domain = bare.replace(/^\[|\]$/g, '').replace(/^\*?\./, '').toLowerCase();
  return host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`));
}

function proxyOf(text: string): Proxy {
  const url = new URL(text);
  const { username, password } = url;
  url.username = '';
  url.password = '';
  return {
    url: url.href.replace(/\/$/, ''),
    ...(username !== '' && { authorization: `Basic ${Buffer.from(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`).toString('base64')}` }),
  };
}
