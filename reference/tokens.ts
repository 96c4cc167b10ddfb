import type { TenantName } from './data/tenant.ts';

/** The bearer tokens that the backend knows: secrets of nobody, which open made-up data. */
export const tokens = {
  owner: 'reference-owner-6f1d0a7c94e24b5b8d3e',
  other: 'reference-other-2b90c4e1d75f48a3b6a8',
  readOnly: 'reference-reader-c3a8150be7f64926ad1f',
  expired: 'reference-expired-91c7e3f05a6d4d2e9b04',
} as const;

/** Whether credentials open a company's data, and if not, why. */
export type Admission = { readonly kind: 'admitted'; readonly tenant: TenantName; readonly mayWrite: boolean } | { readonly kind: 'refused'; readonly cause: string; readonly challenge: string };

/** Looks at an Authorization header. */
export function admit(authorization: string | undefined): Admission {
  if (authorization === undefined) return refused('no access token was sent');
  const [, token] = /^bearer +([A-Za-z0-9._~+/-]+=*)$/i.exec(authorization) ?? [];
  if (token === undefined) return refused('the credentials are not of the form "Bearer <token>"', 'invalid_request');
  if (token === tokens.expired) return refused('the access token has expired', 'invalid_token');
  if (token === tokens.owner) return { kind: 'admitted', tenant: 'owner', mayWrite: true };
  if (token === tokens.other) return { kind: 'admitted', tenant: 'other', mayWrite: true };
  if (token === tokens.readOnly) return { kind: 'admitted', tenant: 'owner', mayWrite: false };
  return refused('the access token is not known', 'invalid_token');
}

function refused(cause: string, error?: string): Admission {
  return { kind: 'refused', cause, challenge: `Bearer realm="calico"${error === undefined ? '' : `, error="${error}"`}` };
}
