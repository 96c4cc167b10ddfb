import type { Description } from '../../model/description.ts';
import type { ReceivedResponse } from '../../model/exchange.ts';
import type { Json } from '../../model/json.ts';
import type { Maker } from '../../model/ledger.ts';
import type { SampleRequests } from '../../model/sample-request.ts';
import { createdIds } from './answers.ts';
import type { Resource } from './resource.ts';
import { resourcesOf } from './resource.ts';

/** The operations of a description that make things: POST, and PUT to the path of one thing. */
export function makersOf(description: Description, requests: SampleRequests): readonly Maker[] {
  const resources = resourcesOf(description);
  return description.operations.flatMap((operation): readonly Maker[] => {
    if (operation.safe) return [];
    const collection = resources.find(({ create }) => create?.id === operation.id);
    const item = resources.find(({ replace }) => replace?.id === operation.id);
    if (item) return [{ operationId: operation.id, idsIn: () => [], named: true, ...removalFor(item, requests) }];
    if (operation.method !== 'post') return [];
    return [{ operationId: operation.id, idsIn: (answer) => (collection ? createdIds(collection, shown(answer)) : []), ...(collection && removalFor(collection, requests)) }];
  });
}

function removalFor({ remove }: Resource, requests: SampleRequests): Pick<Maker, 'removal'> {
  const request = remove && requests.valid(remove, 0);
  // What needs a body to be deleted is left to its owner.
  return request && !request.body ? { removal: { query: request.query, headers: request.headers } } : {};
}

/** An answer as supertest would show it. */
function shown({ headers, body }: ReceivedResponse): { readonly body: Json; readonly headers: Readonly<Record<string, string>> } {
  return { body: jsonIn(body && 'text' in body ? body.text : ''), headers: Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value])) };
}

function jsonIn(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
