import type { Problem, Result } from '../../model/problem.ts';
import { urlOf } from '../reading/open-description.ts';
import type { ReadLimits } from '../reading/reading.ts';
import type { ArazzoDocument, WorkflowRef } from './document.ts';
import { readArazzo } from './read-arazzo.ts';
import { workflowsNamedBy } from './workflows-named-by.ts';

/** An Arazzo document with the others that its workflows call. */
export interface ArazzoSet {
  readonly main: ArazzoDocument;
  /** Of the bytes of all of them. */
  readonly digest: string;
  /** The document that a source description of another one names. */
  documentOf(from: ArazzoDocument, source: string): ArazzoDocument | undefined;
}

/** Reads an Arazzo document and those that it calls workflows of; of these only files beside or below it. */
export async function readArazzoSet(file: string, limits: ReadLimits = {}): Promise<Result<ArazzoSet>> {
  const main = await readArazzo(file, limits);
  if (!main.ok) return main;
  const documents = new Map<string, ArazzoDocument>([[main.value.url, main.value]]);
  const pending: ArazzoDocument[] = [main.value];
  const problems: Problem[] = [];
  for (let from = pending.pop(); from; from = pending.pop()) {
    for (const source of from.sources.filter(({ type }) => type === 'arazzo')) {
      const url = urlOf(source.url, from.url);
      if (url === undefined || documents.has(url) || !namedIn(from, source.name)) continue;
      if (!isBelow(url, main.value.url)) {
        problems.push({ code: 'ARAZZO_REFUSED', what: `The workflows of ${source.url} are not read: it does not stand beside this document, or below it.`, where: from.place(`${source.pointer}/url`), fix: 'Put a copy there.' });
        continue;
      }
      const read = await readArazzo(url, limits);
      if (read.ok) {
        documents.set(url, read.value);
        pending.push(read.value);
      } else problems.push(...read.problems);
    }
  }
  const set: ArazzoSet = {
    main: main.value,
    digest: [...documents.values()].map((document) => document.digest).join(' '),
    documentOf: (from, name) => documents.get(urlOf(from.sources.find((source) => source.name === name)?.url ?? '', from.url) ?? ''),
  };
  const [first, ...rest] = [...problems, ...[...documents.values()].flatMap((document) => missingIn(document, set, problems))];
  return first ? { ok: false, problems: [first, ...rest] } : { ok: true, value: set };
}

function namedIn(document: ArazzoDocument, source: string): boolean {
  return refsIn(document).some((ref) => ref.source === source);
}

function refsIn({ workflows }: ArazzoDocument): readonly WorkflowRef[] {
  return workflows.flatMap((workflow) => [...workflow.dependsOn, ...workflowsNamedBy(workflow)]);
}

/** Within one document a missing workflow is a fault of that document; here it is missing in another one. */
function missingIn(document: ArazzoDocument, set: ArazzoSet, earlier: readonly Problem[]): readonly Problem[] {
  if (earlier.length > 0) return [];
  return refsIn(document).flatMap(({ source, id, pointer }) => {
    if (source === undefined) return [];
    const ids = set.documentOf(document, source)?.workflows.map((workflow) => workflow.id) ?? [];
    return ids.includes(id) ? [] : [{ code: 'ARAZZO_INVALID', what: `The source description ${JSON.stringify(source)} has no workflow ${JSON.stringify(id)}.`, where: document.place(pointer), fix: `It has: ${ids.join(', ')}.` }];
  });
}

function isBelow(url: string, main: string): boolean {
  return url.startsWith(main.slice(0, main.lastIndexOf('/') + 1));
}
