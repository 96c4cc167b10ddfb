import type { Finding, Waiver } from '../../model/outcome.ts';
import { blameOf, blameText } from '../blame.ts';
import { instanceOf } from '../clusters.ts';
import type { CollectedRun, JudgedRequirement } from '../collected-run.ts';
import { cutText } from '../visible-text.ts';
import { embeddedJson } from './embedded-json.ts';
import { addressOf } from './markup.ts';
import { operationName } from './operation-name.ts';
import { outcomeWords } from './outcome-words.ts';
import type { ClauseText, FindingText, PageData, RowText } from './page-data.ts';

const mostFindings = 10;
const longestText = 1_200;

/** Texts that stand once, each at its index. */
interface Shared<T> {
  readonly all: T[];
  indexOf(value: T): number;
}

/** Characters of the requirements in a page: some forty thousand of them. A browser opens no page of a hundred megabytes. */
const mostCharacters = 16 * 1024 * 1024;

/** The requirements that a page has room for, each as the JSON of a `RowText`, and what these share. */
export interface PageRows extends Pick<PageData, 'clauses' | 'reasons'> {
  readonly rows: readonly JudgedRequirement[];
  readonly texts: readonly string[];
}

/** Requirements in words, what asks for attention first, as many as there is room for. */
export function pageRows({ rows }: CollectedRun, most = mostCharacters): PageRows {
  const [clauses, reasons] = [shared<ClauseText>(), shared<string>()];
  const [told, texts]: [JudgedRequirement[], string[]] = [[], []];
  let size = 0;
  for (const row of inOrder(rows)) {
    const text = embeddedJson(rowText(row, clauses, reasons));
    size += text.length;
    if (size > most) break;
    told.push(row);
    texts.push(text);
  }
  return { rows: told, texts, clauses: clauses.all, reasons: reasons.all };
}

/** As `outcomeWords` has the outcomes; in each, what can block first, and otherwise as planned. */
function inOrder(rows: readonly JudgedRequirement[]): readonly JudgedRequirement[] {
  return outcomeWords.flatMap(({ kind }) => {
    const own = rows.filter(({ outcome }) => outcome.kind === kind);
    return [...own.filter(({ binding }) => binding), ...own.filter(({ binding }) => !binding)];
  });
}

function rowText(row: JudgedRequirement, clauses: Shared<ClauseText>, reasons: Shared<string>): RowText {
  const { requirement: { id, rule, suite, level, statement, clause, provenance, operationId, place }, outcome, binding, evidence } = row;
  const address = addressOf(clause.url);
  const reason = reasonOf(row);
  return {
    id: cutText(id, longestText), rule, suite, level, statement: cutText(statement, longestText), provenance, kind: outcome.kind, evidence,
    clause: clauses.indexOf({ title: cutText(clause.title, 300), ...(address !== undefined && { url: address }) }),
    ...(operationId !== undefined && { operation: operationName(operationId) }),
    ...(place !== undefined && { place: cutText(place, longestText) }),
    ...(!binding && { free: true }),
    ...(reason !== undefined && { reason: reasons.indexOf(cutText(reason, longestText)) }),
    ...(outcome.kind === 'fail' && { blame: blameText(blameOf({ finding: outcome.findings[0], requirements: [row], sites: outcome.sites })) }),
    ...((outcome.kind === 'fail' || outcome.kind === 'waived') && findingsText(outcome.findings, outcome.sites)),
    ...((outcome.kind === 'waived' || outcome.kind === 'stale-waiver') && { waiver: waiverText(outcome.waiver) }),
  };
}

function findingsText(findings: readonly Finding[], sites: number): Pick<RowText, 'findings' | 'more'> {
  const told = findings.slice(0, mostFindings);
  return {
    findings: told.map((finding): FindingText => {
      const instance = instanceOf(finding);
      return { message: cutText(finding.message, longestText), ...(instance !== undefined && { instance: cutText(instance, 300) }), ...(finding.place !== undefined && { place: cutText(finding.place, 600) }) };
    }),
    ...(sites > told.length && { more: `Seen at ${sites} sites in all.` }),
  };
}

function reasonOf({ outcome }: JudgedRequirement): string | undefined {
  switch (outcome.kind) {
    case 'blocked':
    case 'not-run':
    case 'not-applicable':
      return outcome.because;
    case 'error':
      return `${outcome.problem.what}${outcome.problem.fix === undefined ? '' : ` ${outcome.problem.fix}`}`;
    case 'stale-waiver':
      return 'A waiver covers this, and it passes: the waiver has to go.';
    case 'pass':
    case 'fail':
    case 'waived':
      return undefined;
  }
}

function waiverText({ reason, ticket, owner, expires }: Waiver): string {
  return `Let pass until ${expires}: ${cutText(reason, 600)} (${cutText(ticket, 200)}, ${cutText(owner, 200)})`;
}

function shared<T>(): Shared<T> {
  const all: T[] = [];
  const known = new Map<string, number>();
  return {
    all,
    indexOf(value) {
      const key = JSON.stringify(value);
      const index = known.get(key) ?? all.push(value) - 1;
      known.set(key, index);
      return index;
    },
  };
}
