import type { ResponseDescription } from '../../model/description.ts';
import type { Json } from '../../model/json.ts';
import { getAt } from '../../spec/json-pointer.ts';
import { isJson, mediaTypeFor } from '../../spec/media-type.ts';
import { isObject } from '../../spec/resolve-reference.ts';
import { singleFault } from '../../generate/values/single-fault.ts';
import { sitesOf, valueAt, withSite, withValueAt } from '../../generate/values/sites.ts';
import { violationsOf } from '../../generate/values/violations.ts';
import { textOf, withField, withText } from '../answer-lie.ts';
import type { Lying } from '../mutant.ts';
import type { LiesAgainst, Occasion } from './lying.ts';
import { inAnswers, responseKeyOf } from './lying.ts';

const unknownType = 'application/x-model-unknown';

/** Bodies that are not what they should be. */
export const liesAboutBodies: Readonly<Record<string, LiesAgainst>> = {
  'content-type-documented': {
    *propose(occasion) {
      const key = responseKeyOf(occasion.requirement);
      const declared = occasion.operation.responses.get(key);
      const when = (_: unknown, response: Parameters<typeof textOf>[0]): boolean => response.body !== undefined;
      if (declared && mediaTypeFor(declared.content, unknownType)) yield { because: 'Every media type is documented.' };
      else yield inAnswers(occasion, 'unknown', `calls its bodies ${unknownType}`, { responseKey: key, when, change: (response) => withField(response, 'Content-Type', unknownType) });
      yield inAnswers(occasion, 'none', 'does not say what its bodies are', { responseKey: key, when, change: (response) => withField(response, 'Content-Type', undefined) });
    },
  },
  'body-parses': {
    *propose(occasion) {
      const key = responseKeyOf(occasion.requirement);
      const declared = occasion.operation.responses.get(key);
      if (['204', '205', '304'].includes(key)) {
        yield inAnswers(occasion, 'body', `sends a body with ${key}`, { responseKey: key, change: (response) => withField(withText(response, '{"unexpected":true}'), 'Content-Type', 'application/json') });
        return;
      }
      if (declared && declared.content.size > 0) yield inAnswers(occasion, 'empty', `sends nothing with ${key}`, { responseKey: key, change: (response) => withText(response, '') });
      if (isJsonAnswered(occasion, key) || declared?.content.size === 0) {
        yield inAnswers(occasion, 'cut-off', 'breaks its JSON off before its end', {
          responseKey: key, change: (response) => withField(withText(response, `${textOf(response).slice(0, -1)}${textOf(response).length < 2 ? '{"' : ''}`), 'Content-Type', 'application/json'),
        });
      }
    },
  },
  'body-schema': { propose: (occasion) => brokenBodies(occasion, (keyword) => keyword !== 'format' || occasion.law.formats === 'assert') },
  'format-advised': { propose: (occasion) => brokenBodies(occasion, (keyword) => keyword === 'format') },
  'no-undeclared-properties': {
    *propose(occasion) {
      const answered = answeredJson(occasion);
      if ('because' in answered) {
        yield answered;
        return;
      }
      const { key, value, pointer } = answered;
      const broken = objectsIn(value, []).map((path) => withValueAt(value, [...path, 'model_undeclared'], 'unexpected')).find((each) => occasion.shop.schemas.undeclared(pointer, each).length > 0);
      yield broken === undefined ? { because: 'Every property is declared.' } : inAnswers(occasion, 'undeclared', 'shows a property that is not declared', { responseKey: key, change: (response) => withText(response, JSON.stringify(broken)) });
    },
  },
};

/** The body of an answer with one keyword of its schema broken at one place, keyword by keyword. */
function* brokenBodies(occasion: Occasion, counts: (keyword: string) => boolean): Iterable<Lying> {
  const answered = answeredJson(occasion);
  if ('because' in answered) {
    yield answered;
    return;
  }
  const { key, value, pointer } = answered;
  const { shop } = occasion;
  const schema = getAt(shop.document, pointer) ?? {};
  for (const site of sitesOf(shop, schema)) {
    const intact = valueAt(value, site.path) === undefined || site.choices.length > 0 ? withSite(shop, value, schema, site) : value;
    if (intact === undefined || !shop.schemas.validates(pointer, intact)) continue;
    const own = valueAt(intact, site.path);
    if (own === undefined) continue;
    for (const violation of violationsOf(shop, site.schema, own)) {
      if (violation.keyword === 'readOnly' || !counts(violation.keyword)) continue;
      const fault = singleFault(shop, { pointer, value: intact, site }, violation, () => ({ proven: true }));
      const label = `${site.at}/${violation.keyword}${violation.label === '' ? '' : ` ${violation.label}`}`;
      yield 'because' in fault
        ? { because: `No value breaks one keyword of its schema alone: ${fault.because}.` }
        : inAnswers(occasion, label, `breaks ${label} in ${key} bodies`, { responseKey: key, when: (_, response) => response.body !== undefined, change: (response) => withText(response, JSON.stringify(fault.value)) });
    }
  }
}

/** What was answered as the requirement names it, if it was JSON. */
function answeredJson({ requirement, operation, ground }: Occasion): { readonly key: string; readonly value: Json; readonly pointer: string } | { readonly because: string } {
  const key = responseKeyOf(requirement);
  const response = ground.answerTo(operation.id, key)?.response;
  const text = response?.kind === 'response' ? textOf(response) : '';
  const type = response?.kind === 'response' ? response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] : undefined;
  const media = type === undefined ? undefined : mediaTypeFor(operation.responses.get(key)?.content ?? new Map(), type);
  if (type === undefined || !media?.schema || media.range.replaceAll('~', '~0').replaceAll('/', '~1') !== requirement.at.split('/')[4]) return { because: `The honest server never answers like that (${key}).` };
  if (!isJson(type)) return { because: 'Only JSON is broken keyword by keyword.' };
  return { key, value: JSON.parse(text) as Json, pointer: media.schema.pointer };
}

function isJsonAnswered({ operation, ground }: Occasion, key: string): boolean {
  const response = ground.answerTo(operation.id, key)?.response;
  return response?.kind === 'response' && isJson(response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? '');
}

function objectsIn(value: Json, path: readonly string[]): readonly (readonly string[])[] {
  if (value === null || typeof value !== 'object' || path.length > 4) return [];
  return [...(isObject(value) ? [path] : []), ...Object.entries(value).slice(0, 20).flatMap(([name, each]) => objectsIn(each as Json, [...path, name]))];
}

/** A declared response, for those who lie about its headers. */
export function declaredIn({ operation, requirement }: Occasion): ResponseDescription | undefined {
  return operation.responses.get(responseKeyOf(requirement));
}
