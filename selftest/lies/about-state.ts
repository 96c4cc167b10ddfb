import type { StateLie } from '../model-server/lie.ts';
import type { LiesAgainst } from './lying.ts';
import { ofTheModel } from './lying.ts';

/** What a server keeps, or shows, otherwise than it says; by the rule that this violates. */
const states: Readonly<Record<string, readonly (readonly [StateLie, string])[]>> = {
  'location-resolves': [['location-leads-nowhere', 'sends a Location that leads nowhere']],
  'read-after-create': [['forgets-created', 'forgets what was created']],
  'created-as-sent': [['shows-created-otherwise', 'shows what was created with other values']],
  'safe-is-safe': [['changes-when-read', 'changes what is read']],
  'etag-conditional': [['etag-without-conditions', 'sends ETags, and disregards conditions']],
  'list-contains-created': [['hides-created-from-list', 'does not list what was created']],
  'child-under-wrong-parent': [['found-under-any-parent', 'finds a thing under any parent']],
  'failed-create-leaks-nothing': [['keeps-refused', 'creates what it refuses']],
  'failed-write-changes-nothing': [['stores-refused-write', 'stores what it refuses']],
  'put-replaces': [['ignores-put', 'ignores a PUT']],
  'put-created-once': [['put-says-created', 'says that a PUT created what was there']],
  'idempotent-put': [['put-counts-up', 'does something else with each PUT']],
  'patch-merges': [['ignores-patch', 'ignores a PATCH'], ['patch-forgets-rest', 'forgets what a PATCH does not name']],
  'gone-after-delete': [['keeps-deleted', 'keeps what was deleted']],
  'delete-really-deletes': [['lists-deleted', 'lists what was deleted']],
  'cleans-up': [['refuses-to-delete', 'refuses to delete what was created']],
  'walk-is-complete': [['loses-between-pages', 'loses things between pages'], ['shows-twice', 'shows things on two pages']],
  'limit-honoured': [['more-than-asked-for', 'shows more on a page than was asked for']],
  'page-stable': [['shuffles', 'shows a page in another order each time']],
  'cursor-opaque': [['takes-any-cursor', 'takes any cursor']],
  'filter-truthful': [['ignores-filter', 'ignores a filter']],
  'sort-truthful': [['ignores-sort', 'ignores the order asked for']],
  'auth-before-lookup': [['tells-strangers-what-is-there', 'tells strangers what is there']],
  'tenant-isolation': [['shows-to-other-tenants', 'shows things to other tenants']],
  'no-id-leak': [['tells-other-tenants-what-is-there', 'tells other tenants what is there']],
};

/** Lies about what is kept. */
export const liesAboutState: Readonly<Record<string, LiesAgainst>> = {
  ...Object.fromEntries(Object.entries(states).map(([rule, lies]): readonly [string, LiesAgainst] => [rule, {
    ...(rule === 'etag-conditional' && { makesOccasion: true }),
    *propose(occasion) {
      const parameter = /^\/steps\/filter-(.+)$/.exec(occasion.requirement.at)?.[1];
      for (const [state, lie] of lies) yield ofTheModel(occasion, state, lie, { state, ...(parameter !== undefined && { parameter }) });
    },
  }])),
  creates: { *propose() { yield { because: 'It never fails: where nothing can be created, nothing is decided.' }; } },
};
