import type { Description } from '../../model/description.ts';
import type { Flow, FlowContext, FlowStep } from '../../model/flow.ts';
import type { Json } from '../../model/json.ts';
import type { SampleRequests } from '../../model/sample-request.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { expectThat } from '../expect-that.ts';
import { shown } from '../shown.ts';
import { sameValue } from './agreement.ts';
import { idOf } from './answers.ts';
import type { Filter, Sorting } from './choices.ts';
import { filtersOf, sortingsOf } from './choices.ts';
import { laws } from './laws.ts';
import type { PagedList } from './pages-flow.ts';
import { routeOf } from './pages-flow.ts';
import { pagingOf } from './paging.ts';
import { parametersIn } from './resource.ts';
import type { Route } from './walk.ts';
import { walk } from './walk.ts';

/** Of a very long list its beginning is enough. */
const mostPages = 5;

/** Holds what a list lets through, and in which order, against the whole list. */
export function choicesFlow(description: Description, paged: PagedList, requests: SampleRequests): Flow | undefined {
  const { list, idFields } = paged;
  const filters = filtersOf(description, list);
  const sortings = sortingsOf(description, list);
  if (filters.length + sortings.length === 0) return undefined;
  const steps: readonly FlowStep[] = [
    ...filters.map((filter): FlowStep => ({
      id: `filter-${filter.parameter}`, rule: laws.filterTruthful.id, level: laws.filterTruthful.level, clause: laws.filterTruthful.clause, operation: 'list', after: [],
      statement: `Everything that ${filter.parameter} lets through has that ${filter.property}, and nothing that has it is missing (GET ${list.path}).`,
    })),
    ...sortings.map((sorting): FlowStep => ({
      id: `sort-${sorting.value}`, rule: laws.sortTruthful.id, level: laws.sortTruthful.level, clause: laws.sortTruthful.clause, operation: 'list', after: [],
      statement: `With ${sorting.parameter}=${sorting.value} the list stands in ${sorting.descending ? 'falling' : 'rising'} order of ${sorting.property} (GET ${list.path}).`,
    })),
  ];
  return {
    id: `choices-${list.id}`, title: `What ${list.path} lets through is what was asked for`, suite: 'stateful', level: 'MUST', clause: laws.filterTruthful.clause, provenance: list.provenance, permission: 'read',
    needs: { operations: { list: { method: list.method, path: list.path } }, captures: parametersIn(list.path) }, steps,
    async run(context) {
      const paging = pagingOf(list);
      const route = (): Route => ({ ...routeOf(context, paged, requests, paging), ...(paging.size && { size: paging.size.most }) });
      for (const filter of filters) await context.step(`filter-${filter.parameter}`, () => filterTruthful(context, route(), filter, idFields));
      for (const sorting of sortings) await context.step(`sort-${sorting.value}`, () => sortTruthful(context, route(), sorting));
    },
  };
}

async function filterTruthful(context: FlowContext, route: Route, { parameter, property }: Filter, idFields: readonly string[]): Promise<void> {
  const { api, inapplicable } = context;
  const before = await walk(api, { ...route, mostPages });
  const value = before.things.map((thing) => valueIn(thing, property)).find((each) => each !== undefined && each !== null && typeof each !== 'object');
  if (value === undefined || value === null) return inapplicable(`Nothing in the list has a ${property} to filter by.`);
  const filtered = await walk(api, { ...route, query: { [parameter]: String(value) }, mostPages: 20 });
  const wrong = filtered.things.map((thing) => valueIn(thing, property)).find((each) => each !== undefined && !sameValue(each, value));
  expectThat(wrong === undefined, `something with ${property} ${shown(wrong ?? null)} among what ${parameter}=${String(value)} lets through`, `${property} ${shown(value)} only`);
  // Whether anything is missing can be said only of what was let through to its end.
  if (filtered.ended !== 'end') return undefined;
  const after = await walk(api, { ...route, mostPages });
  const has = (things: readonly Json[]): ReadonlySet<string> => new Set(things.filter((thing) => sameValue(valueIn(thing, property) ?? null, value)).map((thing) => idOf(idFields, thing) ?? JSON.stringify(thing)));
  const [expected, later, through] = [has(before.things), has(after.things), has(filtered.things)];
  // What others change meanwhile counts for nothing.
  const lost = [...expected].filter((each) => later.has(each) && !through.has(each));
  expectThat(lost.length === 0, `${lost.length} of ${expected.size} things missing that have ${property} ${shown(value)} (${lost.slice(0, 3).join(', ')})`, 'all of them');
  return undefined;
}

async function sortTruthful(context: FlowContext, route: Route, { parameter, value, property, descending }: Sorting): Promise<void> {
  const { things, circle } = await walk(context.api, { ...route, query: { [parameter]: value }, mostPages });
  if (circle !== undefined) return context.block('The pages of the list lead back to where they began.');
  const values = things.map((thing) => rankOf(valueIn(thing, property)));
  const ranks = values.filter((each) => each !== undefined);
  // Texts are sorted by rules that nobody states; numbers and dates are not.
  if (ranks.length < 2 || ranks.length < values.length) return context.inapplicable(`The list has no two things whose ${property} has an order that everybody agrees on.`);
  const at = ranks.findIndex((each, index) => index > 0 && (descending ? each > (ranks[index - 1] ?? each) : each < (ranks[index - 1] ?? each)));
  expectThat(at < 0, `${property} ${shown(valueIn(things[at] ?? null, property) ?? null)} after ${shown(valueIn(things[at - 1] ?? null, property) ?? null)} with ${parameter}=${value}`, `${descending ? 'falling' : 'rising'} order`);
  return undefined;
}

function valueIn(thing: Json, property: string): Json | undefined {
  return isObject(thing) ? thing[property] : undefined;
}

function rankOf(value: Json | undefined): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}(?:T|$)/.test(value) && Number.isFinite(Date.parse(value)) ? Date.parse(value) : undefined;
}
