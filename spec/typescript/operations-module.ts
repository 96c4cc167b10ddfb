import type { Description, MediaType, Operation, Parameter } from '../../model/description.ts';
import type { Schema } from '../../model/json.ts';
import { getAt } from '../json-pointer.ts';
import { pointerOf } from '../resolve-reference.ts';
import { propertyName, schemaType, type NameOf } from './schema-type.ts';

/** A module of TypeScript that says what the operations of a description take and answer, and has `defineFlow` for them. */
export function operationsModule(description: Description): string {
  const { names, nameOf } = namesFor();
  const operations = description.operations.map((operation) => operationType(operation, nameOf));
  const types: string[] = [];
  // Naming a schema may name others; the list grows while it is read.
  for (const [reference, name] of names) types.push(`export type ${name} = ${schemaType(schemaAt(reference, description), nameOf)};\n`);
  return [
    `// Types of ${oneLine(description.title)} ${oneLine(description.version)}, written by calico-conformance flows types. When the description changes, write them anew.\n`,
    "import { defineFlowFor } from 'calico-conformance/flows';\n\n",
    '/** `defineFlow` for these operations. */\nexport const defineFlow = defineFlowFor<Operations>();\n\n',
    `/** What each operation takes and answers, by operationId. */\nexport interface Operations {\n${operations.join('')}}\n`,
    ...types.sort().map((type) => `\n${type}`),
  ].join('');
}

function operationType(operation: Operation, nameOf: NameOf): string {
  const { id, method, path, summary, parameters, requestBody, responses } = operation;
  const said = `${method.toUpperCase()} ${path}${summary === '' ? '' : `: ${summary}`}`;
  const body = requestBody && bodyType([...requestBody.content.values()], nameOf);
  const answers = [...responses].map(([status, { content }]) => `      ${statusName(status)}: ${content.size === 0 ? 'undefined' : bodyType([...content.values()], nameOf)};\n`);
  return [
    `  /** ${oneLine(said).replaceAll('*/', '* /')} */\n  ${propertyName(id)}: {\n`,
    ...(['path', 'query', 'header'] as const).map((place) => `    ${place === 'header' ? 'headers' : place}: ${parametersType(parameters.filter((each) => each.in === place), nameOf)};\n`),
    `    body: ${body === undefined ? 'undefined' : requestBody?.required === true || body === 'unknown' ? body : `${body} | undefined`};\n`,
    `    responses: {\n${answers.join('')}    };\n  };\n`,
  ].join('');
}

function parametersType(parameters: readonly Parameter[], nameOf: NameOf): string {
  if (parameters.length === 0) return '{}';
  return `{ ${parameters.map(({ name, required, schema }) => `${propertyName(name)}${required ? '' : '?'}: ${schemaType(schema?.schema, nameOf)}`).join('; ')} }`;
}

/** Of several media types the one in which a flow sends and reads: JSON, or else the first. */
function bodyType(content: readonly MediaType[], nameOf: NameOf): string {
  const chosen = content.find(({ range }) => /[/+]json\b/.test(range)) ?? content[0];
  return schemaType(chosen?.schema?.schema, nameOf);
}

function statusName(status: string): string {
  return /^\d{3}$/.test(status) ? String(Number(status)) : propertyName(status);
}

/** Names of types by the references that stand for them, made when they are first asked for. */
function namesFor(): { readonly names: ReadonlyMap<string, string>; readonly nameOf: NameOf } {
  const names = new Map<string, string>();
  const taken = new Set(['Operations', 'Record']);
  const nameOf = (reference: string): string => {
    const known = names.get(reference);
    if (known !== undefined) return known;
    const last = pointerOf(reference)?.split('/').at(-1) ?? '';
    const word = last.replaceAll(/[^A-Za-z0-9]+(.?)/g, (_, next: string) => next.toUpperCase()).replace(/^[^A-Za-z]*/, '');
    const wanted = word === '' ? 'Schema' : `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
    let name = wanted;
    for (let count = 2; taken.has(name); count += 1) name = `${wanted}${count}`;
    taken.add(name);
    names.set(reference, name);
    return name;
  };
  return { names, nameOf };
}

function schemaAt(reference: string, { document }: Description): Schema | undefined {
  const pointer = pointerOf(reference);
  return pointer === undefined ? undefined : (getAt(document, pointer) as Schema | undefined);
}

function oneLine(text: string): string {
  return text.trim().replaceAll(/\s+/g, ' ');
}
