import type { CapturePlan } from '../../model/case.ts';
import type { Description, Operation } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import type { WireRequest } from '../../model/target.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import type { Workshop } from '../../generate/values/workshop.ts';
import { parametersIn } from '../../suites/stateful/resource.ts';
import type { Visitor } from './admission.ts';
import { visitorOf } from './admission.ts';
import type { Answer, AnswerMaker } from './answer.ts';
import { createAnswerMaker } from './answer.ts';
import type { Call } from './call.ts';
import { callOf, fieldIn } from './call.ts';
import type { Issue } from './issue.ts';
import { issueKey } from './issue.ts';
import type { Kept, Role } from './keeping.ts';
import { keepingOf } from './keeping.ts';
import type { ModelLie } from './lie.ts';
import { pageOf } from './listing.ts';
import type { Blueprint } from './shop.ts';
import { answerShop, requestShop } from './shop.ts';
import { absenceOf, denialOf, prohibitionOf, refusalOf, successOf } from './statuses.ts';
import type { Thing } from './things.ts';
import { withThing } from './things.ts';
import type { Understood } from './understand.ts';
import { understand } from './understand.ts';
import type { Scope, Warehouse } from './warehouse.ts';
import { openWarehouse } from './warehouse.ts';

/** A server that does what a description says, and nothing else; made once, opened as often as somebody needs a fresh one. */
export interface ModelServer {
  /** Everything in a request that the description does not allow. */
  issuesOf(request: WireRequest): readonly Issue[];
  /** A fresh one, honest but for a lie. Its answers come at once. */
  open(lie?: ModelLie): (request: WireRequest) => Answer;
}

/** A server made from a description. What a plan has values for is there. */
export function createModelServer(blueprint: Blueprint, captures: readonly CapturePlan[]): ModelServer {
  const { description } = blueprint;
  const shops = { requests: requestShop(blueprint), answers: answerShop(blueprint) };
  const maker = createAnswerMaker(shops.answers);
  const keeping = keepingOf(description, maker, shops, captures);
  return {
    issuesOf(request) {
      const call = callOf(description, request);
      return call.matched ? understand(shops.requests, call.matched.operation, call).issues : [];
    },
    open(lie) {
      const warehouse = openWarehouse();
      return (request) => {
        const call = callOf(description, request);
        const { matched } = call;
        const answer = matched ? answerCall({ description, shops, maker, keeping, warehouse, lie: lie?.operationId === matched.operation.id || aboutSiblings(lie, keeping, matched.operation.id) ? lie : undefined }, matched.operation, call) : elsewhere(description, call);
        return request.method === 'HEAD' ? { status: answer.status, headers: [...answer.headers, ...(answer.body ? [['content-type', answer.body.mediaType] as const] : [])] } : answer;
      };
    },
  };
}

/** What a server keeps untruly is seen by every operation of the resource. */
function aboutSiblings(lie: ModelLie | undefined, keeping: ReturnType<typeof keepingOf>, operationId: string): boolean {
  if (lie?.state === undefined) return false;
  const own = keeping.get(lie.operationId)?.kept;
  return own !== undefined && keeping.get(operationId)?.kept === own;
}

interface Desk {
  readonly description: Description;
  readonly shops: { readonly requests: Workshop; readonly answers: Workshop };
  readonly maker: AnswerMaker;
  readonly keeping: ReturnType<typeof keepingOf>;
  readonly warehouse: Warehouse;
  readonly lie: ModelLie | undefined;
}

