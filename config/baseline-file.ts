import { LineCounter, isMap, isScalar, parseDocument, type Document } from 'yaml';
import type { KnownFinding } from '../model/known-finding.ts';
import type { Place, Problem, Result } from '../model/problem.ts';

/** One entry of a baseline, with the words that a reader needs to recognise it. */
export interface BaselineEntry {
  readonly requirement: string;
  readonly cluster: string;
  readonly message: string;
}

const heading = `# Findings that were known when this file was written. A run with --baseline lets them pass until they expire, and nothing else.
# Take an entry out when it is mended; calico-conformance says which are not seen any more.
`;

/** A baseline as text: YAML that is easy to review, an entry for each cause of each requirement. */
export function baselineText(entries: readonly BaselineEntry[], expires: string): string {
  const lines = entries.map(({ requirement, cluster, message }) => `  - requirement: ${JSON.stringify(requirement)}\n    cluster: ${JSON.stringify(cluster)}\n    message: ${JSON.stringify(message)}\n`);
  return `${heading}version: 1\nexpires: ${JSON.stringify(expires)}\nfindings:${lines.length === 0 ? ' []\n' : `\n${lines.join('')}`}`;
}

/** Reads a baseline. An entry may have an expiry of its own. */
export function readBaseline(text: string, file: string): Result<readonly KnownFinding[]> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const where = (path: readonly (string | number)[]): Place => ({ file, ...placeIn(document, lines, path) });
  const [broken] = document.errors;
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0]);
    return failed([{ code: 'BASELINE_SYNTAX', what: `The baseline is not valid YAML: ${broken.message.split('\n')[0] ?? ''}.`, where: { file, line, column: col } }]);
  }
  const root: unknown = document.toJS({ maxAliasCount: 0 });
  if (!isRecord(root) || root['version'] !== 1 || !Array.isArray(root['findings'])) {
    return failed([{ code: 'BASELINE_INVALID', what: 'This is no baseline of version 1.', where: where(isRecord(root) && root['version'] !== undefined ? ['version'] : []), fix: 'Write one: calico-conformance baseline --write calico-baseline.yaml' }]);
  }
  const problems: Problem[] = [];
  const known = (root['findings'] as readonly unknown[]).flatMap((entry, index): readonly KnownFinding[] => {
    const complain = (what: string, key: string): readonly KnownFinding[] => {
      problems.push({ code: 'BASELINE_INVALID', what, where: where(['findings', index, key]) });
      return [];
    };
    const { requirement, cluster, expires = root['expires'] } = isRecord(entry) ? entry : {};
    if (typeof requirement !== 'string' || requirement === '') return complain('An entry has no requirement.', 'requirement');
    if (typeof cluster !== 'string') return complain(`The entry of ${requirement} has no cluster.`, 'cluster');
    if (typeof expires !== 'string' || !isDate(expires)) return complain(`The entry of ${requirement} has no day of expiry, such as "2027-01-31".`, 'expires');
    return [{ requirement, cluster, expires }];
  });
  return problems.length > 0 ? failed(problems) : { ok: true, value: known };
}

/** Whether a text is a day of the calendar, as YYYY-MM-DD. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

/** Line and column of what stands at a path, or of the nearest thing around it. */
function placeIn(document: Document, lines: LineCounter, path: readonly (string | number)[]): Pick<Place, 'line' | 'column'> {
  for (let length = path.length; length >= 0; length--) {
    const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    const range = isMap(node) || isScalar(node) ? node.range : undefined;
    if (!range) continue;
    const { line, col } = lines.linePos(range[0]);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
  return { line: 1, column: 1 };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function failed(problems: readonly Problem[]): Result<never> {
  const [first, ...rest] = problems;
  return { ok: false, problems: [first ?? { code: 'BASELINE_INVALID', what: 'The baseline is invalid.' }, ...rest] };
}
