import type { OtherActor } from '../../model/case.ts';
import type { Description } from '../../model/description.ts';
import type { Flow } from '../../model/flow.ts';
import type { SampleRequests } from '../../model/sample-request.ts';
import { distinguishing, idFieldsFor } from '../../spec/id-fields.ts';
import { choicesFlow } from './choices-flow.ts';
import { isolationFlow } from './isolation-flow.ts';
import { lifecycleFlow } from './lifecycle-flow.ts';
import { lookupFlow } from './lookup-flow.ts';
import type { PagedList } from './pages-flow.ts';
import { pagesFlow } from './pages-flow.ts';
import { resourcesOf } from './resource.ts';

/** The flows that follow from a description: what its operations promise together. Those that only read come first. */
export function statefulFlows(description: Description, requests: SampleRequests, actors: readonly OtherActor[]): readonly Flow[] {
  const lists = listsOf(description);
  return [
    ...lists.flatMap((list) => [pagesFlow(description, list, requests), choicesFlow(description, list, requests)]),
    ...description.operations.map((operation) => lookupFlow(operation, requests)),
    ...(actors.includes('other-tenant') ? description.operations.map((operation) => isolationFlow(description, operation, requests)) : []),
    ...resourcesOf(description).map((resource) => lifecycleFlow(description, resource, requests)),
  ].filter((flow) => flow !== undefined);
}

/** Every operation that may answer with a list: GET of a path that does not end in a parameter. */
function listsOf(description: Description): readonly PagedList[] {
  const resources = resourcesOf(description);
  return description.operations.filter(({ method, path, safe }) => method === 'get' && safe && !/\}\/?$/.test(path) && !path.includes('#')).map((list) => {
    const name = list.path.replace(/\/$/, '').split('/').at(-1) ?? '';
    const resource = resources.find((each) => each.list?.id === list.id);
    return { list, name, idFields: distinguishing(resource?.idFields ?? idFieldsFor('id', name)) };
  });
}
