import type { Json } from '../../../model/json.ts';
import type { SampleRequest } from '../../../model/sample-request.ts';
import { isObject } from '../../../spec/resolve-reference.ts';
import { expectThat } from '../../expect-that.ts';
import { sameValue } from '../agreement.ts';
import { idOf, sameId } from '../answers.ts';
import { laws } from '../laws.ts';
import { pagingOf } from '../paging.ts';
import { walk } from '../walk.ts';
import type { Life, LifeStep } from './life.ts';
import { isThing, list, madeIn, requestFor, send, soon } from './life.ts';

export const listContainsCreated: LifeStep = {
  id: 'list-contains-created', law: laws.listContainsCreated, on: ['list'], after: ['create'],
  async run(life) {
    const { context, resource } = life;
    const { id } = madeIn(life);
    const isMine = isThing(life, id);
    return context.again(soon, async () => {
      const { things, ended } = await list(life, (page) => page.some(isMine));
      if (ended === 'too-long') return context.block('The list has too many pages to look for one thing in it.');
      if (ended === 'maybe-cut' && !things.some(isMine)) return context.inapplicable('The list is as long as a page may be, and nothing tells how to read on.');
      if (things.length > 0 && things.every((thing) => idOf(resource.idFields, thing) === undefined)) return context.inapplicable('The things of the list have no id by which they could be known.');
      expectThat(things.some(isMine), `a list of ${things.length} without what was created (${id})`, 'a list of what there is');
      return id;
    });
  },
};

export const childUnderWrongParent: LifeStep = {
  id: 'child-under-wrong-parent', law: laws.wrongParent, on: ['read'], after: ['create', 'read-after-create'],
  suits: ({ parent }) => parent?.list !== undefined,
  async run(life) {
    const { context, resource, parents } = life;
    const other = await otherParent(life);
    const { id } = madeIn(life);
    const path = context.path('read', { ...parents, [resource.parent?.parameter ?? '']: other, [resource.parameter]: id });
    const { status } = await context.api.get(path).set(Object.fromEntries(requestFor(life, 'read').headers));
    expectThat([400, 403, 404, 410].includes(status), `status ${status} to GET of the thing under ${other}, where it was not created`, '404');
    return status;
  },
};

async function otherParent({ context, resource: { parent }, parents, requests }: Life): Promise<string> {
  if (!parent?.list) return context.inapplicable('There is no list of parents.');
  const own = parents[parent.parameter] ?? '';
  const request = requests.valid(parent.list, 0) ?? context.block('No valid request for the list of parents could be made.');
  const path = parent.list.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(parents[name] ?? ''));
  const { things } = await walk(context.api, { path, request, paging: pagingOf(parent.list), name: '', mostPages: 1, block: (because) => context.block(because) });
  const other = things.map((thing) => idOf(parent.idFields, thing)).find((id) => id !== undefined && !sameId(id, own));
  return other ?? context.inapplicable('There is no other parent.');
}

export const failedCreateLeaksNothing: LifeStep = {
  id: 'failed-create-leaks-nothing', law: laws.failedCreate, on: ['create'], also: ['list'], after: ['create', 'list-contains-created'],
  async run(life) {
    const { context, resource: { create, idFields }, requests } = life;
    const broken = create && requests.invalid(create);
    if (!broken) return context.inapplicable('No request can be proven to be refused.');
    const before = await list(life);
    const { status } = await send(life, 'create', undefined, broken);
    if (status < 400 || status > 499) return context.block(`The invalid request was answered ${status} instead of being refused.`);
    const after = await list(life);
    if (before.ended !== 'end' || after.ended !== 'end') return context.block('The list has too many pages to be compared.');
    const mark = (thing: Json): string => JSON.stringify(idOf(idFields, thing) ?? thing);
    const known = new Set(before.things.map(mark));
    // Others may work on the target meanwhile: only what has a value of the refused request counts.
    const added = after.things.filter((thing) => !known.has(mark(thing)) && looksLike(thing, broken));
    expectThat(added.length === 0, `${added.length} more in the list after a request that was refused with ${status}`, 'that a refused request creates nothing');
    return undefined;
  },
};

function looksLike(thing: Json, { body }: SampleRequest): boolean {
  const sent = body?.value;
  if (!isObject(thing) || !isObject(sent)) return true;
  const names = Object.keys(sent).filter((name) => Object.hasOwn(thing, name));
  return names.length === 0 || names.some((name) => sameValue(sent[name] ?? null, thing[name] ?? null));
}
