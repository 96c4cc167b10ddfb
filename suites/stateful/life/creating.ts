import { isObject } from '../../../spec/resolve-reference.ts';
import { expectThat } from '../../expect-that.ts';
import { shown } from '../../shown.ts';
import { comparable, disagreements, sameValue } from '../agreement.ts';
import { createdIds, locationOf } from '../answers.ts';
import { laws } from '../laws.ts';
import { takesJsonObject } from '../resource.ts';
import type { Life, LifeStep } from './life.ts';
import { fieldOf, madeIn, methods, pathOf, read, readThing, requestFor, send, soon } from './life.ts';

export const creates: LifeStep = {
  id: 'create', law: laws.create, on: ['create'], after: [],
  async run(life) {
    const { context } = life;
    let request = requestFor(life, 'create', 1);
    let response = await send(life, 'create', undefined, request);
    // Values that we made up may mean nothing there; those of the description do.
    if (response.status >= 400 && response.status < 500) {
      request = requestFor(life, 'create');
      response = await send(life, 'create', undefined, request);
    }
    if (response.status === 202) context.inapplicable('It was accepted for later (202), so nothing has to be there yet.');
    if (response.status < 200 || response.status > 299) context.block(`A valid request was answered ${response.status}, so nothing was created.`);
    const [id, ...others] = createdIds(life.resource, response);
    if (id === undefined) return context.block('The answer does not tell what was created: it has no Location, and no property that could be its id.');
    const sent = request.body?.value;
    life.made = { id, others, sent: isObject(sent) ? sent : {}, response };
    if (life.has('cleanup')) context.cleanup(() => undo(life, life.made?.id ?? id));
    return id;
  },
};

async function undo(life: Life, id: string): Promise<void> {
  const { status } = await send(life, 'remove', id, requestFor(life, 'remove'));
  expectThat((status >= 200 && status < 300) || status === 404 || status === 410, `status ${status} to DELETE of what the flow had created (${id})`, '2xx, or 404 where it is gone already');
}

export const locationResolves: LifeStep = {
  id: 'location-resolves', law: laws.locationResolves, on: ['create'], also: ['read'], after: ['create'],
  async run(life) {
    const { context } = life;
    const { response, id } = madeIn(life);
    const location = locationOf(response);
    if (location === undefined) return context.inapplicable('The answer has no Location.');
    const path = ownPath(location, pathOf(life, 'read', id));
    if (path === undefined) return context.inapplicable(`The Location ${location} leads elsewhere.`);
    return context.again(soon, async () => {
      const { status } = await context.api.get(path).set(Object.fromEntries(requestFor(life, 'read').headers));
      if (status === 401 || status === 403) return context.block(`GET of the Location was answered ${status}.`);
      expectThat(status >= 200 && status < 400, `status ${status} to GET of the Location ${location}`, '2xx for what was created');
      return status;
    });
  },
};

/** The path of a Location below the base URL; undefined when it is somewhere else. */
function ownPath(location: string, expected: string): string | undefined {
  const path = location.replace(/^[a-z]+:\/\/[^/]*/i, '');
  const parent = expected.slice(0, expected.lastIndexOf('/'));
  if (!path.startsWith('/')) return `${parent}/${path.split('/').at(-1) ?? ''}`;
  const at = path.indexOf(parent);
  return at < 0 ? undefined : path.slice(at);
}

export const readAfterCreate: LifeStep = {
  id: 'read-after-create', law: laws.readAfterCreate, on: ['read'], after: ['create'],
  run: (life) => life.context.again(soon, async () => {
    const made = madeIn(life);
    for (const id of made.others) {
      const { status } = await read(life, made.id);
      if (status >= 200 && status < 300) break;
      if ((await read(life, id)).status < 300) life.made = { ...made, id, others: [] };
    }
    return readThing(life, madeIn(life).id);
  }),
};

export const createdAsSent: LifeStep = {
  id: 'created-as-sent', law: laws.createdAsSent, on: ['read'], after: ['create', 'read-after-create'],
  suits: ({ create }) => create !== undefined && takesJsonObject(create),
  async run(life) {
    const { id, sent } = madeIn(life);
    const thing = await readThing(life, id);
    if (comparable(sent, thing).length === 0) life.context.inapplicable('Nothing of what was sent is shown, so nothing can be compared.');
    const wrong = disagreements(sent, thing);
    expectThat(wrong.length === 0, wrong.map((each) => `${each.name} ${shown(each.shown)} where ${shown(each.sent)} was sent`).join(', '), 'the values that were sent');
  },
};

export const safeIsSafe: LifeStep = {
  id: 'safe-is-safe', law: laws.safeIsSafe, on: ['read'], after: ['create', 'read-after-create'],
  async run(life) {
    const { id, sent } = madeIn(life);
    const before = await readThing(life, id);
    const after = await readThing(life, id);
    const changed = Object.keys(sent).filter((name) => Object.hasOwn(before, name) && !sameValue(before[name] ?? null, after[name] ?? null));
    expectThat(changed.length === 0, `another ${changed.join(', ')} when it was read again`, 'that reading changes nothing');
  },
};

export const etagConditional: LifeStep = {
  id: 'etag-conditional', law: laws.etagConditional, on: ['read'], after: ['create', 'read-after-create'],
  async run(life) {
    const { id } = madeIn(life);
    const etag = fieldOf(await read(life, id), 'etag');
    if (etag === undefined) return life.context.inapplicable('What is read has no ETag.');
    const again = await send(life, 'read', id, requestFor(life, 'read')).set('if-none-match', etag);
    expectThat(again.status === 304 || (again.status === 200 && fieldOf(again, 'etag') !== etag), `status ${again.status} to GET with If-None-Match: ${etag}, which still holds`, '304');
    // If-Match compares strongly (RFC 9110, section 13.1.1): a weak ETag serves caches, and nobody can write under it.
    if (!life.resource.replace || etag.startsWith('W/')) return undefined;
    const refused = await send(life, 'replace', id, requestFor(life, 'replace')).set('if-match', '"no-such-etag"');
    expectThat(refused.status === 412, `status ${refused.status} to ${methods.replace.toUpperCase()} with an If-Match that does not hold`, '412');
    return undefined;
  },
};
