import { clustersOf, extentOf, operationsOf } from './clusters.ts';
import type { Cluster } from './clusters.ts';
import type { CollectedRun } from './collected-run.ts';
import type { TellOptions } from './reporter.ts';
import { wholeRunReporter } from './reporter.ts';
import { cutText } from './visible-text.ts';
import { workflowCommand } from './workflow-command.ts';

/** A page of a job shows ten of a kind. */
const most = 10;

/** Workflow commands of GitHub Actions: the most important findings, beside the lines of the description. */
export const annotations = wholeRunReporter('annotations', 'workflow commands for GitHub Actions: the ten most important findings as annotations', commandsOf);

function* commandsOf(run: CollectedRun, { lineOf }: TellOptions): Iterable<string> {
  const clusters = clustersOf(run);
  for (const cluster of clusters.slice(0, most)) yield annotationOf(run, cluster, lineOf);
  const severity = run.verdict === 'CONFORMANT' ? 'notice' : clusters.length > 0 ? 'warning' : 'error';
  yield workflowCommand(severity, { title: `API conformance: ${run.verdict}` }, `${run.because}${run.finished ? '' : ' The run ended before this was decided.'}${clusters.length > most ? ` ${clusters.length - most} more findings are in the reports.` : ''}`);
}

function annotationOf({ started }: CollectedRun, cluster: Cluster, lineOf: TellOptions['lineOf']): string {
  const { finding, row: { requirement, binding } } = cluster;
  const place = finding.place ?? requirement.place;
  const [, file] = place === undefined ? [] : /^([^#]+)#/.exec(place) ?? [];
  const line = place === undefined || file !== undefined ? undefined : lineOf?.(place);
  const source = file ?? started?.description.source;
  return workflowCommand(binding ? 'error' : 'warning', {
    title: `${requirement.rule} in ${operationsOf(cluster)} (${requirement.level})`,
    ...(source !== undefined && !/^https?:/i.test(source) && (line !== undefined || file !== undefined) && { file: source, ...(line !== undefined && { line: String(line) }) }),
  }, `${cutText(finding.message, 1_000)} ${requirement.clause.title}; ${extentOf(cluster)}: ${requirement.id}`);
}
