import type { TokenSource } from '../../config/token-source.ts';
import type { Secret } from '../../engine/sending/keyring.ts';
import type { Network } from '../../model/network.ts';
import type { Problem, Result } from '../../model/problem.ts';
import { fetchOver, NoAnswer } from './fetch-over.ts';
import { placeOf } from './place-of.ts';
import { readToken } from './read-token.ts';

type UrlSource = Extract<TokenSource, { readonly kind: 'url' }>;

/** Gets tokens from a URL that answers with one. */
export function urlTokens({ url, method, headers, body, at, expiresInMs }: UrlSource, networkFor: (url: string) => Network): () => Promise<Result<Secret>> {
  const place = placeOf(url);
  const failed = (problem: Problem): Result<never> => ({ ok: false, problems: [problem] });
  return async () => {
    const askedAt = Date.now();
    try {
      const response = await fetchOver(networkFor(url), url, { method, headers, ...(body !== undefined && { body }) });
      if (!response.ok) return failed({ code: response.status >= 500 || response.status === 429 ? 'TOKEN_UNREACHABLE' : 'TOKEN_REFUSED', what: `${place} answers ${response.status}, and hands out no token.`, fix: 'Check its URL, method, headers and body.' });
      const secret = readToken(await response.text(), { askedAt, ...(at !== undefined && { at }), ...(expiresInMs !== undefined && { expiresInMs }) });
      return typeof secret === 'string' ? failed({ code: 'TOKEN_UNUSABLE', what: `What ${place} answers holds no token: ${secret}.`, fix: 'Say with `at` where the token stands, as a JSON Pointer.' }) : { ok: true, value: secret };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return failed({ code: 'TOKEN_UNREACHABLE', what: `No token came from ${place}: ${error.message}`, fix: 'Check the URL, and that it can be reached from here; --ca and --proxy hold for it too.' });
    }
  };
}
