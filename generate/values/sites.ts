import type { Json, JsonPointer } from '../../model/json.ts';
import { formatPointer } from '../../spec/json-pointer.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { branchesIn } from './branches.ts';
import { conditionsIn } from './conditions.ts';
import type { FlatSchema } from './flat-schema.ts';
import { furtherProperties } from './further-properties.ts';
import { flatSchema, propertiesIn, requiredIn } from './flat-schema.ts';
import { candidates } from './sample-of.ts';
import type { Workshop } from './workshop.ts';

/** A place in a value that has a schema of its own. */
export interface Site {
  /** Where it stands in the value; items of arrays are looked at in the first one. */
  readonly path: readonly string[];
  /** The same in words of the description: `/properties/name`, `/items`. */
  readonly at: JsonPointer;
  readonly schema: FlatSchema;
  /** The value cannot be without it, as far as its own parents are there. */
  readonly required: boolean;
  /** In a property that has no name in the description. */
  readonly isUndeclared: boolean;
  /** The alternatives that the value must have chosen on the way, outermost first. */
  readonly choices: readonly Choice[];
}

/** One of several alternatives for what stands at a path. */
export interface Choice {
  readonly path: readonly string[];
  /** The alternative, with what holds for all of them. */
  readonly schema: FlatSchema;
}

const deepest = 4;
const mostSites = 400;

/** All places of a value, the outer ones first. Recursive schemas are entered once on each way down. */
export function* sitesOf(workshop: Workshop, schema: Json): Iterable<Site> {
  const pending: { readonly site: Site; readonly entered: ReadonlySet<string> }[] =
    [{ site: { path: [], at: '', schema: flatSchema(workshop, schema), required: true, isUndeclared: false, choices: [] }, entered: new Set(referenceOf(schema)) }];
  let count = 0;
  for (let next = pending.shift(); next && count < mostSites; next = pending.shift()) {
    const { site, entered } = next;
    count++;
    yield site;
    if (site.path.length >= deepest) continue;
    for (const child of childrenOf(workshop, site)) {
      const references = referenceOf(child.raw);
      if (references.some((reference) => entered.has(reference))) continue;
      pending.push({ site: child.site, entered: new Set([...entered, ...references]) });
    }
  }
}

function* childrenOf(workshop: Workshop, { path, at, schema, isUndeclared, choices }: Site): Iterable<{ readonly site: Site; readonly raw: Json }> {
  const required = new Set(requiredIn(workshop, schema));
  for (const [name, property] of propertiesIn(workshop, schema)) {
    // Only the server can know a valid value of what it issues.
    if (workshop.direction !== 'response' && flatSchema(workshop, property)['x-server-issued'] === true) continue;
    yield { raw: property, site: { path: [...path, name], at: `${at}/properties${formatPointer([name])}`, schema: flatSchema(workshop, property), required: required.has(name), isUndeclared, choices } };
  }
  const { items, prefixItems } = schema;
  if (Array.isArray(prefixItems)) {
    for (const [index, item] of (prefixItems as readonly Json[]).entries()) yield { raw: item, site: { path: [...path, String(index)], at: `${at}/prefixItems/${index}`, schema: flatSchema(workshop, item), required: false, isUndeclared, choices } };
  } else if (isObject(items)) {
    yield { raw: items, site: { path: [...path, '0'], at: `${at}/items`, schema: flatSchema(workshop, items), required: false, isUndeclared, choices } };
  }
  for (const { name, schema: member, at: where } of furtherProperties(workshop, schema)) {
    if (isObject(member)) yield { raw: member, site: { path: [...path, name], at: `${at}${where}`, schema: flatSchema(workshop, member), required: false, isUndeclared: true, choices } };
  }
  for (const { keyword, name, raw, schema: branch } of branchesIn(workshop, schema)) {
    yield { raw, site: { path, at: `${at}/${keyword}${formatPointer([name])}`, schema: flatSchema(workshop, raw), required: false, isUndeclared, choices: [...choices, { path, schema: branch }] } };
  }
  for (const { at: where, raw, schema: under } of conditionsIn(workshop, schema)) {
    yield { raw, site: { path, at: `${at}${where}`, schema: flatSchema(workshop, raw), required: false, isUndeclared, choices: [...choices, { path, schema: under }] } };
  }
}

/** Whether a site is an alternative itself, and not a place within one. */
export function isAlternative({ path, choices }: Site): boolean {
  return choices.at(-1)?.path.length === path.length;
}

function referenceOf(schema: Json): readonly string[] {
  return isObject(schema) && typeof schema['$ref'] === 'string' ? [schema['$ref']] : [];
}

/** What stands at a path; undefined when the way there is not there. */
export function valueAt(root: Json, path: readonly string[]): Json | undefined {
  let value: Json | undefined = root;
  for (const token of path) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Object.hasOwn(value, token) ? (value as Readonly<Record<string, Json>>)[token] : undefined;
    if (value === undefined) return undefined;
  }
  return value;
}

/** A copy in which something else stands at a path. */
export function withValueAt(root: Json, path: readonly string[], value: Json): Json {
  const [token, ...rest] = path;
  if (token === undefined) return value;
  if (Array.isArray(root)) {
    const items = root as readonly Json[];
    const index = Number(token);
    return index < items.length ? items.map((each, i) => (i === index ? withValueAt(each, rest, value) : each)) : [...items, withValueAt(null, rest, value)];
  }
  const record = isObject(root) ? root : {};
  const known = Object.hasOwn(record, token);
  const entries: readonly (readonly [string, Json])[] = known ? Object.entries(record) : [...Object.entries(record), [token, null]];
  return Object.fromEntries(entries.map(([name, each]) => [name, name === token ? withValueAt(each, rest, value) : each]));
}

/** A value in which this place is there: the given one itself, or it with what is missing on the way added and what was chosen otherwise replaced. */
export function withSite(workshop: Workshop, root: Json, rootSchema: Json, { path, choices }: Site): Json | undefined {
  let value = root;
  let schema = flatSchema(workshop, rootSchema);
  for (let length = 0; length <= path.length; length++) {
    const here = path.slice(0, length);
    const child = length === 0 ? schema : childSchema(workshop, schema, here.at(-1) ?? '');
    if (child === undefined) return undefined;
    schema = flatSchema(workshop, child);
    if (valueAt(value, here) === undefined) {
      const [made] = candidates(workshop, child, {}, 1);
      if (made === undefined) return undefined;
      value = withValueAt(value, here, made);
    }
    for (const choice of choices) {
      if (choice.path.length !== length) continue;
      schema = choice.schema;
      if (workshop.schemas.errorsOf(schema, valueAt(value, here)).length === 0) continue;
      const [made] = candidates(workshop, schema, {}, 1);
      if (made === undefined) return undefined;
      value = withValueAt(value, here, made);
    }
  }
  return value;
}

function childSchema(workshop: Workshop, schema: FlatSchema, token: string): Json | undefined {
  const { properties, items, prefixItems } = schema;
  if (isObject(properties) && Object.hasOwn(properties, token)) return properties[token];
  if (Array.isArray(prefixItems)) return (prefixItems as readonly Json[])[Number(token)];
  if (token === '0' && items !== undefined) return items;
  for (const { name, schema: member } of furtherProperties(workshop, schema)) if (name === token) return member;
  return undefined;
}
