import type { Json } from '../../model/json.ts';
import { mediaTypeFor } from '../../spec/media-type.ts';
import { labelOf, withBody } from '../strategy.ts';
import type { BodyContext, Strategy } from '../strategy.ts';
import { fileProperties } from '../values/file-properties.ts';
import { typesIn } from '../values/flat-schema.ts';
import { allowing, singleFault } from '../values/single-fault.ts';
import type { Site } from '../values/sites.ts';
import { isAlternative, sitesOf, valueAt, withValueAt } from '../values/sites.ts';
import type { Violation } from '../values/violations.ts';
import { violationsOf } from '../values/violations.ts';
import type { Workshop } from '../values/workshop.ts';
import type { BodyForm } from '../wire/body-bytes.ts';
import { bodyFormOf } from '../wire/body-bytes.ts';
import { bodyReadings } from '../wire/body-readings.ts';
import { noneAllowed } from '../wire/provably-invalid.ts';
import { kindReadings } from '../wire/text-readings.ts';
import { witnessCase, witnessOf } from './body-variation.ts';

/** Keywords that only a property breaks that nobody has declared. */
const undeclared: ReadonlySet<string> = new Set(['additionalProperties', 'unevaluatedProperties', 'propertyNames', 'maxProperties']);

/** One broken keyword at one place of a body, where the wire leaves no doubt that it is broken. */
export const bodyViolation: Strategy = {
  id: 'body-violation',
  summary: 'A request whose body breaks one keyword at one place, once per place and keyword; in forms only where every reading of the text is invalid.',
  *propose({ operation, workshop, baseline, body }) {
    if (!body) return;
    for (const site of provableSites(workshop, body)) {
      const witness = witnessOf(workshop, body, site);
      const base = witness && valueAt(witness.value, site.path);
      if (!witness || base === undefined) continue;
      for (const violation of violationsOf(workshop, site.schema, base)) {
        // Which of the alternatives a value of another type was meant for, nobody can tell.
        if (violation.keyword === 'type' && isAlternative(site)) continue;
        const at = `${body.at}${site.at}`;
        const keyword = violation.label === '' ? violation.keyword : `${violation.keyword}/${violation.label}`;
        const intent = { kind: 'invalid', keyword, at, ...(violation.advisory === true && { advisory: true }) } as const;
        const broken = provenBodyFault(workshop, body, witness.value, site, violation);
        if ('because' in broken) yield { intent, because: broken.because };
        else yield { label: `${labelOf(at)}/${keyword}`, request: withBody(baseline, body.mediaType, broken.value), intent, control: witnessCase(operation, body, site, witness.isBaseline) };
      }
    }
  },
};

/** The places of a body at which something can be broken for certain. */
export function* provableSites(workshop: Workshop, body: BodyContext): Iterable<Site> {
  const form = provableFormOf(body);
  if (!form) return;
  const files = new Set(form === 'multipart' ? fileProperties(workshop, body.schema.schema, encodingOf(body)) : []);
  // What is in a file is nobody's concern but the file's.
  for (const site of sitesOf(workshop, body.schema.schema)) if (!files.has(site.path[0] ?? '')) yield site;
}

/** Where any media type is allowed, what breaks the schema may be a file that happens to look like it; only plain text is text and nothing else. */
function provableFormOf({ mediaType, described }: BodyContext): BodyForm | undefined {
  const form = mediaType.includes('*') ? undefined : bodyFormOf(mediaType);
  return form === 'text' && (!mediaType.toLowerCase().startsWith('text/plain') || mediaTypeFor(described.content, 'text/plain')?.range !== mediaType) ? undefined : form;
}

/** The body with one fault that every reading of its wire form has; or why there is none. */
export function provenBodyFault(workshop: Workshop, body: BodyContext, value: Json, site: Site, violation: Violation): { readonly value: Json } | { readonly because: string } {
  const form = provableFormOf(body);
  if (!form) return { because: 'Nobody can tell how its media type is read.' };
  if (form !== 'json') {
    const typeless = form === 'text' || typesIn(site.schema).some((type) => type === 'string' || type === 'array') || site.path.length === 0;
    if (violation.keyword === 'type' && typeless) return { because: 'Forms and plain text have no types: whatever is written there is text.' };
    if (undeclared.has(violation.keyword) || site.isUndeclared) return { because: 'Whoever reads only the fields that are declared does not see the additional one.' };
  }
  const allows = allowing(workshop, body.schema.pointer, violation);
  const found = singleFault(workshop, { pointer: body.schema.pointer, value, site }, violation, (broken) => noneAllowed(readingsOfBody(body, form, broken, [...site.path, ...(violation.at ?? [])]), allows, body.described.required));
  return 'because' in found ? { because: `No body can be proven to break it: ${found.because}.` } : found;
}

function readingsOfBody(body: BodyContext, form: BodyForm, broken: Json, path: readonly string[]): readonly (Json | undefined)[] {
  if (form !== 'json') return [broken, ...bodyReadings(form, broken, path[0], encodingOf(body))];
  // JSON has types; but servers that trim or change case are legal.
  return [broken, ...kindReadings(valueAt(broken, path) ?? null).map((each) => withValueAt(broken, path, each))];
}

function encodingOf({ described, mediaType }: BodyContext) {
  return described.content.get(mediaType)?.encoding ?? new Map();
}
