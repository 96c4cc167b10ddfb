import type { Test } from 'supertest';
import type { CredentialUse } from '../../model/case.ts';
import type { Description } from '../../model/description.ts';
import type { FlowApi, FlowContext, FlowMethod } from '../../model/flow.ts';
import type { Permission } from '../../model/profile.ts';
import { operationFor } from '../../spec/operation-for.ts';
import { FlowBroken } from '../flow/step-ending.ts';
import { covers, permissionOf } from '../permission-of.ts';
import { callRequest, type CallGiven } from './call-request.ts';
import type { ApiTool, FlowTools } from './definition.ts';
import type { AnyOperations } from './operation-types.ts';

/** What the tools of one flow must know beside its context. */
export interface CodeGround {
  /** The most that the flow does, as it says itself; more is not let out. */
  readonly permission: Permission;
  readonly description: Description;
}

/** What a flow in code of the user is given: the context of every flow, made smaller, typed and guarded. */
export function codeTools(context: FlowContext, ground: CodeGround): FlowTools<AnyOperations> {
  const guarded = (api: FlowApi): FlowApi => Object.fromEntries(Object.entries(api).map(([method, request]) => [method, (path: string): Test => {
    requirePermission(method, path, ground);
    return request(path);
  }])) as FlowApi;
  const as = (who: CredentialUse): FlowApi => guarded(context.as(who));
  return {
    api: guarded(context.api) as unknown as ApiTool,
    actor: (who) => as(who) as unknown as ApiTool,
    call: ((operation: string, given: CallGiven & { readonly as?: CredentialUse } = {}) => {
      const { method, path, headers, body } = callRequest(operation, given, ground.description);
      const request = as(given.as ?? 'owner')[method.toLowerCase() as FlowMethod](path);
      for (const [name, value] of headers) void request.set(name, value);
      return body ? request.send(body as unknown as string) : request;
    }) as unknown as FlowTools<AnyOperations>['call'],
    value: (name) => context.value(name),
    disposable: (name) => context.disposable(name),
    step: (id, run) => context.step(id, async () => run()),
    poll: (id, timing, look) => context.poll(id, timing, async () => look()),
    again: (timing, look) => context.again(timing, async () => look()),
    oneOf: (branches) => context.oneOf(branches),
    block: (because) => context.block(because),
    inapplicable: (because) => context.inapplicable(because),
    cleanup: (undo) => { context.cleanup(async () => undo()); },
  };
}

/** What nobody has described is taken for what its method says. */
function requirePermission(method: string, path: string, { permission, description }: CodeGround): void {
  const operation = operationFor(description, method, path.split('?')[0] ?? '')?.operation;
  const needed = permissionOf(operation ?? { method: method as FlowMethod, safe: ['get', 'head', 'options'].includes(method) });
  if (!covers(permission, needed)) throw new FlowBroken(`It would send ${method.toUpperCase()} ${path}, which needs permission: '${needed}' in its definition, and has '${permission}'.`);
}
