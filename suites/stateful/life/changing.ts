import type { Response } from 'supertest';
import type { JsonObject } from '../../../model/json.ts';
import { isObject } from '../../../spec/resolve-reference.ts';
import { expectThat } from '../../expect-that.ts';
import { shown } from '../../shown.ts';
import { comparable, sameValue } from '../agreement.ts';
import { laws } from '../laws.ts';
import { takesJsonObject } from '../resource.ts';
import type { Life, LifeStep } from './life.ts';
import { madeIn, methods, readThing, requestFor, send, soon, taken } from './life.ts';

async function put(life: Life, id: string): Promise<{ readonly response: Response; readonly sent: JsonObject }> {
  const request = requestFor(life, 'replace', 2);
  const response = await send(life, 'replace', id, request);
  return { response, sent: isObject(request.body?.value) ? request.body.value : {} };
}

/** Names whose values differ between two sights of a thing. */
function changed(names: readonly string[], before: JsonObject, after: JsonObject): readonly string[] {
  return names.filter((name) => !sameValue(before[name] ?? null, after[name] ?? null));
}

export const putReplaces: LifeStep = {
  id: 'put-replaces', law: laws.putReplaces, on: ['replace'], also: ['read'], after: ['create', 'read-after-create'],
  suits: ({ replace }) => replace !== undefined && takesJsonObject(replace),
  async run(life) {
    const { id } = madeIn(life);
    const before = await readThing(life, id);
    const { response, sent } = await put(life, id);
    taken(life, response, 'The PUT');
    life.put = sent;
    const changing = changed(comparable(sent, before), sent, before);
    if (changing.length === 0) return life.context.inapplicable('Nothing that is shown could be changed.');
    return life.context.again(soon, async () => {
      const after = await readThing(life, id);
      const stale = changing.filter((name) => Object.hasOwn(after, name) && sameValue(after[name] ?? null, before[name] ?? null));
      expectThat(stale.length === 0, `${stale.map((name) => `${name} still ${shown(after[name] ?? null)}`).join(', ')} after a PUT that was answered ${response.status}`, 'the values that were put');
    });
  },
};

export const putCreatedOnce: LifeStep = {
  id: 'put-created-once', law: laws.putOnce, on: ['replace'], also: ['read'], after: ['create', 'read-after-create'],
  async run(life) {
    const { response } = await put(life, madeIn(life).id);
    taken(life, response, 'The PUT');
    expectThat(response.status !== 201, 'status 201 to a PUT of what was there already', '200 or 204');
  },
};

export const idempotentPut: LifeStep = {
  id: 'idempotent-put', law: laws.idempotentPut, on: ['replace'], also: ['read'], after: ['create', 'read-after-create', 'safe-is-safe'],
  async run(life) {
    const { id } = madeIn(life);
    const once = await put(life, id);
    taken(life, once.response, 'The PUT');
    const before = await readThing(life, id);
    const { response: { status } } = await put(life, id);
    if ([409, 412, 428].includes(status)) return life.context.block(`The second PUT was answered ${status}: it asks for a version that nobody told us.`);
    expectThat(status >= 200 && status < 300, `status ${status} to the same PUT again, after ${once.response.status}`, 'the same effect as once');
    const others = changed(comparable(once.sent, before), before, await readThing(life, id));
    expectThat(others.length === 0, `another ${others.join(', ')} after the same PUT again`, 'the same effect as once');
    return undefined;
  },
};

export const patchMerges: LifeStep = {
  id: 'patch-merges', law: laws.patchMerges, on: ['patch'], also: ['read'], after: ['create', 'read-after-create', 'safe-is-safe'],
  suits: ({ patch }) => patch !== undefined && takesJsonObject(patch),
  async run(life) {
    const { context, resource: { patch }, requests } = life;
    const { id, sent } = madeIn(life);
    const before = await readThing(life, id);
    const known = Object.fromEntries(Object.keys({ ...sent, ...life.put }).filter((name) => Object.hasOwn(before, name)).map((name) => [name, before[name] ?? null]));
    const change = patch && requests.changing(patch, known);
    if (!change || comparable({ [change.name]: change.value }, before).length === 0) return context.inapplicable('No PATCH could be made that changes one property that is shown.');
    taken(life, await send(life, 'patch', id, change), 'The PATCH');
    return context.again(soon, async () => {
      const after = await readThing(life, id);
      const now = after[change.name] ?? null;
      expectThat(!sameValue(now, before[change.name] ?? null), `${change.name} still ${shown(now)} after a PATCH to ${shown(change.value)}`, 'the value that was sent');
      const others = changed(comparable(known, before).filter((name) => name !== change.name), before, after);
      expectThat(others.length === 0, `another ${others.join(', ')} after a PATCH of ${change.name}`, 'that the rest stays as it was');
    });
  },
};

export const failedWriteChangesNothing: LifeStep = {
  id: 'failed-write-changes-nothing', law: laws.failedWrite, on: ['replace', 'patch'], also: ['read'], after: ['create', 'read-after-create', 'safe-is-safe'],
  suits: ({ replace, patch }) => [replace, patch].some((each) => each !== undefined && takesJsonObject(each)),
  async run(life) {
    const { context, resource, requests } = life;
    const { id, sent } = madeIn(life);
    const operation = resource.replace ? 'replace' : 'patch';
    const described = resource[operation];
    const broken = described && requests.invalid(described);
    if (!broken) return context.inapplicable('No request can be proven to be refused.');
    const before = await readThing(life, id);
    const { status } = await send(life, operation, id, broken);
    if (status < 400 || status > 499) return context.block(`The invalid request was answered ${status} instead of being refused.`);
    const names = Object.keys({ ...sent, ...life.put, ...(isObject(broken.body?.value) && broken.body.value) }).filter((name) => Object.hasOwn(before, name));
    const others = changed(names, before, await readThing(life, id));
    expectThat(others.length === 0, `another ${others.join(', ')} after a ${methods[operation].toUpperCase()} that was refused with ${status}`, 'that a refused request changes nothing');
    return undefined;
  },
};
