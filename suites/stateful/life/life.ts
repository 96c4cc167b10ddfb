import type { Response, Test } from 'supertest';
import type { FlowContext } from '../../../model/flow.ts';
import type { Json, JsonObject } from '../../../model/json.ts';
import type { FlowRule } from '../../../model/rule.ts';
import type { SampleRequest, SampleRequests } from '../../../model/sample-request.ts';
import { expectThat } from '../../expect-that.ts';
import { idOf, sameId, shownThing } from '../answers.ts';
import { pagingOf } from '../paging.ts';
import type { Resource } from '../resource.ts';
import { parametersIn } from '../resource.ts';
import type { Walk } from '../walk.ts';
import { walk } from '../walk.ts';

/** One promise of the life of a thing. */
export interface LifeStep {
  readonly id: string;
  readonly law: FlowRule;
  /** The operation that it is about; of several, the first that there is. */
  readonly on: readonly [LifeOperation, ...LifeOperation[]];
  /** What else there must be. */
  readonly also?: readonly LifeOperation[];
  /** Steps that must have passed, where they are planned. */
  readonly after: readonly string[];
  /** Whether the description has what it takes. */
  readonly suits?: (resource: Resource) => boolean;
  run(life: Life): Promise<unknown>;
}

export type LifeOperation = 'list' | 'create' | 'read' | 'replace' | 'patch' | 'remove';

/** A thing as it was made. */
export interface Made {
  readonly id: string;
  /** What else it may be called: a body may show another id than the one that paths take. */
  readonly others: readonly string[];
  readonly sent: JsonObject;
  readonly response: Response;
}

/** What the steps of one life share. */
export interface Life {
  readonly context: FlowContext;
  readonly resource: Resource;
  readonly requests: SampleRequests;
  readonly parents: Readonly<Record<string, string>>;
  /** Set by the step that creates. */
  made: Made | undefined;
  /** What it was replaced by last. */
  put: JsonObject;
  /** Set by whichever step deletes first. */
  removed: Removed | undefined;
  /** Whether the flow has a step. */
  has(step: string): boolean;
}

/** How a thing went, and how it was shown just before. */
export interface Removed {
  readonly response: Response;
  readonly shown: JsonObject | undefined;
  readonly listed: Json | undefined;
}

/** How long an effect may take to be seen: nobody promises that every copy knows at once. */
export const soon = { within: '5s', every: '200ms' } as const;

export const methods = { create: 'post', replace: 'put', patch: 'patch', remove: 'delete', read: 'get', list: 'get' } as const;

/** What is shared before anything has happened. */
export function newLife(context: FlowContext, resource: Resource, requests: SampleRequests, planned: ReadonlySet<string>): Life {
  const parents = Object.fromEntries(parametersIn(resource.path).map((name) => [name, context.value(name)]));
  return { context, resource, requests, parents, made: undefined, put: {}, removed: undefined, has: (step) => planned.has(step) };
}

/** The thing that was made; blocked where none was. */
export function madeIn({ made, context }: Life): Made {
  return made ?? context.block('Nothing was created.');
}

/** The path of an operation for this life. */
export function pathOf({ context, resource, parents }: Life, operation: LifeOperation, id?: string): string {
  return context.path(operation, { ...parents, ...(id !== undefined && { [resource.parameter]: id }) });
}

/** A valid request of an operation. */
export function requestFor({ context, resource, requests }: Life, operation: LifeOperation, variant = 0): SampleRequest {
  const described = resource[operation];
  return (described && requests.valid(described, variant)) ?? context.block(`No valid request could be made for ${operation === 'remove' ? 'DELETE' : methods[operation].toUpperCase()} from the description.`);
}

/** Sends a request of an operation to the collection, or to one thing of it. */
export function send(life: Life, operation: LifeOperation, id: string | undefined, request: SampleRequest): Test {
  const test = life.context.api[methods[operation]](`${pathOf(life, operation, id)}${request.query}`).set(Object.fromEntries(request.headers));
  return request.body ? test.send(request.body.text) : test;
}

/** Reads a thing, whatever is answered. */
export async function read(life: Life, id: string): Promise<Response> {
  return send(life, 'read', id, requestFor(life, 'read'));
}

/** Reads a thing that must be there. */
export async function readThing(life: Life, id: string): Promise<JsonObject> {
  const response = await read(life, id);
  expectThat(response.status >= 200 && response.status < 300, `status ${response.status} to GET of what was created`, '2xx');
  return shownThing(life.resource, response.body as Json, id) ?? life.context.block('What was read is no JSON object, so nothing in it can be compared.');
}

/** Reads the collection, up to a page that has what is looked for. */
export async function list(life: Life, enough?: (things: readonly Json[]) => boolean): Promise<Walk> {
  const described = life.resource.list ?? life.context.block('There is no list.');
  const paging = pagingOf(described);
  return walk(life.context.api, { path: pathOf(life, 'list'), request: requestFor(life, 'list'), paging, name: life.resource.name, block: (because) => life.context.block(because), ...(paging.size && { size: paging.size.most }) }, enough);
}

/** Tells one thing among those of a list. */
export function isThing({ resource: { idFields } }: Life, id: string): (thing: Json) => boolean {
  return (thing) => {
    const own = idOf(idFields, thing);
    return own !== undefined && sameId(own, id);
  };
}

/** Goes on only where a valid write took effect at once. */
export function taken({ context }: Life, { status }: Response, what: string): void {
  if (status === 202) context.inapplicable(`${what} was accepted for later (202).`);
  if (status < 200 || status > 299) context.block(`${what} was answered ${status}, though it is valid.`);
}

/** A field of an answer. */
export function fieldOf(response: Response, name: string): string | undefined {
  return (response.headers as Readonly<Record<string, string | undefined>>)[name];
}
