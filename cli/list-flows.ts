import type { Result } from '../model/problem.ts';
import { readArazzo } from '../spec/arazzo/read-arazzo.ts';
import { calicoFlows } from '../suites/calico/flows.ts';
import { isCode } from './load-flows.ts';

/** A flow as it is listed. */
export interface ListedFlow {
  readonly id: string;
  readonly title: string;
  /** The file that it stands in; a built-in one stands in none. */
  readonly file?: string;
  readonly steps: readonly { readonly id: string; readonly says: string }[];
}

/** The flows of documents and modules; without any, the built-in ones. */
export async function listFlows(files: readonly string[]): Promise<Result<readonly ListedFlow[]>> {
  if (files.length === 0) return { ok: true, value: calicoFlows.map(({ id, title, steps }) => ({ id, title, steps: steps.map((step) => ({ id: step.id, says: step.statement })) })) };
  const all: ListedFlow[] = [];
  for (const file of files) {
    if (isCode(file)) {
      const { loadCode } = await import('./code-flows/load-code.ts');
      const loaded = await loadCode(file);
      if (!loaded.ok) return loaded;
      const { id, title, steps } = loaded.value.definition;
      all.push({ id, file, title, steps: steps.map((step) => ({ id: step.id, says: step.statement })) });
      continue;
    }
    const read = await readArazzo(file);
    if (!read.ok) return read;
    for (const { id, summary, description, steps } of read.value.workflows) {
      all.push({ id, file, title: firstLine(summary ?? description ?? ''), steps: steps.map((step) => ({ id: step.id, says: firstLine(step.description ?? '') })) });
    }
  }
  return { ok: true, value: all };
}

/** Flows and their steps, one line each. */
export function flowListText(all: readonly ListedFlow[]): string {
  return all.map(({ id, title, file, steps }) => [
    `${id}${file === undefined ? '' : ` (${file})`}${title === '' ? '' : `: ${title}`}\n`,
    ...steps.map((step) => `  ${step.id}${step.says === '' ? '' : `: ${step.says}`}\n`),
  ].join('')).join('\n');
}

function firstLine(text: string): string {
  return text.trim().split('\n')[0] ?? '';
}
