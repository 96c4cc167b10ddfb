import { basename } from 'node:path';
import type { JsonObject } from '../../model/json.ts';
import type { Notice } from '../../model/description.ts';
import type { Problem } from '../../model/problem.ts';
import { brokenReference, referencesIn } from './references.ts';
import type { Loader } from './load-source.ts';
import type { Source } from './parse-source.ts';
import { placeOf } from './parse-source.ts';

/** What is wrong with a description, most important first, and what is odd about it. */
export interface Validation {
  readonly problems: readonly Problem[];
  readonly notices: readonly Notice[];
}

const mostProblems = 20;

/** Rules of the linter whose complaints leave an API that can still be judged. */
const bearable = /is not expected here|nullable|must be present on this level\. *$/;

/**
 * Holds a description against the OpenAPI Specification: the linter of Redocly for structure, names and references,
 * with places; swagger-parser's meta-schemas as the second judge of what the first let pass.
 */
export async function validate(entry: Source, document: JsonObject, sources: readonly Source[], loader: Loader): Promise<Validation> {
  const broken = referencesIn(document).flatMap((reference): readonly Problem[] => {
    const what = brokenReference(document, reference);
    return what === undefined ? [] : [{ code: 'REFERENCE_BROKEN', what, where: placeOf(entry, reference.pointer), fix: 'Correct the $ref, or add what it names.' }];
  });
  if (broken.length > 0) return { problems: broken.slice(0, mostProblems), notices: [] };
  const linted = await lint(entry, sources, loader);
  const serious = linted.filter(({ problem, isBearable }) => !isBearable && problem.code !== '');
  const notices = linted.filter(({ isBearable }) => isBearable).slice(0, mostProblems).map(({ problem }): Notice => ({ code: problem.code, what: problem.what, ...(problem.where && { where: problem.where }) }));
  if (serious.length > 0) return { problems: serious.slice(0, mostProblems).map(({ problem }) => problem), notices };
  return { problems: [], notices };
}

async function lint(entry: Source, sources: readonly Source[], loader: Loader): Promise<readonly { readonly problem: Problem; readonly isBearable: boolean }[]> {
  const core = await import('@redocly/openapi-core');
  const config = await core.createConfig({ extends: ['spec'] });
  const known = new Map(sources.map((source) => [source.file, source]));
  class ClosedResolver extends core.BaseResolver {
    override async loadExternalRef(name: string) {
      const loaded = await loader.load(name);
      if (!loaded.ok) throw new Error(loaded.problems[0].what);
      known.set(loaded.value.file, loaded.value);
      return new core.Source(name, loaded.value.text);
    }
  }
  const document = core.makeDocumentFromString(entry.text, loader.entry);
  const found = await core.lintDocument({ document, config, externalRefResolver: new ClosedResolver(config.resolve) });
  return found.filter(({ severity }) => severity === 'error').map(({ message, ruleId, location: [at] }) => {
    const start = at ? core.getLineColLocation(at).start : undefined;
    const file = at && at.source.absoluteRef !== loader.entry ? ([...known.keys()].find((name) => basename(name) === basename(at.source.absoluteRef)) ?? entry.file) : entry.file;
    const pointer = at?.pointer?.replace(/^#/, '');
    return {
      isBearable: ruleId === 'struct' && bearable.test(message),
      problem: {
        code: codes[ruleId] ?? 'DESCRIPTION_INVALID',
        what: message.replaceAll('`', '"').replaceAll(/\s+/g, ' ').trim(),
        where: { file, ...(start && { line: start.line, column: start.col }), ...(pointer !== undefined && { pointer }) },
      },
    };
  });
}

const codes: Readonly<Record<string, string>> = {
  struct: 'DESCRIPTION_INVALID',
  'no-unresolved-refs': 'REFERENCE_BROKEN',
  'path-parameters-defined': 'PATH_PARAMETER_MISSING',
  'operation-operationId-unique': 'OPERATION_ID_TWICE',
};
