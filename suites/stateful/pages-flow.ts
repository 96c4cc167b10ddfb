import type { Flow, FlowContext, FlowStep } from '../../model/flow.ts';
import type { Description, Operation } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import type { FlowRule } from '../../model/rule.ts';
import type { SampleRequests } from '../../model/sample-request.ts';
import { mentionsProperty } from '../../spec/mentions-property.ts';
import { expectThat } from '../expect-that.ts';
import { idOf, thingsIn } from './answers.ts';
import { laws } from './laws.ts';
import type { Paging } from './paging.ts';
import { pagingOf } from './paging.ts';
import { parametersIn } from './resource.ts';
import type { Route } from './walk.ts';
import { ask, walk } from './walk.ts';

/** A list whose pages can be chosen. */
export interface PagedList {
  readonly list: Operation;
  readonly name: string;
  /** What may name a thing of it. */
  readonly idFields: readonly string[];
}

const mostLargePages = 3;
const mostSmallPages = 100;
const garbage = 'not-a-cursor-that-anybody-issued';

/** Walks over a list in small pages and in large ones; both must show the same. */
export function pagesFlow(description: Description, { list, name, idFields }: PagedList, requests: SampleRequests): Flow | undefined {
  const paging = pagingOf(list);
  if (paging.style === 'whole' && !paging.size) return undefined;
  const walkable = paging.size !== undefined && paging.size.most > paging.size.least && (paging.style !== 'whole' || namesNext(description, list));
  const steps: FlowStep[] = [
    ...(paging.size ? [stepOf('limit-honoured', laws.limitHonoured, list)] : []),
    ...(walkable ? [stepOf('walk-is-complete', laws.walkIsComplete, list)] : []),
    stepOf('page-stable', laws.pageStable, list),
    ...(paging.style === 'cursor' ? [stepOf('cursor-opaque', laws.cursorOpaque, list)] : []),
  ];
  return {
    id: `pages-${list.id}`, title: `The pages of ${list.path} are one list`, suite: 'stateful', level: 'SHOULD', clause: laws.walkIsComplete.clause, provenance: list.provenance, permission: 'read',
    needs: { operations: { list: { method: list.method, path: list.path } }, captures: parametersIn(list.path) }, steps,
    async run(context) {
      const { step } = context;
      const route = (): Route => routeOf(context, { list, name, idFields }, requests, paging);
      if (paging.size) await step('limit-honoured', () => limitHonoured(context, route()));
      if (walkable) await step('walk-is-complete', () => walkIsComplete(context, route(), idFields));
      await step('page-stable', () => pageStable(context, route(), idFields));
      if (paging.style === 'cursor') await step('cursor-opaque', () => cursorOpaque(context, route()));
    },
  };
}

/** Whether answers may say where the next page is. Without that, and without a parameter for it, a list is cut and not paged. */
function namesNext(description: Description, { responses }: Operation): boolean {
  return [...responses].some(([key, { headers, content }]) => key.startsWith('2') && (
    [...headers.keys()].some((name) => name.toLowerCase() === 'link')
    || [...content.values()].some(({ schema }) => schema !== undefined && mentionsProperty(description, schema.pointer, ['next', 'next_page', 'nextPage', 'next_url', 'nextUrl', 'nextLink', 'next_link', '@odata.nextLink']))
  ));
}

function stepOf(id: string, law: FlowRule, { method, path }: Operation): FlowStep {
  return { id, rule: law.id, suite: law.suite, level: law.level, clause: law.clause, operation: 'list', after: [], statement: `${law.summary.replace(/\.$/, '')} (${method.toUpperCase()} ${path}).` };
}

/** How to read a list; blocked where no valid request for it can be made. */
export function routeOf({ block, path, value }: FlowContext, { list, name }: PagedList, requests: SampleRequests, paging: Paging): Route {
  const request = requests.valid(list, 0) ?? block('No valid request for the list could be made from the description.');
  return { path: path('list', Object.fromEntries(parametersIn(list.path).map((each) => [each, value(each)]))), request, paging, name, block };
}

async function limitHonoured({ api, block, inapplicable }: FlowContext, route: Route): Promise<void> {
  const { least, parameter } = route.paging.size ?? { least: 1, parameter: '' };
  for (const size of [least, Math.min(least + 1, route.paging.size?.most ?? least)]) {
    const response = await ask(api, { ...route, size });
    if (response.status !== 200 && response.status !== 206) return block(`The list was answered ${response.status}.`);
    const things = thingsIn(response.body as Json, route.name);
    if (!things) return inapplicable('The answer has no list.');
    expectThat(things.length <= size, `${things.length} things with ${parameter}=${size}`, `${size} at most`);
  }
  return undefined;
}

