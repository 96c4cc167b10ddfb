import { afterEach, describe, expect, test } from 'vitest';
import type { Outcome } from '../../model/outcome.ts';
import { judgedBy } from './judged-shop.fixture.ts';
import { statefulRules } from './laws.ts';
import { shopLies } from './shop-lies.fixture.ts';
import type { ShopLie, ShopManners } from './shop.fixture.ts';
import { shopDescription, startShop } from './shop.fixture.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function judged(manners: ShopManners = {}, lie?: ShopLie): Promise<{ readonly outcomes: ReadonlyMap<string, Outcome>; readonly left: readonly string[] }> {
  const shop = await startShop(manners, lie);
  closing.push(shop.close);
  const outcomes = await judgedBy(shopDescription(), shop.baseUrl, (rule) => statefulRules.some(({ id }) => id === rule));
  return { outcomes, left: shop.left() };
}

const failed = (outcomes: ReadonlyMap<string, Outcome>): readonly string[] => [...outcomes].filter(([, { kind }]) => kind === 'fail' || kind === 'error').map(([id]) => id);
const ofSteps = (outcomes: ReadonlyMap<string, Outcome>): Readonly<Record<string, string>> => Object.fromEntries([...outcomes].filter(([id]) => id.includes('#/steps/')).map(([id, { kind }]) => [id, kind]));

test('an honest shop passes every step, and nothing of the flows is left in it', async () => {
  const { outcomes, left } = await judged();
  expect(failed(outcomes)).toEqual([]);
  expect(ofSteps(outcomes)).toMatchInlineSnapshot(`
    {
      "auth-before-lookup@getItem#/steps/auth-before-lookup": "blocked",
      "auth-before-lookup@getNote#/steps/auth-before-lookup": "pass",
      "child-under-wrong-parent@getItem#/steps/child-under-wrong-parent": "pass",
      "cleans-up@deleteItem#/steps/cleanup": "pass",
      "cleans-up@deleteNote#/steps/cleanup": "pass",
      "created-as-sent@getItem#/steps/created-as-sent": "pass",
      "created-as-sent@getNote#/steps/created-as-sent": "pass",
      "creates@createItem#/steps/create": "pass",
      "creates@createNote#/steps/create": "pass",
      "cursor-opaque@listNotes#/steps/cursor-opaque": "pass",
      "delete-really-deletes@deleteNote#/steps/delete-really-deletes": "pass",
      "etag-conditional@getItem#/steps/etag-conditional": "not-applicable",
      "etag-conditional@getNote#/steps/etag-conditional": "pass",
      "failed-create-leaks-nothing@createNote#/steps/failed-create-leaks-nothing": "pass",
      "failed-write-changes-nothing@putNote#/steps/failed-write-changes-nothing": "pass",
      "filter-truthful@listNotes#/steps/filter-kind": "pass",
      "gone-after-delete@deleteItem#/steps/gone-after-delete": "pass",
      "gone-after-delete@deleteNote#/steps/gone-after-delete": "pass",
      "idempotent-put@putNote#/steps/idempotent-put": "pass",
      "limit-honoured@listNotes#/steps/limit-honoured": "pass",
      "list-contains-created@listNotes#/steps/list-contains-created": "pass",
      "location-resolves@createItem#/steps/location-resolves": "not-applicable",
      "location-resolves@createNote#/steps/location-resolves": "pass",
      "page-stable@listNotes#/steps/page-stable": "pass",
      "patch-merges@patchNote#/steps/patch-merges": "pass",
      "put-created-once@putNote#/steps/put-created-once": "pass",
      "put-replaces@putNote#/steps/put-replaces": "pass",
      "read-after-create@getItem#/steps/read-after-create": "pass",
      "read-after-create@getNote#/steps/read-after-create": "pass",
      "safe-is-safe@getItem#/steps/safe-is-safe": "pass",
      "safe-is-safe@getNote#/steps/safe-is-safe": "pass",
      "sort-truthful@listNotes#/steps/sort--stars": "pass",
      "sort-truthful@listNotes#/steps/sort-stars": "pass",
      "walk-is-complete@listNotes#/steps/walk-is-complete": "pass",
    }
  `);
  expect(left).toEqual([]);
});

describe('an honest shop that', () => {
  test.each<{ it: string; manners: ShopManners }>([
    { it: 'shows everything a little later', manners: { delayMs: 80 } }, { it: 'marks what is deleted', manners: { deletes: 'marked' } }, { it: 'answers PUT with 204', manners: { putAnswers: 204 } },
    { it: 'says only where the new thing is', manners: { createAnswers: 'location-only' } }, { it: 'wraps what it shows', manners: { createAnswers: 'wrapped' } }, { it: 'numbers its things', manners: { ids: 'number' } },
    { it: 'trims and shouts', manners: { trims: true } }, { it: 'has ETags for caches only', manners: { weakEtags: true } }, { it: 'accepts for later', manners: { createAnswers: 'accepted' } },
    { it: 'has short pages', manners: { shortPages: true } },
  ])('$it has no finding', async ({ manners }) => {
    const { outcomes } = await judged(manners);
    expect(failed(outcomes)).toEqual([]);
  });
});

describe('a shop that lies', () => {
  test.each(shopLies)('%s is found out', async (lie, caught) => {
    const { outcomes } = await judged({}, lie);
    expect(failed(outcomes).map((id) => id.split('#')[0])).toEqual(caught);
  });
});
