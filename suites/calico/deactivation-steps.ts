import { deactivationClauses as clauses } from './clauses.ts';

/**
 * What the deactivation of a user promises. `documented` are the answers of DELETE; what may be seen afterwards, and
 * through the other operations, follows from their meaning and is assumed.
 */
export const deactivationSteps = [
  { id: 'user-is-active', operation: 'getUser', clause: clauses.documentedAnswer, statement: 'The user is there and active before it is deactivated.' },
  { id: 'list-shows-user', operation: 'listUsers', clause: clauses.documentedAnswer, after: ['user-is-active'], statement: 'The users list shows the user as active before it is deactivated.' },
  { id: 'count-users', operation: 'countUsers', clause: clauses.documentedAnswer, after: ['user-is-active'], statement: 'The number of users is a whole number, and counts at least this user.' },
  { id: 'assets-shown', operation: 'listUserAssets', clause: clauses.documentedAnswer, after: ['user-is-active'], statement: 'The assets of the active user can be read.' },
  { id: 'transactions-shown', operation: 'listUserTransactions', clause: clauses.documentedAnswer, after: ['user-is-active'], statement: 'The transactions of the active user can be read.' },
  { id: 'another-user', operation: 'getUser', clause: clauses.documentedAnswer, after: ['list-shows-user'], statement: 'Another user of the list is there, active, with assets that can be read.' },
  {
    id: 'refuses-without-credentials', operation: 'deactivateUser', clause: clauses.credentials, provenance: 'documented', after: ['user-is-active'], control: 'deactivate',
    statement: 'DELETE without credentials answers 401, and the user is still active.',
  },
  {
    id: 'refuses-other-tenant', operation: 'deactivateUser', clause: clauses.forbidden, after: ['user-is-active'], control: 'deactivate', actor: 'other-tenant',
    statement: 'DELETE by another tenant answers 403 or 404, and the user is still active.',
  },
  {
    id: 'refuses-reader', operation: 'deactivateUser', clause: clauses.forbidden, after: ['user-is-active'], control: 'deactivate', actor: 'read-only',
    statement: 'DELETE with credentials that may only read answers 403, and the user is still active.',
  },
  {
    id: 'deactivate', operation: 'deactivateUser', clause: clauses.documentedAnswer, provenance: 'documented', after: ['user-is-active'],
    statement: 'DELETE of an active user answers 200 or 204.',
  },
  {
    id: 'deactivate-answer', operation: 'deactivateUser', clause: clauses.documentedAnswer, provenance: 'documented', after: ['deactivate'],
    statement: 'DELETE says exactly one of 200 with the user asked for and the status deactivated, or 204 without a body.',
  },
  {
    id: 'gone-or-deactivated', operation: 'getUser', after: ['deactivate'],
    statement: 'Within 10 seconds GET of the deactivated user answers 404, or the user with the status deactivated.',
  },
  {
    id: 'list-without-user', operation: 'listUsers', after: ['list-shows-user', 'gone-or-deactivated'],
    statement: 'The users list no longer shows the user as active, and still shows others.',
  },
  {
    id: 'count-after', operation: 'countUsers', after: ['count-users', 'gone-or-deactivated'],
    statement: 'The number of users did not grow, and fell by one at most.',
  },
  {
    id: 'assets-after', operation: 'listUserAssets', after: ['assets-shown', 'gone-or-deactivated'],
    statement: 'The assets answer as the user does: not found or none for one that is gone, not found or readable for one that is deactivated.',
  },
  {
    id: 'transactions-after', operation: 'listUserTransactions', after: ['transactions-shown', 'gone-or-deactivated'],
    statement: 'The transactions answer as the user does: not found or none for one that is gone, not found or readable for one that is deactivated.',
  },
  {
    id: 'second-delete', operation: 'deactivateUser', clause: clauses.again, after: ['gone-or-deactivated'],
    statement: 'A second DELETE is no server error and changes nothing.',
  },
  {
    id: 'unknown-id', operation: 'deactivateUser', clause: clauses.notFound, provenance: 'documented', after: ['deactivate'],
    statement: 'DELETE of a well-formed id that no user has answers 404.',
  },
  {
    id: 'malformed-id', operation: 'deactivateUser', clause: clauses.clientError, provenance: 'documented', after: ['deactivate'],
    statement: 'DELETE of an id that is no UUID answers 400, 404 or 422.',
  },
  {
    id: 'other-user-untouched', operation: 'getUser', after: ['another-user', 'deactivate'],
    statement: 'Another user and its assets are as they were.',
  },
  {
    id: 'collection-delete', operation: 'deactivateUser', clause: clauses.clientError, after: ['list-shows-user', 'deactivate'], onlyWith: 'collection-delete',
    statement: 'DELETE on /users/, without an id, answers 404 or 405 and deactivates nobody.',
  },
] as const;
