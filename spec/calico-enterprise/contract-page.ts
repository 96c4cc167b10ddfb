import type { JsonObject, Schema } from '../../model/json.ts';
import type { Provenance } from '../../model/description.ts';
import { outlineOf, type ContractOutline, type GroundedPart, type OutlinedOperation } from './contract-outline.ts';
import { fieldsInShort, schemaInShort } from './schema-in-short.ts';

/** How the page words each provenance. */
const meaning: Readonly<Record<Provenance, string>> = {
  documented: 'stands on the published Enterprise pages',
  platform: 'known from the Platform API only, the sister API: likely shared, not proven',
  assumed: 'ours: the pages say nothing, or cannot be read',
};
const provenances = Object.keys(meaning) as Provenance[];

/** Writes `docs/contract.md` from the parsed contract; equal input gives equal bytes. */
export function contractPage(document: JsonObject): string {
  const outline = outlineOf(document);
  return [
    '# The contract',
    '',
    'Generated from `spec/calico-enterprise/openapi.yaml` by `scripts/contract-page.ts`; do not edit.',
    '',
    ...introduction(outline),
    ...overview(outline),
    ...outline.operations.flatMap(operationSection),
    ...contradictionSection(outline),
    ...provenances.flatMap((provenance) => provenanceSection(outline, provenance)),
    ...titleSection(outline),
    ...componentSection(outline),
    ...statusSection(outline),
  ].join('\n');
}

const introduction = ({ parts }: ContractOutline): string[] => [
  'The public documentation of the Calico Enterprise API is only partly available. Every part of the contract therefore',
  'says where it comes from, and a requirement is as well grounded as the weakest part that it rests on. A profile says',
  'which provenance can block a verdict.',
  '',
  ...table(['Provenance', 'Meaning', 'Parts'], provenances.map((each) => [each, meaning[each], String(parts.filter((part) => part.provenance === each).length)])),
  '',
];

const overview = ({ operations }: ContractOutline): string[] => [
  '## Operations',
  '',
  ...table(
    ['Group', 'Name', 'Operation', 'Method and path', 'Provenance'],
    operations.map((each) => [tagOf(each), summaryOf(each), `[${idOf(each)}](#${idOf(each).toLowerCase()})`, `\`${each.method} ${each.path}\``, each.provenance]),
  ),
  '',
];

function operationSection(operation: OutlinedOperation): string[] {
  const { parameters, requestBody, responses } = operation;
  return [
    `### ${idOf(operation)}`,
    '',
    `\`${operation.method} ${operation.path}\` · ${tagOf(operation)}, "${summaryOf(operation)}" · **${operation.provenance}**${marked(operation)}`,
    '',
    String(operation.value['description'] ?? '').trim(),
    '',
    `${operation.note}${aspectsOf(operation)}`,
    '',
    ...(parameters.length === 0 ? ['It takes no parameters.'] : table(
      ['Parameter', 'In', 'Required', 'Value', 'Provenance', 'Note'],
      parameters.map((each) => [`\`${String(each.value['name'])}\``, String(each.value['in']), each.value['required'] === true ? 'yes' : 'no', schemaInShort(each.value['schema'] as Schema | undefined), `${each.provenance}${marked(each)}`, each.note]),
    )),
    '',
    ...(requestBody === undefined ? [] : [`Request body (${requestBody.provenance}): ${bodyOf(requestBody)}. ${String(requestBody.value['description'] ?? '')}`, '']),
    ...table(
      ['Status', 'Meaning', 'Body', 'Headers', 'Provenance', 'Note'],
      responses.map(([status, each]) => [status, String(each.value['description']), bodyOf(each), headersOf(each), `${each.provenance}${marked(each)}`, each.note]),
    ),
    '',
  ];
}

const contradictionSection = ({ contradictions, operations, parts, statuses }: ContractOutline): string[] => [
  '## Contradictions',
  '',
  'Where the published pages contradict themselves, each other or HTTP, and what the suite does about it.',
  '',
  ...table(
    ['No.', 'What is contradictory', 'How the suite treats it', 'Where it stands'],
    contradictions.map((each) => [
      String(each.number), each.what, each.treatment,
      [
        ...parts.filter((part) => part.contradiction === each.number && !part.pointer.startsWith('/x-status-codes')).map((part) => placeOf(part, operations)),
        ...statuses.filter((row) => row.contradiction === each.number).map((row) => `table of statuses, ${row.status}`),
      ].join('; '),
    ]),
  ),
  '',
];