function answerCall(desk: Desk, operation: Operation, call: Call): Answer {
  const { description, maker, lie } = desk;
  const met = visitorOf(description, operation, call);
  const visitor: Visitor = lie?.admits?.includes(met) === true && lie.operationId === operation.id ? 'owner' : met;
  if (visitor !== 'owner' && visitor !== 'other-tenant' && visitor !== 'read-only') {
    if (lie?.state === 'tells-strangers-what-is-there' && !isThere(desk, operation, call, 'owner')) return maker.answer(operation, absenceOf(operation));
    const status = denialOf(operation);
    return maker.answer(operation, status, { headers: status === 401 ? { 'WWW-Authenticate': 'Bearer realm="model"' } : {} });
  }
  if (visitor === 'read-only' && !operation.safe) return maker.answer(operation, prohibitionOf(operation));
  const understood = understand(desk.shops.requests, operation, call);
  const issues = understood.issues.filter((issue) => !(lie?.overlooks?.has(issueKey(issue)) === true && lie.operationId === operation.id));
  if (issues.length > 0) {
    keepRefused(desk, operation, call, understood);
    return maker.answer(operation, refusalOf(operation, wishFor(issues)));
  }
  const tenant = visitor === 'other-tenant' ? 'other' : 'owner';
  return serve(desk, operation, understood.issues.some(({ part }) => part === 'path') ? takenForAnother(desk, operation, call, tenant) : call, understood, tenant);
}

/** Who does not look at a name in a path closely takes it for that of something else. */
function takenForAnother({ keeping, warehouse }: Desk, operation: Operation, call: Call, tenant: string): Call {
  const names = new Map(call.matched?.pathValues);
  for (const { kept } of new Set(keeping.values())) {
    const [name = ''] = kept.resource.parameter !== '' && operation.path.startsWith(`${kept.resource.path}/{`) ? parametersIn(operation.path.slice(kept.resource.path.length)) : [];
    const id = names.get(name);
    const [first] = id === undefined || warehouse.find(kept, scopeOf(kept, call, tenant), id) ? [] : warehouse.all(kept, scopeOf(kept, call, tenant));
    if (first) names.set(name, String(first.id));
  }
  return call.matched ? { ...call, matched: { ...call.matched, pathValues: names } } : call;
}

function wishFor(issues: readonly Issue[]): readonly number[] {
  const keywords = issues.map(({ keyword }) => keyword);
  return keywords.includes('size') ? [413] : keywords.includes('media-type') ? [415] : [];
}

