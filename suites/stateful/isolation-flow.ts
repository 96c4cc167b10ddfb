import type { Description, Operation } from '../../model/description.ts';
import type { Flow, FlowContext } from '../../model/flow.ts';
import type { SampleRequest, SampleRequests } from '../../model/sample-request.ts';
import { expectThat } from '../expect-that.ts';
import { idOf, sameId } from './answers.ts';
import { laws } from './laws.ts';
import { pagingOf } from './paging.ts';
import type { Resource } from './resource.ts';
import { parametersIn, resourcesOf } from './resource.ts';
import type { Route } from './walk.ts';
import { walk } from './walk.ts';

const { tenantIsolation, noIdLeak } = laws;

/** What one tenant can read by the id of something that its list shows, no other tenant can. */
export function isolationFlow(description: Description, operation: Operation, requests: SampleRequests): Flow | undefined {
  const { id, method, path, security, safe, provenance } = operation;
  const parameters = parametersIn(path);
  const [parameter] = parameters;
  const collection = path.slice(0, path.indexOf(`/{${parameter}}`));
  const resource = resourcesOf(description).find((each) => each.list !== undefined && each.path === collection);
  const list = resource?.list;
  if (method !== 'get' || !safe || parameter === undefined || !resource || !list || path.includes('#') || !needsCredentials(security) || !needsCredentials(list.security)) return undefined;
  return {
    id: `isolation-${id}`, title: `${path} shows nothing to another tenant`, suite: tenantIsolation.suite, level: tenantIsolation.level, clause: tenantIsolation.clause, provenance, permission: 'read',
    needs: { operations: { read: { method, path }, list: { method: 'get', path: list.path } }, captures: parameters },
    steps: [
      { id: tenantIsolation.id, rule: tenantIsolation.id, actor: 'other-tenant', operation: 'read', statement: `${tenantIsolation.summary.replace(/\.$/, '')} (GET ${path}).`, after: [] },
      { id: noIdLeak.id, rule: noIdLeak.id, level: noIdLeak.level, actor: 'other-tenant', operation: 'read', statement: `${noIdLeak.summary.replace(/\.$/, '')} (GET ${path}).`, after: [tenantIsolation.id] },
    ],
    async run(context) {
      const request = requests.valid(operation, 0);
      const headers = Object.fromEntries(request?.headers ?? []);
      const known = Object.fromEntries(parameters.map((name) => [name, context.value(name)]));
      const denied = await context.step(tenantIsolation.id, async () => {
        const there = `${context.path('read', known)}${(request ?? context.block(unmade)).query}`;
        const control = await context.api.get(there).set(headers);
        if (!isSuccess(control.status)) return context.block(`To its owner it was answered ${control.status}, so nothing is known to be there.`);
        await expectOwn(context, { list, requests, resource, id: known[parameter] ?? '' });
        const { status } = await context.as('other-tenant').get(there).set(headers);
        if (status === 401) return context.block('The credentials of the other tenant are not accepted here: they were answered 401.');
        expectThat(status === 403 || status === 404 || status === 410, `status ${status} for the other tenant`, '403 or 404, because it belongs to somebody else');
        return status;
      });
      await context.step(noIdLeak.id, async () => {
        const unknown = requests.unknown(operation, parameter) ?? context.inapplicable(`No ${parameter} can be made up that is valid and means nothing.`);
        const { status } = await context.as('other-tenant').get(`${context.path('read', { ...known, [parameter]: unknown })}${request?.query ?? ''}`).set(headers);
        if (isSuccess(status)) return context.inapplicable(`What was made up (${unknown}) was answered ${status}.`);
        expectThat(status === denied.value, `status ${denied.value} for what belongs to somebody else and ${status} for what is not there`, 'the same for both, so that no tenant learns which ids there are');
        return undefined;
      });
    },
  };
}

interface Listed {
  readonly list: Operation;
  readonly requests: SampleRequests;
  readonly resource: Resource;
  readonly id: string;
}

/** Ends the step unless the other tenant is let in and its own list does not show the thing: what all tenants share is no secret. */
async function expectOwn({ as, block, inapplicable, path }: FlowContext, { list, requests, resource, id }: Listed): Promise<void> {
  const request: SampleRequest = requests.valid(list, 0) ?? block(unmade);
  const route: Route = { path: path('list'), request, paging: pagingOf(list), name: resource.name, block, size: 100, mostPages: 20 };
  const others = await walk(as('other-tenant'), route);
  if (others.things.some((thing) => sameId(idOf(resource.idFields, thing) ?? '', id))) return inapplicable('The other tenant\'s own list shows it too, so it belongs to both.');
  if (others.ended !== 'end') return inapplicable('The list of the other tenant is too long to know what belongs to it.');
  return undefined;
}

const unmade = 'No valid request could be made from the description.';

function needsCredentials(security: Operation['security']): boolean {
  return security.length > 0 && security.every((alternative) => alternative.size > 0);
}

function isSuccess(status: number): boolean {
  return status >= 200 && status <= 299;
}
