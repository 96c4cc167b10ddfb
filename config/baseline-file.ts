import type { KnownFinding } from '../model/known-finding.ts';
import type { Problem, Result } from '../model/problem.ts';
import { isDate, isRecord, openReviewed } from './reviewed-file.ts';

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
  const opened = openReviewed(text, file, { code: 'BASELINE_SYNTAX', noun: 'The baseline is' });
  if (!opened.ok) return opened;
  const { root, where } = opened.value;
  if (root?.['version'] !== 1 || !Array.isArray(root['findings'])) {
    return failed([{ code: 'BASELINE_INVALID', what: 'This is no baseline of version 1.', where: where(root?.['version'] !== undefined ? ['version'] : []), fix: 'Write one: calico-conformance baseline --write calico-baseline.yaml' }]);
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

function failed(problems: readonly Problem[]): Result<never> {
  const [first, ...rest] = problems;
  return { ok: false, problems: [first ?? { code: 'BASELINE_INVALID', what: 'The baseline is invalid.' }, ...rest] };
}
