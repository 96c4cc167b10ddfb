import type { CaptureKey, CapturePlan, CaptureSource } from '../model/case.ts';
import type { Description, Operation, Parameter } from '../model/description.ts';
import type { Json } from '../model/json.ts';
import { idFieldsFor } from '../spec/id-fields.ts';
import { getAt } from '../spec/json-pointer.ts';
import { mentionsProperty } from '../spec/mentions-property.ts';
import { isObject } from '../spec/resolve-reference.ts';
import type { Schemas } from '../spec/schemas.ts';
import { parameterValue } from './parameter-value.ts';
import type { Workshop } from './values/workshop.ts';

/** Values by capture key, as the configuration gives them. */
export type Fixtures = Readonly<Record<CaptureKey, readonly Json[]>>;

/** The key under which a path parameter's value is captured: alike for all operations that share the name and the path before it. */
export function captureKeyFor(operation: Operation, parameter: Parameter): CaptureKey {
  const last = lastParameter(operation.path) === parameter.name;
  return operation.method === 'delete' && !operation.safe && last ? `disposable:${parameter.name}` : parameter.name;
}

/** Where the values of all captures come from: what operations list, what the configuration says, what examples say; else what the schema allows. */
export function capturesOf(description: Description, fixtures: Fixtures, schemas: Schemas, seed: number): readonly CapturePlan[] {
  const workshop: Workshop = { description, document: description.document, schemas, seed };
  const plans = new Map<CaptureKey, CapturePlan>();
  for (const operation of description.operations) {
    for (const parameter of operation.parameters) {
      if (parameter.in !== 'path') continue;
      const key = captureKeyFor(operation, parameter);
      const known = plans.get(key);
      const own = sourcesFor(workshop, operation, parameter, key, fixtures);
      plans.set(key, { key, parameter: parameter.name, sources: merged(known?.sources ?? [], own) });
    }
  }
  return [...plans.values()];
}

function sourcesFor(workshop: Workshop, operation: Operation, parameter: Parameter, key: CaptureKey, fixtures: Fixtures): readonly CaptureSource[] {
  const configured = fixtures[key];
  const configuration: readonly CaptureSource[] = configured && configured.length > 0 ? [{ kind: 'configuration', values: configured }] : [];
  // Only what somebody has handed out for it may be destroyed: no list ever supplies a victim.
  if (key.startsWith('disposable:')) return configuration;
  const { description } = workshop;
  const examples = examplesOf(description, parameter);
  const guess = examples.length === 0 && operation.safe ? parameterValue(workshop, parameter) : undefined;
  return [
    ...discoveries(description, operation, parameter),
    ...configuration,
    ...(examples.length > 0 ? [{ kind: 'example', values: examples } as const] : []),
    ...(guess !== undefined && typeof guess !== 'object' ? [{ kind: 'schema', values: [guess] } as const] : []),
  ];
}

function discoveries(description: Description, operation: Operation, parameter: Parameter): readonly CaptureSource[] {
  const parent = operation.path.slice(0, operation.path.indexOf(`{${parameter.name}}`)).replace(/\/$/, '');
  const collection = parent.split('/').at(-1) ?? '';
  const fields = idFieldsFor(parameter.name, collection);
  const ranked = description.operations
    .filter((each) => each.safe && each.method === 'get' && !each.path.includes(`{${parameter.name}}`))
    .map((each) => ({ id: each.id, rank: rankOf(description, each, operation, parameter, parent, fields) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank);
  return ranked.slice(0, 3).map(({ id, rank }) => ({
    kind: 'discovery', operationId: id,
    // A plain `id` means the right thing only in the parent collection itself.
    fields: rank >= 3 ? fields : spellings(fields, parameter.name),
  }));
}

/** 4: linked to this operation; 3: lists the parent collection; 1: mentions a property of this name. */
function rankOf(description: Description, candidate: Operation, consumer: Operation, parameter: Parameter, parent: string, fields: readonly string[]): number {
  const responses = [...candidate.responses].filter(([key]) => key.startsWith('2')).map(([, response]) => response);
  const linked = responses.some(({ links }) => links.some((link) =>
    link.operationId === consumer.id && [...link.parameters.keys()].some((name) => name === parameter.name || name === `path.${parameter.name}`)));
  if (linked) return 4;
  if (candidate.path.replace(/\/$/, '') === parent) return 3;
  const specific = spellings(fields, parameter.name);
  const mentions = responses.some(({ content }) => [...content.values()].some((media) => media.schema !== undefined && mentionsProperty(description, media.schema.pointer, specific)));
  return mentions && parameter.name.toLowerCase() !== 'id' ? 1 : 0;
}

/** The spellings of a name among the fields, without the general ones. */
function spellings(fields: readonly string[], name: string): readonly string[] {
  const plain = (text: string): string => text.replaceAll(/[^A-Za-z0-9]/g, '').toLowerCase();
  return fields.filter((field) => plain(field) === plain(name));
}

function examplesOf(description: Description, parameter: Parameter): readonly Json[] {
  const schema = parameter.schema && getAt(description.document, parameter.schema.pointer);
  const own = isObject(schema) ? schema : {};
  const listed = own['examples'];
  const values = [...parameter.examples.map(({ value }) => value), own['example'], own['default'], ...(Array.isArray(listed) ? (listed as readonly Json[]) : [])];
  return values.filter((value): value is Json => value !== undefined && value !== null && typeof value !== 'object');
}

function merged(known: readonly CaptureSource[], own: readonly CaptureSource[]): readonly CaptureSource[] {
  const order = { discovery: 0, configuration: 1, example: 2, schema: 3 } as const;
  const all = new Map([...known, ...own].map((source) => [JSON.stringify(source), source]));
  return [...all.values()].sort((a, b) => order[a.kind] - order[b.kind]);
}

function lastParameter(path: string): string | undefined {
  return [...path.matchAll(/\{([^}]+)\}/g)].at(-1)?.[1];
}
