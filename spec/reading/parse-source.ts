import type { Json } from '../../model/json.ts';
import type { Place, Problem } from '../../model/problem.ts';
import { deepest, measure } from './measure.ts';
import { applyMergeKeys } from './merge-keys.ts';
import { placeOf } from './place-of.ts';

type Parsed = { readonly value: Json } | { readonly problem: Problem };

/**
 * Reads JSON or YAML. JSON is read as such; YAML is read by swagger-parser, whose resolvers and other parsers are off:
 * it is given the text and has nothing else to read. What cannot be read, or would cost too much to look at, is a
 * problem with its place.
 */
export async function parseSource(text: string, file: string): Promise<Parsed> {
  const read = readJson(text) ?? (await readYaml(text, file));
  if ('problem' in read) return read;
  if (read.value !== null && typeof read.value === 'object' && text.includes('<<')) applyMergeKeys(read.value);
  const excess = measure(read.value);
  switch (excess?.kind) {
    case undefined:
      return { value: read.value as Json };
    case 'deep':
      return { problem: tooDeep(file) };
    case 'circular':
      return { problem: { code: 'DESCRIPTION_SYNTAX', what: 'A YAML anchor contains itself.', where: { file }, fix: 'Use $ref for what contains itself.' } };
    case 'aliases':
      return { problem: { code: 'DESCRIPTION_TOO_LARGE', what: 'The YAML aliases multiply into millions of values.', where: { file }, fix: 'Use $ref instead of YAML aliases.' } };
    case 'foreign':
      return { problem: { code: 'DESCRIPTION_SYNTAX', what: 'There is a value that JSON does not know, such as a date, binary data or an infinite number.', where: placeOf({ file, text }, excess.pointer), fix: 'Write it as a quoted string or an ordinary number.' } };
  }
}

type Read = { readonly value: unknown } | { readonly problem: Problem };

function readJson(text: string): Read | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    // YAML says where JSON went wrong; and its own flow collections begin alike.
    return undefined;
  }
}

async function readYaml(text: string, file: string): Promise<Read> {
  const { default: SwaggerParser } = await import('@apidevtools/swagger-parser');
  const parser = new SwaggerParser();
  try {
    await parser.parse('/description.yaml', {
      resolve: { file: false, http: false, given: { order: 1, canRead: true, read: () => text } },
      parse: { json: false, text: false, binary: false, yaml: { order: 1, canParse: true } },
    } as never);
  } catch (thrown) {
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    // It refuses versions and shapes only after it has read them; those we judge ourselves.
    const value: unknown = Object.values(parser.$refs.values())[0];
    if (value !== undefined && !(value instanceof Error)) return { value };
    return { problem: /maxDepth|call stack/.test(message) ? tooDeep(file) : syntaxProblem(message, file) };
  }
  return { value: parser.api };
}

/** `reason (line:column)` and a picture of the line, as the parser of swagger-parser words it. */
function syntaxProblem(message: string, file: string): Problem {
  const found = /^(?:Error parsing [^\n]*?: )?(?<reason>[^\n]*?) \((?<line>\d+):(?<column>\d+)\)/.exec(message)?.groups;
  const where: Place = { file, ...(found && { line: Number(found['line']), column: Number(found['column']) }) };
  const reason = (found?.['reason'] ?? message.split('\n')[0] ?? '').replace(/[.:\s]+$/, '');
  return { code: 'DESCRIPTION_SYNTAX', what: `This is neither JSON nor YAML: ${reason}.`, where };
}

function tooDeep(file: string): Problem {
  return { code: 'DESCRIPTION_TOO_DEEP', what: `The description is nested too deeply: more than ${deepest} levels, or 100 in YAML.`, where: { file }, fix: 'Use $ref instead of nesting.' };
}
