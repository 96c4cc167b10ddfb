import type { Visitor } from './admission.ts';

/** What a server can say untruly about what it keeps, by what becomes of it. */
export type StateLie =
  | 'forgets-created' | 'shows-created-otherwise' | 'changes-when-read' | 'hides-created-from-list' | 'found-under-any-parent' | 'keeps-refused' | 'stores-refused-write'
  | 'ignores-put' | 'put-says-created' | 'put-counts-up' | 'ignores-patch' | 'patch-forgets-rest' | 'keeps-deleted' | 'lists-deleted' | 'refuses-to-delete'
  | 'loses-between-pages' | 'shows-twice' | 'more-than-asked-for' | 'shuffles' | 'takes-any-cursor' | 'ignores-filter' | 'ignores-sort'
  | 'location-leads-nowhere' | 'etag-without-conditions' | 'tells-strangers-what-is-there' | 'shows-to-other-tenants' | 'tells-other-tenants-what-is-there';

/** One lie of the model server; without any it is honest. */
export interface ModelLie {
  /** The operation that tells it. */
  readonly operationId: string;
  /** Issues that it passes over, by their keys. */
  readonly overlooks?: ReadonlySet<string>;
  /** Visitors whom it takes for the owner. */
  readonly admits?: readonly Visitor[];
  readonly state?: StateLie;
  /** The query parameter that it is about, where it is about one. */
  readonly parameter?: string;
}
