import type { Json } from '../../model/json.ts';
import type { Operation } from '../../model/description.ts';
import { caseId, labelOf, withBody } from '../strategy.ts';
import type { BodyContext, Strategy } from '../strategy.ts';
import { boundariesOf } from '../values/boundaries.ts';
import { repaired } from '../values/repaired.ts';
import { sampleAt } from '../values/sample-at.ts';
import type { Site } from '../values/sites.ts';
import { isAlternative, sitesOf, valueAt, withSite, withValueAt } from '../values/sites.ts';
import type { Workshop } from '../values/workshop.ts';
import { isValid } from '../values/workshop.ts';

const id = 'body-variation';

/** Bodies that the description allows, one deviation at a time. */
export const bodyVariation: Strategy = {
  id,
  summary: 'A valid request with the smallest body, with every property, with each optional property alone, and with each property at each edge of its schema.',
  *propose({ operation, workshop, baseline, body }) {
    if (!body) return;
    const { pointer, schema } = body.schema;
    const control = caseId(operation, 'baseline', '');
    const minimal = smallest(workshop, body);
    const whole = sampleAt(workshop, pointer, schema as never, { whole: true });
    if (minimal !== undefined) yield { label: 'minimal', request: withBody(baseline, body.mediaType, minimal), intent: { kind: 'valid', varies: { what: 'minimal', closed: false }, at: body.at }, control };
    if (whole !== undefined) yield { label: 'whole', request: withBody(baseline, body.mediaType, whole), intent: { kind: 'valid', varies: { what: 'whole', closed: false }, at: body.at }, control };
    for (const site of sitesOf(workshop, schema)) {
      const witness = witnessOf(workshop, body, site);
      if (!witness) continue;
      const at = `${body.at}${site.at}`;
      if (!witness.isBaseline || isAlternative(site)) yield { label: labelOf(at), request: withBody(baseline, body.mediaType, witness.value), intent: { kind: 'valid', varies: { what: 'present', closed: false }, at }, control };
      for (const { keyword, label, value, closed } of boundariesOf(workshop, site.schema, `${operation.id} ${at}`)) {
        // Each alternative is a site of its own.
        if (keyword === 'oneOf' || keyword === 'anyOf') continue;
        // Forms cannot say null, and whoever writes that a body may be null hardly means all of it.
        if (value === null && (!body.isJson || site.path.length === 0)) continue;
        const edge = withValueAt(witness.value, site.path, value);
        if (!isValid(workshop, pointer, edge)) continue;
        const what = label === '' ? keyword : `${keyword}/${label}`;
        yield { label: `${labelOf(at)}/${what}`, request: withBody(baseline, body.mediaType, edge), intent: { kind: 'valid', varies: { what, closed: closed && !hasComparableSibling(edge, site) }, at }, control: witnessCase(operation, body, site, witness.isBaseline) };
      }
    }
  },
};

/** Beside another number in the same object a number may be refused for what they mean together, such as from and to. */
function hasComparableSibling(root: Json, { path }: Site): boolean {
  const parent = valueAt(root, path.slice(0, -1));
  if (typeof valueAt(root, path) !== 'number' || parent === null || typeof parent !== 'object') return false;
  return Object.entries(parent).some(([name, each]) => name !== path.at(-1) && typeof each === 'number');
}

/** A valid body in which a site is there: the baseline's, or it with that property added. */
export function witnessOf(workshop: Workshop, body: BodyContext, site: Site): { readonly value: Json; readonly isBaseline: boolean } | undefined {
  const added = withSite(workshop, body.value, body.schema.schema, site);
  if (added === body.value) return { value: body.value, isBaseline: true };
  const value = added === undefined ? undefined : repaired(workshop, body.schema.pointer, body.schema.schema, added);
  if (value === undefined || valueAt(value, site.path) === undefined) return undefined;
  if (site.choices.length > 0) return withSite(workshop, value, body.schema.schema, site) === value ? { value, isBaseline: false } : undefined;
  const alone = withoutCompany(body.value, value, site);
  return { value: isValid(workshop, body.schema.pointer, alone) ? alone : value, isBaseline: false };
}

/** One deviation at a time: objects that were made on the way hold nothing but what leads to the site. */
function withoutCompany(before: Json, after: Json, { path }: Site): Json {
  let value = after;
  for (let length = 1; length < path.length; length++) {
    const made = valueAt(value, path.slice(0, length));
    const next = path[length] ?? '';
    if (valueAt(before, path.slice(0, length)) !== undefined || made === null || typeof made !== 'object' || Array.isArray(made)) continue;
    value = withValueAt(value, path.slice(0, length), { [next]: (made as Readonly<Record<string, Json>>)[next] ?? null });
  }
  return value;
}

/** The case that sends the witness of a site: the positive control of what is done there. */
export function witnessCase(operation: Operation, body: BodyContext, site: Site, isBaseline: boolean): string {
  return isBaseline ? caseId(operation, 'baseline', '') : caseId(operation, id, labelOf(`${body.at}${site.at}`));
}

/** Only what is required; undefined when that is what the baseline sends anyway. */
function smallest(workshop: Workshop, body: BodyContext): Json | undefined {
  const sites = [...sitesOf(workshop, body.schema.schema)];
  let value = body.value;
  for (const site of sites) {
    if (site.required || site.path.length !== 1 || valueAt(value, site.path) === undefined) continue;
    const [name = ''] = site.path;
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
    const { [name]: _, ...rest } = value as Readonly<Record<string, Json>>;
    if (isValid(workshop, body.schema.pointer, rest)) value = rest;
  }
  return value === body.value ? undefined : value;
}
