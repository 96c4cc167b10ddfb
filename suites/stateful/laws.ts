import type { Clause, Level } from '../../model/requirement.ts';
import type { FlowRule } from '../../model/rule.ts';
import { clauses } from '../clauses.ts';

function law(id: string, level: Level, summary: string, clause: Clause, suite: FlowRule['suite'] = 'stateful'): FlowRule {
  return { kind: 'flow', id, suite, level, summary, clause };
}

/** The rules that take several requests; flows derived from the description decide them. Order is the order of reports. */
export const laws = {
  create: law('creates', 'SHOULD', 'A valid request creates something that can be worked with.', clauses.httpPost),
  locationResolves: law('location-resolves', 'MUST', 'The Location of a 201 leads to what was created.', clauses.httpLocation, 'http'),
  readAfterCreate: law('read-after-create', 'MUST', 'What was created can be read.', clauses.httpCreated),
  createdAsSent: law('created-as-sent', 'SHOULD', 'What was created is shown with the values that were sent.', clauses.httpPost),
  safeIsSafe: law('safe-is-safe', 'SHOULD', 'Reading a thing leaves it as it was.', clauses.httpSafe, 'http'),
  etagConditional: law('etag-conditional', 'SHOULD', 'An ETag that still holds is answered with 304, and If-Match with one that does not hold with 412.', clauses.httpConditional, 'http'),
  listContainsCreated: law('list-contains-created', 'SHOULD', 'What was created is in the list of its collection.', clauses.httpGet),
  wrongParent: law('child-under-wrong-parent', 'SHOULD', 'A thing is not found under a parent that is not its own.', clauses.httpNotFound),
  failedCreate: law('failed-create-leaks-nothing', 'SHOULD', 'A request that was refused has created nothing.', clauses.httpClientErrors),
  failedWrite: law('failed-write-changes-nothing', 'SHOULD', 'A request that was refused has changed nothing.', clauses.httpClientErrors, 'http'),
  putReplaces: law('put-replaces', 'SHOULD', 'After a PUT the thing is shown as it was put.', clauses.httpPut, 'http'),
  putOnce: law('put-created-once', 'MUST', 'A PUT to a thing that is there does not say that it created it.', clauses.httpPut, 'http'),
  idempotentPut: law('idempotent-put', 'MUST', 'The same PUT twice is as good as once.', clauses.httpIdempotent, 'http'),
  patchMerges: law('patch-merges', 'SHOULD', 'A PATCH changes what it names and leaves the rest.', clauses.httpPatch, 'http'),
  gone: law('gone-after-delete', 'MUST', 'What was deleted is gone: 404 or 410, or at least no longer shown as it was.', clauses.httpDelete),
  reallyDeletes: law('delete-really-deletes', 'SHOULD', 'What was deleted is no longer listed as it was.', clauses.httpDelete),
  walkIsComplete: law('walk-is-complete', 'MUST', 'A walk over all pages ends, and shows every thing exactly once.', clauses.oasParameter),
  limitHonoured: law('limit-honoured', 'MUST', 'No page has more things than were asked for.', clauses.oasParameter),
  pageStable: law('page-stable', 'SHOULD', 'The same page asked for twice has the same things in the same order.', clauses.httpSafe),
  cursorOpaque: law('cursor-opaque', 'SHOULD', 'A cursor that nobody issued is refused (4xx).', clauses.httpClientErrors),
  filterTruthful: law('filter-truthful', 'MUST', 'Everything that a filter lets through has the value asked for, and nothing that has it is missing.', clauses.oasParameter),
  sortTruthful: law('sort-truthful', 'SHOULD', 'What is sorted stands in that order.', clauses.oasParameter),
  authBeforeLookup: law('auth-before-lookup', 'SHOULD', 'Without credentials, what is there and what is not are answered alike.', clauses.httpUnauthorized, 'security'),
  tenantIsolation: law('tenant-isolation', 'MUST', 'What belongs to one tenant is answered 403 or 404 to another.', clauses.httpForbidden, 'security'),
  noIdLeak: law('no-id-leak', 'SHOULD', 'To another tenant, what is there and what is not are answered alike.', clauses.httpForbidden, 'security'),
  cleanUp: law('cleans-up', 'SHOULD', 'What a flow has created can be deleted again.', clauses.httpDelete),
} as const satisfies Record<string, FlowRule>;

/** The same, as a list. */
export const statefulRules: readonly FlowRule[] = Object.values(laws);
