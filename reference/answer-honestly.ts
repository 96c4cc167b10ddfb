import type { Answer, Complaint } from './answer.ts';
import { failure, invalid } from './answer.ts';
import type { Call } from './call.ts';
import type { Operation } from './operation.ts';
import { readJsonBody } from './read-json-body.ts';
import { admit } from './tokens.ts';
import { readQuery } from './validation/query.ts';
import { values } from './validation/values.ts';

/** The answer of a backend that keeps to the contract: who asks, then where, then what. */
export function answerHonestly(call: Call): Answer {
  const admission = admit(call.headers.authorization);
  if (admission.kind === 'refused') return failure(401, 'unauthenticated', admission.cause, { headers: { 'www-authenticate': admission.challenge } });
  switch (call.route.kind) {
    case 'nowhere':
      return failure(404, 'not_found', 'there is nothing at this address');
    case 'other-method':
      return failure(405, 'method_not_allowed', 'this address does not know this method', { headers: { allow: call.route.allowed.join(', ') } });
    case 'operation': {
      const { operation } = call.route;
      if (operation.method === 'delete' && !admission.mayWrite) return failure(403, 'forbidden', 'this token may not do this');
      const { query, complaints } = readQuery(call.url.searchParams, operation.parameters);
      const all = [...pathComplaints(operation, call.userId), ...complaints];
      if (all.length > 0) return invalid(all);
      const body = operation.body ? readJsonBody(call) : { ok: true as const, value: null };
      if (!body.ok) return body.refusal;
      return operation.answer({ company: call.registry.company(admission.tenant), registry: call.registry, userId: call.userId, query, body: body.value });
    }
  }
}

function pathComplaints({ path }: Operation, userId: string): readonly Complaint[] {
  if (!path.includes(':user_id')) return [];
  return values.uuid(userId).map(({ cause }) => ({ in: 'path', name: 'user_id', cause }));
}
