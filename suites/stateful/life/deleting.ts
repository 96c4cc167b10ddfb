import type { Json } from '../../../model/json.ts';
import { expectThat } from '../../expect-that.ts';
import { shownThing } from '../answers.ts';
import { laws } from '../laws.ts';
import type { Life, LifeStep, Removed } from './life.ts';
import { isThing, list, madeIn, read, readThing, requestFor, send, soon, taken } from './life.ts';

/** Deletes once, and keeps how the thing was shown just before. */
async function remove(life: Life): Promise<Removed> {
  if (life.removed) return life.removed;
  const { id } = madeIn(life);
  const isMine = isThing(life, id);
  const listed = life.has('delete-really-deletes') ? (await list(life, (page) => page.some(isMine))).things.find(isMine) : undefined;
  const shown = life.has('read-after-create') ? await readThing(life, id) : undefined;
  life.removed = { response: await send(life, 'remove', id, requestFor(life, 'remove')), shown, listed };
  return life.removed;
}

export const goneAfterDelete: LifeStep = {
  id: 'gone-after-delete', law: laws.gone, on: ['remove'], also: ['read'], after: ['create', 'read-after-create'],
  async run(life) {
    const { response: answer, shown } = await remove(life);
    taken(life, answer, 'The DELETE');
    const { id } = madeIn(life);
    return life.context.again(soon, async () => {
      const response = await read(life, id);
      const now = response.status >= 200 && response.status < 300 ? shownThing(life.resource, response.body as Json, id) : undefined;
      const isAsBefore = now !== undefined && JSON.stringify(now) === JSON.stringify(shown);
      expectThat(
        [404, 410].includes(response.status) || (now !== undefined && !isAsBefore),
        `status ${response.status} to GET after a DELETE${isAsBefore ? ', and the thing as it was' : ''}`, '404 or 410, or a thing that is marked',
      );
      return response.status;
    });
  },
};

export const deleteReallyDeletes: LifeStep = {
  id: 'delete-really-deletes', law: laws.reallyDeletes, on: ['remove'], also: ['list'], after: ['create', 'list-contains-created'],
  async run(life) {
    const { response, listed } = await remove(life);
    taken(life, response, 'The DELETE');
    if (listed === undefined) return life.context.inapplicable('It was not in the list before.');
    const isMine = isThing(life, madeIn(life).id);
    return life.context.again(soon, async () => {
      const { things, ended } = await list(life, (page) => page.some(isMine));
      if (ended === 'too-long') return life.context.block('The list has too many pages to look for one thing in it.');
      const still = things.find(isMine);
      expectThat(still === undefined || JSON.stringify(still) !== JSON.stringify(listed), `a list that still shows the thing as it was (${madeIn(life).id})`, 'a list without it, or with a mark');
      return undefined;
    });
  },
};

/** Ends by itself, whatever became of the others: see `FlowContext.cleanup`. */
export const cleansUp: LifeStep = { id: 'cleanup', law: laws.cleanUp, on: ['remove'], after: ['create'], run: async () => undefined };
