import type { Json, JsonObject, JsonPointer } from '../model/json.ts';
import type { Finding } from '../model/outcome.ts';
import { blameOf } from './blame.ts';
import { clustersOf } from './clusters.ts';
import type { CollectedRun, JudgedRequirement } from './collected-run.ts';

/** A change of the description under which a finding would be none, or why there is no such single change. */
export type Suggestion =
  | { readonly because: string; readonly actions: readonly Change[] }
  | { readonly because: string; readonly instead: string };

/** What an Overlay says of one place: RFC 9535 finds it. */
export type Change =
  | { readonly target: string; readonly update: Json }
  | { readonly target: string; readonly remove: true };

/** Keywords that do nothing but refuse: without them the rest of the schema says what it said. */
const bounds: ReadonlySet<string> = new Set([
  'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minItems', 'maxItems', 'uniqueItems',
  'minProperties', 'maxProperties', 'additionalProperties', 'unevaluatedProperties', 'additionalItems', 'unevaluatedItems', 'propertyNames', 'const', 'dependentRequired',
]);

const elsewhere = 'what has to change depends on what was meant';

/** For every finding that the description may be to blame for, each change once. */
export function suggestionsOf(run: CollectedRun): readonly Suggestion[] {
  const dialect = run.started?.description.dialect;
  const found = new Map<string, Suggestion>();
  for (const cluster of clustersOf(run)) {
    if (blameOf(cluster).who === 'target') continue;
    for (const row of cluster.requirements) {
      const findings = row.outcome.kind === 'fail' ? row.outcome.findings : [];
      for (const finding of findings.filter((each) => each.cluster === cluster.finding.cluster || each.message === cluster.finding.message)) {
        const suggestion = suggestionFor(finding, row, dialect);
        const key = 'actions' in suggestion ? JSON.stringify(suggestion.actions) : `${suggestion.instead} ${suggestion.because}`;
        if (!found.has(key)) found.set(key, suggestion);
      }
    }
  }
  return [...found.values()];
}

function suggestionFor(finding: Finding, { requirement: { rule, operationId = 'the API', ...requirement } }: JudgedRequirement, dialect: string | undefined): Suggestion {
  const because = `${operationId}: ${finding.message}`;
  const place = finding.place ?? requirement.place;
  if (place === undefined) return { because, instead: elsewhere };
  if (place.includes('#')) return { because, instead: `it stands in another file, ${place}, and an overlay changes the entry file only` };
  const facts = isObject(finding.facts) ? finding.facts : {};
  const actions = actionsFor(rule, place, facts, dialect);
  return actions ? { because, actions } : { because, instead: elsewhere };
}

function actionsFor(rule: string, place: JsonPointer, facts: JsonObject, dialect: string | undefined): readonly Change[] | undefined {
  const { received } = facts;
  switch (rule) {
    case 'status-documented':
    case 'success-documented':
    case 'error-status-documented':
      return typeof received === 'number' ? [{ target: pathOf(place), update: { [String(received)]: { description: 'Seen, and not described so far.' } } }] : undefined;
    case 'content-type-documented': {
      const [response, last] = split(place);
      const range = typeof received === 'string' ? (received.split(';')[0] ?? '').trim().toLowerCase() : '';
      return last === 'content' && /^[^\s/]+\/[^\s/]+$/.test(range) ? [{ target: pathOf(response), update: { content: { [range]: {} } } }] : undefined;
    }
    case 'header-documented':
      return received === null ? [{ target: pathOf(place), update: { required: false } }] : undefined;
    case 'format-advised':
      return [{ target: pathOf(place), remove: true }];
    case 'no-undeclared-properties': {
      const name = typeof facts['instance'] === 'string' ? split(facts['instance'])[1] : '';
      return name === '' ? undefined : [{ target: pathOf(place), update: { properties: { [name]: {} } } }];
    }
    case 'body-schema':
      return schemaActions(place, facts, dialect);
    default:
      return undefined;
  }
}

function schemaActions(place: JsonPointer, { keyword, received, detail }: JsonObject, dialect: string | undefined): readonly Change[] | undefined {
  const [schema, last] = split(place);
  if (typeof keyword !== 'string' || typeof received !== 'string' || last !== keyword) return undefined;
  if (bounds.has(keyword)) return [{ target: pathOf(place), remove: true }];
  if (keyword === 'required') return typeof detail === 'string' ? [{ target: `${pathOf(place)}[?@ == ${quoted(detail)}]`, remove: true }] : undefined;
  if (keyword === 'enum') {
    const value = parsed(received);
    return value === undefined ? undefined : [{ target: pathOf(place), update: value }];
  }
  if (keyword !== 'type' || typeof detail !== 'string') return undefined;
  const type = typeIn(received);
  if (dialect === '3.1') return type === undefined ? undefined : [{ target: pathOf(place), remove: true }, { target: pathOf(schema), update: { type: [...new Set([...detail.split(','), type])] } }];
  if (type !== 'null') return [{ target: pathOf(place), remove: true }];
  // Swagger 2.0 has neither components nor content, and no word of its own for it.
  const word = place.startsWith('/components/') || place.includes('/content/') ? 'nullable' : 'x-nullable';
  return dialect === undefined ? undefined : [{ target: pathOf(schema), update: { [word]: true } }];
}

/** The type of a value that a finding shows. */
function typeIn(received: string): string | undefined {
  if (received.startsWith('an array')) return 'array';
  if (received.startsWith('an object')) return 'object';
  if (received.startsWith('"')) return 'string';
  const value = parsed(received);
  if (value === null) return 'null';
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : undefined;
}

/** A single value that a finding shows whole. */
function parsed(received: string): string | number | boolean | null | undefined {
  try {
    const value = JSON.parse(received) as Json;
    return typeof value === 'object' && value !== null ? undefined : value;
  } catch {
    return undefined;
  }
}

/** Below these stand lists. */
const lists: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems', 'parameters', 'items']);

/** The place as RFC 9535 writes it, every name in brackets. */
function pathOf(place: JsonPointer): string {
  const tokens = place.split('/').slice(1).map(unescaped);
  return `$${tokens.map((token, index) => `[${/^(0|[1-9]\d*)$/.test(token) && lists.has(tokens[index - 1] ?? '') ? token : quoted(token)}]`).join('')}`;
}

function split(place: JsonPointer): readonly [parent: JsonPointer, last: string] {
  const cut = place.lastIndexOf('/');
  return [place.slice(0, Math.max(cut, 0)), unescaped(place.slice(cut + 1))];
}

function unescaped(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** A string literal of RFC 9535, in single quotes. */
function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
