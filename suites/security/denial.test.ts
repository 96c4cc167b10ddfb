import { expect, test } from 'vitest';
import type { CaseView } from '../../model/rule.ts';
import { denialOf } from './denial.ts';

/** How it is judged that a stranger got this status, where the description documents these, and the right credentials got 200. */
function judged(status: number, documented: readonly string[], forbiddenIsDenial = false): string {
  const view = {
    answer: { kind: 'response', status, headers: [] }, control: { response: { kind: 'response', status: 200, headers: [] } },
    operation: { id: 'read', responses: new Map(documented.map((key) => [key, {}])) }, case: { id: 'c', control: 'b', intent: { kind: 'unauthorised', credentials: 'none' } },
  } as unknown as CaseView;
  return Object.keys(denialOf(view, { forbiddenIsDenial }))[0] ?? '';
}

test.each<[status: number, documented: readonly string[], forbiddenIsDenial: boolean, judgement: string]>([
  [401, [], false, 'pass'], [401, ['401', '403'], true, 'pass'],
  [403, ['401'], false, 'fail'], [403, ['401'], true, 'pass'], [403, [], false, 'pass'],
  [404, ['404'], false, 'pass'], [404, [], false, 'fail'], [404, ['401', '404'], false, 'fail'], [404, ['403', '404'], false, 'fail'],
  [200, [], true, 'fail'], [204, ['401'], true, 'fail'], [400, ['400'], true, 'fail'], [405, ['404'], true, 'fail'], [500, ['401'], true, 'fail'], [429, [], false, 'blocked'],
])('a stranger who gets %i where %j are documented (403 keeps out: %s): %s', (status, documented, forbiddenIsDenial, judgement) => {
  expect(judged(status, documented, forbiddenIsDenial)).toBe(judgement);
});