/** No operation of the description: HTTP says what to do. */
function elsewhere(description: Description, call: Call): Answer {
  const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter((method) => callOf(description, { method, path: call.path, headers: [] }).matched);
  if (methods.length === 0) return { status: 404, headers: [] };
  const allow = [...methods, ...(methods.includes('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
  return { status: call.method === 'OPTIONS' ? 204 : 405, headers: [['Allow', allow]] };
}

/** The names in the path of a resource's things or of its collection, before its own. */
function scopeOf(kept: Kept, call: Call, tenant: string): Scope {
  return { tenant, parents: parametersIn(kept.resource.path).map((name) => call.matched?.pathValues.get(name) ?? '') };
}

/** Whether everything that a path names is there. */
function isThere({ keeping, warehouse, lie }: Desk, operation: Operation, call: Call, tenant: string): boolean {
  for (const { kept } of new Set(keeping.values())) {
    const { resource } = kept;
    const item = `${resource.path}/{`;
    if (resource.parameter === '' || !operation.path.startsWith(item)) continue;
    const [name = ''] = parametersIn(operation.path.slice(resource.path.length));
    const id = call.matched?.pathValues.get(name);
    if (id === undefined || warehouse.find(kept, scopeOf(kept, call, tenant), id)) continue;
    if (lie?.state === 'found-under-any-parent' && warehouse.anywhere(kept, id)) continue;
    return false;
  }
  return true;
}

function serve(desk: Desk, operation: Operation, call: Call, understood: Understood, tenant: string): Answer {
  const { maker, keeping, lie } = desk;
  if (!isThere(desk, operation, call, tenant)) {
    const isOthers = tenant === 'other' && isThere(desk, operation, call, 'owner');
    if (isOthers && lie?.state === 'shows-to-other-tenants') return serve(desk, operation, call, understood, 'owner');
    if (isOthers && lie?.state === 'tells-other-tenants-what-is-there') return maker.answer(operation, 403);
    return maker.answer(operation, absenceOf(operation));
  }
  const found = keeping.get(operation.id);
  if (!found) return maker.answer(operation, successOf(operation, 'other'), { headers: locationFor(operation, call.path) });
  const scope = scopeOf(found.kept, call, tenant);
  return found.role === 'list' ? list(desk, found.kept, operation, call, understood, scope) : change(desk, found.kept, found.role, operation, call, understood, scope);
}

/** Where nothing but a redirection is documented, it leads somewhere. */
function locationFor(operation: Operation, path: string): Readonly<Record<string, string>> {
  const status = successOf(operation, 'other');
  return status >= 300 && status < 400 ? { Location: path } : {};
}

function list({ maker, shops, warehouse, lie, description }: Desk, kept: Kept, operation: Operation, call: Call, { parameters }: Understood, scope: Scope): Answer {
  const status = successOf(operation, 'other');
  const things = warehouse.all(kept, scope).filter(({ isCreated }) => !(isCreated && lie?.state === 'hides-created-from-list'));
  const page = pageOf({ description, shop: shops.answers, kept, operation, call, parameters, lie, turn: () => warehouse.count() }, things, kept.shelf(operation));
  if (page === undefined) return maker.answer(operation, status);
  if ('refused' in page) return maker.answer(operation, refusalOf(operation));
  const declaresLink = [...operation.responses.values()].some(({ headers }) => [...headers.keys()].some((name) => name.toLowerCase() === 'link'));
  return maker.answer(operation, status, { value: page.body, headers: declaresLink ? { link: page.next === undefined ? undefined : `<${page.next.url}>; rel="next"` } : {} });
}

function change(desk: Desk, kept: Kept, role: Exclude<Role, 'list'>, operation: Operation, call: Call, { body }: Understood, scope: Scope): Answer {
  const { warehouse, lie, maker } = desk;
  const sent = isObject(body.value) ? body.value : {};
  const id = call.matched?.pathValues.get(parametersIn(operation.path).at(-1) ?? '') ?? '';
  switch (role) {
    case 'create': {
      const thing = createdFrom(desk, kept, sent, scope);
      if (thing && lie?.state !== 'forgets-created') warehouse.put(kept, scope, lie?.state === 'shows-created-otherwise' ? otherwise(thing) : thing);
      const status = successOf(operation, 'create');
      const leadsTo = lie?.state === 'location-leads-nowhere' ? kept.id(9_999) : thing?.id;
      return shown(desk, kept, operation, status, thing, leadsTo === undefined || status !== 201 ? {} : { location: `${call.path.replace(/\/$/, '')}/${encodeURIComponent(String(leadsTo))}` });
    }
    case 'read': {
      const thing = warehouse.find(kept, scope, id) ?? warehouse.anywhere(kept, id);
      if (thing && lie?.state === 'changes-when-read') warehouse.put(kept, scope, otherwise(thing));
      return conditionally(desk, kept, operation, call, thing);
    }
    case 'replace':
    case 'patch': {
      const thing = warehouse.find(kept, scope, id);
      const ifMatch = fieldIn(call, 'if-match');
      if (ifMatch !== undefined && ifMatch !== '*' && ifMatch !== etagOf(thing) && lie?.state !== 'etag-without-conditions') return maker.answer(operation, 412);
      const isIgnored = lie?.state === (role === 'replace' ? 'ignores-put' : 'ignores-patch');
      const values = role === 'replace' || lie?.state === 'patch-forgets-rest' ? sent : { ...thing?.values, ...sent };
      let next: Thing | undefined = thing && (isIgnored ? thing : { ...thing, values, version: thing.version + 1 });
      if (next && role === 'replace' && lie?.state === 'put-counts-up' && next.version % 2 === 0) next = { ...otherwise(next), version: next.version };
      if (next) warehouse.put(kept, scope, next);
      return shown(desk, kept, operation, role === 'replace' && lie?.state === 'put-says-created' ? 201 : successOf(operation, role === 'replace' ? 'replace' : 'other'), next);
    }
    case 'remove': {
      if (lie?.state === 'refuses-to-delete') return maker.answer(operation, 409);
      const thing = warehouse.find(kept, scope, id);
      if (thing && lie?.state === 'lists-deleted') warehouse.put(kept, scope, { ...thing, isGone: true });
      else if (lie?.state !== 'keeps-deleted') warehouse.remove(kept, scope, id);
      return maker.answer(operation, successOf(operation, 'other'));
    }
  }
}

function createdFrom({ warehouse }: Desk, kept: Kept, sent: Readonly<Record<string, Json>>, scope: Scope): Thing | undefined {
  const known = kept.known();
  const given = known === undefined ? undefined : sent[known];
  const id = given !== undefined && kept.isId(given) ? given : warehouse.freeId(kept, scope);
  return id === undefined ? undefined : { id, values: sent, version: 1, isCreated: true };
}

/** A thing with every text and number of it another one. */
function otherwise(thing: Thing): Thing {
  const turned = (value: Json): Json => (typeof value === 'string' ? [...value].reverse().join('') === value ? `${value}${value}` : [...value].reverse().join('') : typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : value);
  return { ...thing, version: thing.version + 1, values: Object.fromEntries(Object.entries(thing.values).map(([name, value]) => [name, turned(value)])) };
}

function shown({ maker, shops }: Desk, kept: Kept, operation: Operation, status: number, thing: Thing | undefined, headers: Readonly<Record<string, string>> = {}): Answer {
  const shelf = kept.shelf(operation);
  if (!thing || !shelf || (shelf.status !== status && status !== 201)) return maker.answer(operation, status, { headers });
  return maker.answer(operation, status, { value: withThing(shops.answers, shelf, thing, kept.resource.idFields), headers });
}

/** What is read has an ETag where the description declares one, and then conditions count. */
function conditionally(desk: Desk, kept: Kept, operation: Operation, call: Call, thing: Thing | undefined): Answer {
  const status = successOf(operation, 'other');
  const declares = [...operation.responses.values()].some(({ headers }) => [...headers.keys()].some((name) => name.toLowerCase() === 'etag'));
  const lies = desk.lie?.state === 'etag-without-conditions';
  if (!declares && !lies) return shown(desk, kept, operation, status, thing);
  const etag = etagOf(thing);
  if (!lies && fieldIn(call, 'if-none-match')?.split(/,\s*/).includes(etag) === true) return { status: 304, headers: [['ETag', etag]] };
  return shown(desk, kept, operation, status, thing, { etag });
}

function etagOf(thing: Thing | undefined): string {
  return `"v${thing?.version ?? 0}"`;
}

/** A liar keeps what it has refused. */
function keepRefused(desk: Desk, operation: Operation, call: Call, { body }: Understood): void {
  const found = desk.keeping.get(operation.id);
  if (!found || !isObject(body.value)) return;
  const scope = scopeOf(found.kept, call, 'owner');
  if (desk.lie?.state === 'keeps-refused' && found.role === 'create') {
    const thing = createdFrom(desk, found.kept, body.value, scope);
    if (thing) desk.warehouse.put(found.kept, scope, { ...thing, isAsSent: true });
  }
  const id = call.matched?.pathValues.get(parametersIn(operation.path).at(-1) ?? '') ?? '';
  const thing = desk.lie?.state === 'stores-refused-write' ? desk.warehouse.find(found.kept, scope, id) : undefined;
  if (thing) desk.warehouse.put(found.kept, scope, { ...thing, values: { ...thing.values, ...body.value }, version: thing.version + 1, isAsSent: true });
}
