import * as oauth from 'oauth4webapi';
import type { TokenSource } from '../../config/token-source.ts';
import type { Secret } from '../../engine/sending/keyring.ts';
import type { Network } from '../../model/network.ts';
import type { Problem, Result } from '../../model/problem.ts';
import { fetchOver, NoAnswer } from './fetch-over.ts';
import { placeOf } from './place-of.ts';

type OAuthSource = Extract<TokenSource, { readonly kind: 'client-credentials' | 'refresh-token' }>;

/** Gets tokens from an authorisation server (RFC 6749). A refresh token that is replaced is used in its new form from then on. */
export function oauthTokens(source: OAuthSource, networkFor: (url: string) => Network): () => Promise<Result<Secret>> {
  const client: oauth.Client = { client_id: source.clientId };
  const { clientSecret } = source;
  const authentication = clientSecret === undefined ? oauth.None() : source.clientAuthentication === 'post' ? oauth.ClientSecretPost(clientSecret) : oauth.ClientSecretBasic(clientSecret);
  // Plain http is for whoever tests on its own machine; the URL says it, so nobody does it unawares.
  const options = {
    [oauth.allowInsecureRequests]: true,
    [oauth.customFetch]: async (url: string, init: { readonly method?: string; readonly headers?: Readonly<Record<string, string>>; readonly body?: unknown }) => {
      const body = bodyOf(init.body);
      return withoutIdToken(await fetchOver(networkFor(url), url, { ...(init.method !== undefined && { method: init.method }), ...(init.headers && { headers: init.headers }), ...(body !== undefined && { body }) }));
    },
  };
  let server: oauth.AuthorizationServer | undefined;
  let refreshToken = source.kind === 'refresh-token' ? source.refreshToken : '';

  const serverOf = async (): Promise<oauth.AuthorizationServer> => {
    if ('tokenUrl' in source.server) return { issuer: new URL(source.server.tokenUrl).origin, token_endpoint: source.server.tokenUrl };
    const issuer = new URL(source.server.issuer);
    return oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options));
  };

  return async () => {
    const place = placeOf('tokenUrl' in source.server ? source.server.tokenUrl : source.server.issuer);
    try {
      server ??= await serverOf();
      const askedAt = Date.now();
      const response = source.kind === 'client-credentials'
        ? await oauth.clientCredentialsGrantRequest(server, client, authentication, { ...source.parameters }, options)
        : await oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, { ...options, additionalParameters: { ...source.parameters } });
      const answer = source.kind === 'client-credentials' ? await oauth.processClientCredentialsResponse(server, client, response) : await oauth.processRefreshTokenResponse(server, client, response);
      if (answer.token_type !== 'bearer') return failed({ code: 'TOKEN_UNUSABLE', what: `The token of ${place} is of the type ${JSON.stringify(answer.token_type)}, and only bearer tokens can be sent.` });
      if (answer.refresh_token !== undefined) refreshToken = answer.refresh_token;
      const beside = answer.refresh_token === undefined ? [] : [answer.refresh_token];
      return { ok: true, value: { text: answer.access_token, ...(answer.expires_in !== undefined && { expiresAt: askedAt + answer.expires_in * 1000 }), ...(beside.length > 0 && { beside }) } };
    } catch (error) {
      return failed(problemOf(error, place));
    }
  };
}

/** Who a user is concerns nobody here, and the signature of an ID token would be checked for nothing. */
async function withoutIdToken(response: Response): Promise<Response> {
  const text = await response.text();
  const init = { status: response.status, headers: response.headers };
  try {
    const { id_token: _, ...rest } = JSON.parse(text) as Readonly<Record<string, unknown>>;
    return new Response(JSON.stringify(rest), init);
  } catch {
    return new Response(text === '' ? null : text, init);
  }
}

function bodyOf(body: unknown): string | undefined {
  return typeof body === 'string' ? body : body instanceof URLSearchParams ? body.toString() : undefined;
}

const advice: Readonly<Record<string, string>> = {
  invalid_client: 'Check clientId and clientSecretEnv, and whether the server wants clientAuthentication: post.',
  invalid_grant: 'The refresh token has run out or was used before: some servers hand out a new one each time. Get a new one.',
  unauthorized_client: 'The client is known and may not do this: its registration has to allow this grant.',
  invalid_scope: 'Check scope: the server does not hand out what is asked for.',
  unsupported_grant_type: 'The server does not know this grant; another kind of credentials is needed.',
};

function problemOf(error: unknown, place: string): Problem {
  if (error instanceof NoAnswer) return { code: 'TOKEN_UNREACHABLE', what: `No token came from ${place}: ${error.message}`, fix: 'Check tokenUrl or issuer, and that it can be reached from here; --ca and --proxy hold for it too.' };
  if (error instanceof oauth.ResponseBodyError) {
    const { error: code, error_description: text } = error;
    return { code: 'TOKEN_REFUSED', what: `${place} hands out no token: ${code}${text === undefined ? '' : ` (${text})`}.`, ...(advice[code] !== undefined && { fix: advice[code] }) };
  }
  if (error instanceof oauth.WWWAuthenticateChallengeError || (error instanceof oauth.OperationProcessingError && error.cause instanceof Response)) {
    const status = error instanceof oauth.WWWAuthenticateChallengeError ? error.response.status : (error.cause as Response).status;
    return status >= 500 || status === 429
      ? { code: 'TOKEN_UNREACHABLE', what: `${place} answers ${status}, and hands out no token.`, fix: 'Look at the authorisation server, then run again.' }
      : { code: 'TOKEN_REFUSED', what: `${place} answers ${status}, and hands out no token.`, fix: advice['invalid_client'] ?? '' };
  }
  // What the library says of an answer names its members, and none of its values.
  return { code: 'TOKEN_UNUSABLE', what: `What ${place} answers is no answer of an authorisation server: ${error instanceof Error ? error.message : String(error)}.`, fix: 'Check tokenUrl or issuer.' };
}

function failed(problem: Problem): Result<never> {
  return { ok: false, problems: [problem] };
}
