import type { Json, JsonObject } from '../../model/json.ts';
import type { Problem, Result } from '../../model/problem.ts';
import { openDescription } from '../reading/open-description.ts';
import { placeOf } from '../reading/place-of.ts';
import type { ReadLimits } from '../reading/reading.ts';
import type { Source } from '../reading/source.ts';
import { isObject } from '../resolve-reference.ts';
import { checkReferences } from './check-references.ts';
import type { ArazzoDocument, SourceDescription } from './document.ts';
import type { Complain, Fault } from './fault.ts';
import { knownFields, membersOf, objectsOf, optionalText, requiredText, uniqueIds } from './fields.ts';
import { inputSchemas } from './inputs.ts';
import { readAction } from './read-actions.ts';
import { readParameter } from './read-parameters.ts';
import { readWorkflow } from './read-workflow.ts';

const begin = 'An Arazzo document begins with "arazzo: 1.0.1", and has "info", "sourceDescriptions" and "workflows".';
const mostProblems = 20;

/** Reads an Arazzo document of version 1.0 or 1.1 from a file, and holds it against that version. What it refers to in other files is not read. */
export async function readArazzo(file: string, limits: ReadLimits = {}): Promise<Result<ArazzoDocument>> {
  const opened = await openDescription(file, limits);
  if (!opened.ok) return { ok: false, problems: [asArazzo(opened.problems[0])] };
  return arazzoFrom(opened.value.entry);
}

/** The Arazzo document that a source holds. */
function arazzoFrom(source: Source): Result<ArazzoDocument> {
  const faults = new Map<string, Fault>();
  const complain: Complain = (pointer, what, fix) => {
    // A reused object is read wherever it is used, and is wrong only once.
    faults.set(`${pointer} ${what}`, { pointer, what, ...(fix !== undefined && { fix }) });
  };
  const document = readRoot(source, complain);
  const all = [...faults.values()];
  const problems = all.slice(0, mostProblems).map(({ pointer, what, fix }): Problem => ({ code: 'ARAZZO_INVALID', what, where: placeOf(source, pointer), ...(fix !== undefined && { fix }) }));
  if (all.length > mostProblems) problems.push({ code: 'ARAZZO_INVALID', what: `There are ${all.length - mostProblems} more problems like these.`, where: { file: source.file } });
  const [first, ...rest] = problems;
  if (first) return { ok: false, problems: [first, ...rest] };
  return document ? { ok: true, value: document } : { ok: false, problems: [{ code: 'ARAZZO_INVALID', what: 'This is no Arazzo document.', where: { file: source.file }, fix: begin }] };
}

function readRoot(source: Source, complain: Complain): ArazzoDocument | undefined {
  const root = source.value;
  if (!isObject(root) || root['arazzo'] === undefined) {
    complain('', 'This is no Arazzo document: it has no "arazzo".', begin);
    return undefined;
  }
  const said = root['arazzo'];
  const edition = typeof said === 'string' ? /^(1\.[01])\.\d+(?:-.+)?$/.exec(said)?.[1] : undefined;
  if (edition !== '1.0' && edition !== '1.1') {
    complain('/arazzo', `The version ${JSON.stringify(said)} of Arazzo is not supported.`, typeof said === 'string' ? 'Versions 1.0.x and 1.1.x are.' : 'Write it as a text of three numbers, such as "1.0.1".');
    return undefined;
  }
  knownFields(root, ['arazzo', '$self', 'info', 'sourceDescriptions', 'workflows', 'components'], '', complain);
  const info = isObject(root['info']) ? root['info'] : undefined;
  if (!info) complain(root['info'] === undefined ? '' : '/info', '"info" is missing, or no object.', begin);
  if (info) knownFields(info, ['title', 'summary', 'description', 'version'], '/info', complain);
  checkSelf(root, complain);
  checkComponents(root, complain);
  const workflows = readWorkflows(root, complain);
  const document: ArazzoDocument = {
    title: info ? requiredText(info, 'title', '/info', complain) : '',
    version: info ? requiredText(info, 'version', '/info', complain) : '',
    edition, file: source.file, digest: source.digest, url: source.url,
    sources: readSources(root, complain), workflows, document: root,
    place: (pointer) => placeOf(source, pointer),
  };
  checkReferences(document, complain);
  checkInputs(document, complain);
  return document;
}

