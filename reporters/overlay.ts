import { Document } from 'yaml';
import type { CollectedRun } from './collected-run.ts';
import { wholeRunReporter } from './reporter.ts';
import { suggestionsOf } from './suggested-actions.ts';
import { cutText, visibleLine } from './visible-text.ts';

/** An Overlay (OpenAPI Overlay 1.0) that makes the description say what the target does, where either may be wrong. */
export const overlay = wholeRunReporter('overlay', 'changes of the description under which findings would be none, as an OpenAPI Overlay to look at', textOf);

/** Findings without a change that are named. */
const mostComments = 20;

function* textOf(run: CollectedRun): Iterable<string> {
  const suggestions = suggestionsOf(run);
  const changes = suggestions.flatMap((each) => ('actions' in each ? [each] : []));
  const others = suggestions.flatMap((each) => ('instead' in each ? [each] : []));
  yield `# ${run.verdict}: ${run.finished ? line(run.because) : 'the run ended before this was decided, so there may be more.'}\n`;
  yield changes.length === 0
    ? '# Nothing to suggest: no finding would go away by a single change of the description.\n'
    : '# What the description would have to say if the target is right. Keep what is true, and take the rest out.\n';
  if (others.length > mostComments) yield `# Not here: ${others.length} findings, the first ${mostComments} of them below.\n`;
  for (const { because, instead } of others.slice(0, mostComments)) yield `# Not here: ${line(because)} (${line(instead)})\n`;
  if (changes.length === 0) return;
  const actions = changes.flatMap(({ because, actions: own }) => own.map((action) => ({ description: line(because), ...action })));
  const title = `Suggested by a run against ${line(run.started?.description.title ?? 'a target')}`;
  const document = new Document({ overlay: '1.0.0', info: { title, version: '1.0.0' }, actions });
  yield escaped(document.toString({ defaultStringType: 'QUOTE_DOUBLE', defaultKeyType: 'PLAIN', lineWidth: 0 }));
}

function line(text: string): string {
  return visibleLine(cutText(text, 300));
}

/** Every string stands in double quotes, in which YAML knows these escapes. */
function escaped(yaml: string): string {
  return yaml.replaceAll(/[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
