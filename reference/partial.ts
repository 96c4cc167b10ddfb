import type { JsonObject } from '../model/json.ts';
import type { Answer } from './answer.ts';
import { json } from './answer.ts';
import type { Company } from './registry.ts';

/** Whether a provider counts: it was asked for, and it can be read. */
export function reads({ policy }: Company, providerIds: readonly string[] | undefined): (item: { readonly provider_id: string }) => boolean {
  const down = new Set(policy.down);
  return ({ provider_id }) => !down.has(provider_id) && (providerIds?.includes(provider_id) ?? true);
}

/** 200; or 206 with the providers that were asked for, matter here and cannot be read. */
export function answerFrom({ policy }: Company, providerIds: readonly string[] | undefined, concerned: Iterable<{ readonly provider_id: string }>, body: JsonObject): Answer {
  const involved = new Set<string>();
  for (const { provider_id } of concerned) involved.add(provider_id);
  const missing = policy.down.filter((id) => involved.has(id) && (providerIds?.includes(id) ?? true));
  if (missing.length === 0) return json(200, body);
  return json(206, { ...body, errors: missing.map((provider_id) => ({ provider_id, cause: 'bad_request' })) });
}
