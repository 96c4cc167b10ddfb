import type { JsonPointer } from '../../model/json.ts';
import type { Source } from './source.ts';

/** A complaint of the linter, and the file that it is about. */
export interface Complaint {
  readonly rule: string;
  readonly message: string;
  /** Names that may have been meant. */
  readonly suggestions: readonly string[];
  readonly source: Source;
  readonly pointer: JsonPointer;
}

/** What is asked of the linter; references, examples and style are not its business here. */
const rules = {
  struct: 'error',
  'path-parameters-defined': 'error',
  'operation-operationId-unique': 'error',
  'operation-parameters-unique': 'error',
  'path-declaration-must-exist': 'error',
  'no-identical-paths': 'error',
  'path-not-include-query': 'error',
  'nullable-type-sibling': 'error',
  'spec-ref-siblings': 'error',
  'no-undefined-server-variable': 'error',
} as const;

/**
 * Has the linter of Redocly look at a description. It sees the files that were read, and nothing else. Undefined when
 * references lead from one to the next so often that it gives up.
 */
export async function lint(sources: readonly Source[]): Promise<readonly Complaint[] | undefined> {
  const { BaseResolver, Source: LintSource, createConfig, lintDocument } = await import('@redocly/openapi-core');
  const [entry] = sources;
  if (!entry) return [];
  const documents = new Map(sources.map((source) => [source.url, { source: new LintSource(source.url, source.text), parsed: source.value as never }]));
  class ClosedResolver extends BaseResolver {
    override resolveExternalRef(base: string | null, reference: string): string {
      return URL.canParse(reference, base ?? entry?.url) ? new URL(reference, base ?? entry?.url).href : reference;
    }
    override resolveDocument(base: string | null, reference: string): Promise<never> {
      const document = documents.get(this.resolveExternalRef(base, reference).replace(/#.*$/, ''));
      return document ? Promise.resolve(document as never) : Promise.reject(new Error('not read'));
    }
    override loadExternalRef(): Promise<never> {
      return Promise.reject(new Error('not read'));
    }
  }
  const config = await createConfig({ rules: { ...rules } });
  const document = documents.get(entry.url);
  if (!document) return [];
  let found: Awaited<ReturnType<typeof lintDocument>>;
  try {
    found = await lintDocument({ document, config, externalRefResolver: new ClosedResolver(config.resolve) });
  } catch (thrown) {
    if (thrown instanceof RangeError) return undefined;
    throw thrown;
  }
  const byUrl = new Map(sources.map((source) => [source.url, source]));
  return found.map(({ ruleId, message, suggest = [], location: [at] }) => {
    const pointer = (at?.pointer ?? '').replace(/^#/, '').replace(/^\/$/, '');
    return {
      rule: ruleId, message, suggestions: suggest, source: (at && byUrl.get(at.source.absoluteRef)) ?? entry,
      // It points to the id where the name of the field should be.
      pointer: ruleId === 'operation-operationId-unique' ? pointer.replace(/(?<=\/(?:get|put|post|delete|options|head|patch|trace)\/).*$/, 'operationId') : pointer,
    };
  });
}