/**
 * Small pages against large ones, which are read before and after: what others change meanwhile counts for nothing. Of
 * a list that is very long its beginning is enough.
 */
async function walkIsComplete({ api, inapplicable }: FlowContext, route: Route, idFields: readonly string[]): Promise<void> {
  const { least, most } = route.paging.size ?? { least: 1, most: 1 };
  const large = { ...route, size: most, mostPages: mostLargePages };
  const before = await walk(api, large);
  if (before.things.length <= least) return inapplicable('Everything fits on one page.');
  const size = Math.max(least, Math.min(most - 1, Math.ceil(before.things.length / 8), 20));
  // A page may be shorter than was asked for, so it is things that count, and not pages.
  const small = await walk(api, { ...route, size, mostPages: mostSmallPages, mostThings: before.things.length + size });
  const after = await walk(api, large);
  const circle = [before, small, after].find((each) => each.circle !== undefined)?.circle;
  expectThat(circle === undefined, `the same next page twice (${circle ?? ''})`, 'a walk that comes to its end');
  const known = before.things.every((thing) => idOf(idFields, thing) !== undefined);
  const mark = (thing: Json): string => (known ? (idOf(idFields, thing) ?? '') : JSON.stringify(thing));
  const counts = (things: readonly Json[]): ReadonlyMap<string, number> => countsOf(things.map(mark));
  const [seen, again] = [counts(small.things), counts(after.things)];
  const stable = [...counts(before.things)].filter(([each, times]) => again.get(each) === times);
  const lost = stable.filter(([each, times]) => (seen.get(each) ?? 0) < times).map(([each]) => each);
  const doubled = stable.filter(([each, times]) => (seen.get(each) ?? 0) > times).map(([each]) => each);
  const pages = `a walk in pages of ${size}`;
  const cutOff = small.ended === 'too-long' && small.things.length < before.things.length;
  expectThat(doubled.length === 0, `${pages} that shows ${doubled.length} of ${stable.length} things more than once (${named(doubled)})`, 'each thing once');
  if (cutOff) return inapplicable(`${mostSmallPages} pages have less on them than was asked for, and come to no end.`);
  expectThat(lost.length === 0, `${pages} without ${lost.length} of ${stable.length} things that pages of ${most} show (${named(lost)})`, 'the same things, however they are paged');
  expectThat(before.ended !== 'end' || small.ended === 'end', `${pages} that goes on after the ${stable.length} things that there are`, 'a walk that comes to its end');
  return undefined;
}

function named(marks: readonly string[]): string {
  return `${marks.slice(0, 3).map((mark) => (mark.length > 60 ? `${mark.slice(0, 59)}…` : mark)).join(', ')}${marks.length > 3 ? ', …' : ''}`;
}

async function pageStable({ api, block, inapplicable }: FlowContext, route: Route, idFields: readonly string[]): Promise<void> {
  const sights: string[][] = [];
  for (let look = 0; look < 3; look++) {
    const response = await ask(api, route);
    if (response.status !== 200 && response.status !== 206) return block(`The list was answered ${response.status}.`);
    const things = thingsIn(response.body as Json, route.name);
    if (!things) return inapplicable('The answer has no list.');
    sights.push(things.map((thing) => idOf(idFields, thing) ?? ''));
  }
  if (sights.every((ids) => ids.length === 0) || sights.some((ids) => ids.includes(''))) return inapplicable('There is nothing on the page that could be known again.');
  const [one, two, three] = sights.map((ids) => ids.join('\n'));
  // Somebody may add something in between; that happens once, and not in the same moment again.
  expectThat(one === two || two === three, 'another page each of three times', 'the same things in the same order');
  return undefined;
}

async function cursorOpaque({ api, block }: FlowContext, route: Route): Promise<number> {
  const first = await ask(api, route);
  if (first.status !== 200 && first.status !== 206) return block(`The list was answered ${first.status}.`);
  const { status } = await ask(api, route, { number: 0, cursor: garbage });
  expectThat(status >= 400 && status < 500, `status ${status} with ${route.paging.parameter ?? 'cursor'}=${garbage}`, 'a refusal (4xx)');
  return status;
}

function countsOf(all: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of all) counts.set(each, (counts.get(each) ?? 0) + 1);
  return counts;
}