function provenanceSection({ operations, parts }: ContractOutline, provenance: Provenance): string[] {
  const heading = { documented: 'What is documented', platform: 'What is known from the Platform API only', assumed: 'What is assumed' }[provenance];
  const whole = parts.filter((part) => part.provenance === provenance && !part.pointer.startsWith('/x-status-codes'));
  const aspectsOnly = parts.flatMap((part) => {
    const aspects = part.provenance === provenance ? [] : part.aspects.filter(([, each]) => each === provenance).map(([aspect]) => aspect);
    return aspects.length === 0 ? [] : [[`${placeOf(part, operations)}: only its ${aspects.join(', ')}`, `as a whole ${part.provenance}`]];
  });
  return [
    `## ${heading}`,
    '',
    ...table(['Part', 'Note'], [...whole.map((part) => [placeOf(part, operations), part.note]), ...aspectsOnly]),
    '',
  ];
}

function titleSection({ schemas }: ContractOutline): string[] {
  const titles = [...new Set(schemas.flatMap(({ title }) => title ?? []))];
  return [
    '## Schema titles',
    '',
    `The published list of schemas has ${titles.length} distinct titles. They are documented, and so is little else about them: the fields are assumed unless a note says otherwise.`,
    '',
    ...table(
      ['Title', 'Component', 'Used by an operation', 'Fields', 'Note'],
      titles.flatMap((title) => schemas.filter((each) => each.title === title).map(({ name, used, part }) => [title, `\`${name}\``, used ? 'yes' : 'no', `${part.provenance}${marked(part)}`, part.note])),
    ),
    '',
  ];
}

const componentSection = ({ schemas }: ContractOutline): string[] => [
  '## Fields',
  '',
  'The components by name; a field that is itself a component has its own list.',
  '',
  ...schemas.flatMap(({ name, part }) => [`### ${name}`, '', `${String(part.value['description'] ?? part.note)} (${part.provenance})`, '', ...schemaLines(part.value), '']),
];

function schemaLines(schema: JsonObject): string[] {
  const fields = [...fieldsInShort(schema)];
  if (fields.length === 0) return [`${schemaInShort(schema)}`];
  const base = schema['allOf'] === undefined ? [] : [`All of ${schemaInShort(schema)}, and:`, ''];
  return [...base, ...table(['Field', 'Required', 'Value'], fields.map(({ path, required, value }) => [`\`${path}\``, required ? 'yes' : 'no', value]))];
}

const statusSection = ({ statuses }: ContractOutline): string[] => [
  '## The general table of statuses',
  '',
  'As the Platform API prints it. It has no row for 200 and none for 204.',
  '',
  ...table(['Status', 'Meaning as printed', 'Contradiction'], statuses.map((row) => [String(row.status), row.meaning, row.contradiction === undefined ? '' : String(row.contradiction)])),
  '',
];

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll(/\s*\n\s*/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)];
}

/** Where a part stands, in words: `deactivateUser, answer 200` or `schema User, properties user_id`. */
function placeOf({ pointer }: GroundedPart, operations: readonly OutlinedOperation[]): string {
  const owner = operations.find((each) => pointer === each.pointer || pointer.startsWith(`${each.pointer}/`));
  const rest = (owner === undefined ? pointer : pointer.slice(owner.pointer.length)).replaceAll('~1', '/').slice(1);
  if (owner !== undefined) return rest === '' ? `operation ${idOf(owner)}` : `${idOf(owner)}, ${rest.replace('content/application/json/schema', 'body').replace('responses/', 'answer ').replaceAll('/', ' ')}`;
  const [, kind, name, ...below] = rest.split('/');
  return rest.startsWith('components/') ? [`${kind?.slice(0, -1) ?? ''} ${name ?? ''}`, below.join(' ')].filter((each) => each !== '').join(', ') : rest.replaceAll('/', ' ');
}
const idOf = ({ value }: GroundedPart): string => String(value['operationId']);
const summaryOf = ({ value }: GroundedPart): string => String(value['summary']);
const tagOf = ({ value }: GroundedPart): string => (Array.isArray(value['tags']) ? value['tags'].join(', ') : '');
const marked = ({ contradiction }: GroundedPart): string => (contradiction === undefined ? '' : `, contradiction ${contradiction}`);
const aspectsOf = ({ aspects }: GroundedPart): string => (aspects.length === 0 ? '' : ` (${aspects.map(([aspect, each]) => `${aspect}: ${each}`).join(', ')})`);
const headersOf = ({ value }: GroundedPart): string => Object.keys((value['headers'] ?? {}) as JsonObject).join(', ');

function bodyOf({ value }: GroundedPart): string {
  const media = Object.values((value['content'] ?? {}) as Readonly<Record<string, JsonObject>>)[0];
  if (media === undefined) return 'none';
  const schema = media['schema'] as JsonObject;
  const fields = [...fieldsInShort(schema)];
  return fields.length === 0 ? schemaInShort(schema) : fields.map(({ path, value: field }) => `\`${path}\`: ${field}`).join('; ');
}
