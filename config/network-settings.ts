import type { ProxyRules } from '../model/network.ts';
import type { Complaint } from './complaint.ts';
import { variable, type Environment } from './interpolate.ts';
import type { Layer } from './layers.ts';

/** How servers are reached; the files are read when a target is opened. */
export interface NetworkSettings {
  readonly proxies: ProxyRules;
  /** PEM files with authorities that are trusted beside those of this machine. */
  readonly ca: readonly string[];
  /** Certificates of the target are not checked. */
  readonly insecure: boolean;
  readonly unixSocket?: string;
  readonly http2: boolean;
  /** How often a safe request is sent again that got no answer. */
  readonly retries: number;
}

/** Reads what the settings and the environment variables that every tool knows say about the network. */
export function readNetwork({ proxy, ca, insecure = false, unixSocket, http2 = false, retries = 0 }: Layer, baseUrl: string | undefined, environment: Environment, complaints: Complaint[]): NetworkSettings {
  const complain = (at: string, what: string, fix: string): void => void complaints.push({ at: [at], problem: { code: 'CONFIGURATION_INVALID', what, fix } });
  const either = (name: string): readonly [string, string] | undefined => {
    const found = [name, name.toUpperCase()].find((each) => variable(environment, each) !== undefined);
    return found === undefined ? undefined : [found, variable(environment, found) ?? ''];
  };
  const checked = (named: readonly [string, string] | undefined): string | undefined => {
    if (!named) return undefined;
    // curl takes a proxy without a scheme too.
    const url = named[1].includes('://') ? named[1] : `http://${named[1]}`;
    if (URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)) return url;
    complain('proxy', `${named[0]} is no http or https URL.`, 'Write it as http://proxy.partner.example:3128; SOCKS is not spoken.');
    return undefined;
  };
  const all = proxy === undefined ? either('all_proxy') : undefined;
  const [always, http, https] = [proxy === undefined ? undefined : checked(['proxy', proxy]), checked(either('http_proxy') ?? all), checked(either('https_proxy') ?? all)];
  if (unixSocket !== undefined && proxy !== undefined) complain('unixSocket', 'unixSocket and proxy are both set.', 'Keep one of the two: a socket of this machine needs no proxy.');
  if (http2 && baseUrl?.startsWith('http:')) complain('http2', 'http2 is set, and the base URL is plain http.', 'HTTP/2 is negotiated in TLS: use https, or leave http2 out.');
  return {
    proxies: { ...(always !== undefined && { always }), ...(http !== undefined && { http }), ...(https !== undefined && { https }), except: (either('no_proxy')?.[1] ?? '').split(/[\s,]+/).filter((name) => name !== '') },
    ca: [ca ?? []].flat(), insecure, ...(unixSocket !== undefined && { unixSocket }), http2, retries,
  };
}

/** What of it must not be shown. */
export function secretsOfNetwork({ proxies: { always, http, https } }: NetworkSettings): readonly string[] {
  return [always, http, https].flatMap((url) => {
    if (url === undefined) return [];
    const { username, password } = new URL(url);
    return password === '' ? [] : [decodeURIComponent(password), `${decodeURIComponent(username)}:${decodeURIComponent(password)}`];
  });
}
