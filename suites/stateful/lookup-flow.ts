import type { Operation } from '../../model/description.ts';
import type { Flow, FlowContext } from '../../model/flow.ts';
import type { SampleRequest, SampleRequests } from '../../model/sample-request.ts';
import { expectThat } from '../expect-that.ts';
import { laws } from './laws.ts';
import { parametersIn } from './resource.ts';

const law = laws.authBeforeLookup;

/** Nobody without credentials may learn which ids there are. */
export function lookupFlow(operation: Operation, requests: SampleRequests): Flow | undefined {
  const { id, method, path, security, safe, provenance } = operation;
  const needsCredentials = security.length > 0 && security.every((alternative) => alternative.size > 0);
  const parameters = parametersIn(path);
  const parameter = parameters.at(-1);
  if (method !== 'get' || !safe || !needsCredentials || parameter === undefined || !/\}\/?$/.test(path) || path.includes('#')) return undefined;
  return {
    id: `lookup-${id}`, title: `${path} tells nobody which ids there are`, suite: law.suite, level: law.level, clause: law.clause, provenance, permission: 'read',
    needs: { operations: { read: { method, path } }, captures: parameters },
    steps: [{ id: law.id, rule: law.id, operation: 'read', statement: `${law.summary.replace(/\.$/, '')} (GET ${path}).`, after: [] }],
    async run(context) {
      await context.step(law.id, () => answersAlike(context, operation, requests, parameter));
    },
  };
}

async function answersAlike({ api, as, block, inapplicable, path, value }: FlowContext, operation: Operation, requests: SampleRequests, parameter: string): Promise<void> {
  const request: SampleRequest = requests.valid(operation, 0) ?? block('No valid request could be made from the description.');
  const known = Object.fromEntries(parametersIn(operation.path).map((name) => [name, value(name)]));
  const unknown = requests.unknown(operation, parameter) ?? inapplicable(`No ${parameter} can be made up that is valid and means nothing.`);
  const headers = Object.fromEntries(request.headers);
  const there = `${path('read', known)}${request.query}`;
  const nowhere = `${path('read', { ...known, [parameter]: unknown })}${request.query}`;
  const control = await api.get(there).set(headers);
  if (control.status < 200 || control.status > 299) return block(`With credentials it was answered ${control.status}, so nothing is known to be there.`);
  const missing = await api.get(nowhere).set(headers);
  if (missing.status < 400) return block(`What was made up (${unknown}) was answered ${missing.status}, so it is there as well.`);
  const [one, other] = [await as('none').get(there).set(headers), await as('none').get(nowhere).set(headers)];
  if (one.status < 400) return block(`Without credentials it was answered ${one.status}; that is for another rule to say.`);
  expectThat(one.status === other.status, `without credentials ${one.status} for what is there and ${other.status} for what is not`, 'the same for both, so that nobody learns which ids there are');
  return undefined;
}