function readWorkflows(root: JsonObject, complain: Complain): ArazzoDocument['workflows'] {
  const found = objectsOf(root, 'workflows', '', complain);
  if (found.length === 0) complain(root['workflows'] === undefined ? '' : '/workflows', 'There are no workflows.', begin);
  uniqueIds(found.map(([workflow, at]) => [typeof workflow['workflowId'] === 'string' ? workflow['workflowId'] : '', `${at}/workflowId`]), 'workflow', complain);
  return found.map(([workflow, at]) => readWorkflow(workflow, at, root, complain));
}

function readSources(root: JsonObject, complain: Complain): readonly SourceDescription[] {
  const found = objectsOf(root, 'sourceDescriptions', '', complain);
  if (found.length === 0) complain(root['sourceDescriptions'] === undefined ? '' : '/sourceDescriptions', 'There are no source descriptions.', begin);
  uniqueIds(found.map(([source, at]) => [typeof source['name'] === 'string' ? source['name'] : '', `${at}/name`]), 'source description', complain);
  return found.map(([source, pointer]) => {
    knownFields(source, ['name', 'url', 'type'], pointer, complain);
    return { name: requiredText(source, 'name', pointer, complain), url: requiredText(source, 'url', pointer, complain), type: sourceType(source['type'], `${pointer}/type`, complain), pointer };
  });
}

function sourceType(type: Json | undefined, pointer: string, complain: Complain): SourceDescription['type'] {
  if (type === 'asyncapi') complain(pointer, 'Descriptions of the type asyncapi are not supported: only HTTP is spoken here.', 'Leave out the source description, and the steps that use it.');
  else if (type !== undefined && type !== 'openapi' && type !== 'arazzo') complain(pointer, `There is no source description of the type ${JSON.stringify(type)}.`, 'Known are openapi and arazzo.');
  return type === 'arazzo' ? 'arazzo' : 'openapi';
}

function checkSelf(root: JsonObject, complain: Complain): void {
  const self = optionalText(root, '$self', '', complain);
  if (self?.includes('#')) complain('/$self', '"$self" must not have a fragment.');
}

/** What nobody uses is checked all the same. */
function checkComponents(root: JsonObject, complain: Complain): void {
  const components = root['components'];
  if (components === undefined) return;
  if (!isObject(components)) {
    complain('/components', '"components" must be an object.');
    return;
  }
  knownFields(components, ['inputs', 'parameters', 'successActions', 'failureActions'], '/components', complain);
  membersOf(components, 'inputs', '/components', complain);
  for (const [name, value, at] of membersOf(components, 'parameters', '/components', complain)) {
    if (isObject(value)) readParameter(value, at, 'either', at, complain);
    else complain(at, `The parameter ${JSON.stringify(name)} must be an object.`);
  }
  for (const group of ['successActions', 'failureActions'] as const) {
    for (const [name, value, at] of membersOf(components, group, '/components', complain)) {
      if (isObject(value)) readAction(value, at, group, root, complain);
      else complain(at, `The action ${JSON.stringify(name)} must be an object.`);
    }
  }
}

function checkInputs({ workflows, document }: ArazzoDocument, complain: Complain): void {
  const schemas = inputSchemas(document);
  for (const { inputs } of workflows) {
    const why = inputs === undefined ? undefined : schemas.broken(inputs);
    if (inputs !== undefined && why !== undefined) complain(inputs, `The inputs are described by no JSON Schema: ${why}.`, 'Inputs are described in JSON Schema 2020-12.');
  }
}

/** What is wrong with reading a file is said of what the file is meant to be. */
function asArazzo(problem: Problem): Problem {
  return { ...problem, code: problem.code.replace('DESCRIPTION_', 'ARAZZO_'), ...(problem.fix !== undefined && { fix: problem.fix.replaceAll('description', 'Arazzo document') }) };
}
