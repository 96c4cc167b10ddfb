import type { Exploration, ExplorationFinding } from '../model/exploration.ts';
import { twinLines } from './twin-diff.ts';

/** What random cases came to, and whether it counts. */
export function explorationSentence({ cases, shrinking, findings, counts }: Exploration, seed: number | undefined): string {
  const planned = findings.filter((finding) => finding.planned).length;
  const sent = `${counted(cases, 'random case')} sent${seed === undefined ? '' : ` (seed ${seed})`}${shrinking > 0 ? `, and ${counted(shrinking, 'request')} to make what failed smaller` : ''}`;
  if (findings.length === 0) return `Exploration: ${sent}; no findings.`;
  const also = planned === 0 ? '' : planned === findings.length ? ', which planned cases have shown as well' : `, ${planned} of which planned cases have shown as well`;
  return `Exploration: ${sent}; ${counted(findings.length, 'finding')}${also}. ${counts ? 'New ones against a MUST count for the verdict.' : 'They do not count for the verdict.'}`;
}

/** Findings that nobody knew before, those that block first. */
export function newFindings({ findings }: Exploration): readonly ExplorationFinding[] {
  return findings.filter(({ planned, known }) => !planned && !known);
}

/** Whether a finding keeps the verdict from CONFORMANT. */
export function blocks({ binding, planned, known }: ExplorationFinding, { counts }: Exploration): boolean {
  return counts && binding && !planned && !known;
}

/** `MUST`, and what becomes of it. */
export function weightOf(finding: ExplorationFinding, exploration: Exploration): string {
  const { requirement: { level }, planned, known } = finding;
  return `${level}, ${known ? 'known' : planned ? 'shown by planned cases too' : blocks(finding, exploration) ? 'random case' : 'random case, does not count'}`;
}

/** `getUser/explore/7, smallest of 3 cases`. */
export function sourceOf({ case: { id }, sites }: ExplorationFinding): string {
  return `case ${id}${sites === 1 ? '' : `; ${sites} random cases have shown it`}`;
}

/** In what the request differs from its twin that was accepted. */
export function differenceOf({ exchange, control }: ExplorationFinding): readonly string[] {
  return control ? twinLines(control.exchange.request, exchange.request) : [];
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
