import type { Outcome } from '../../model/outcome.ts';
import type { RequirementId } from '../../model/requirement.ts';
import type { Opinion } from './job.ts';

/** What both make of the very same answer. */
export interface Comparison {
  readonly operationId: string;
  readonly operation: string;
  readonly agree: boolean;
  readonly dredd: 'valid' | 'invalid';
  readonly ours: 'valid' | 'invalid';
  /** Where they differ: why, as far as that can be told. */
  readonly because: string;
  /** In Dredd's own words. */
  readonly dreddSays: string;
  /** Requirements that this answer breaks. */
  readonly broken: readonly RequirementId[];
}

/** Our judgement of the answer that Dredd saw. */
export interface OwnJudgement {
  readonly operationId: string;
  readonly operation: string;
  /** Requirements over answers that this one decides, with their outcomes. */
  readonly outcomes: ReadonlyMap<RequirementId, Outcome>;
  /** Keywords that Dredd was not shown. */
  readonly lost: readonly string[];
}

/** Compares one opinion with ours. */
export function compare({ valid, message }: Opinion, { operationId, operation, outcomes, lost }: OwnJudgement): Comparison {
  const broken = [...outcomes].filter(([, { kind }]) => kind === 'fail').map(([id]) => id);
  const [dredd, ours] = [valid ? 'valid' : 'invalid', broken.length === 0 ? 'valid' : 'invalid'] as const;
  return { operationId, operation, agree: dredd === ours, dredd, ours, because: dredd === ours ? '' : reasonFor(valid, broken, outcomes, lost), dreddSays: message, broken };
}

/** Dredd looks at status, Content-Type and body, and of the body at what Swagger 2.0 can say. */
function reasonFor(valid: boolean, broken: readonly RequirementId[], outcomes: OwnJudgement['outcomes'], lost: readonly string[]): string {
  if (!valid) return 'Dredd found something that this run did not: please look at both, and tell us if Dredd is right.';
  const first = outcomes.get(broken[0] ?? '');
  const said = first?.kind === 'fail' ? first.findings[0].message : '';
  if (broken.every((id) => !id.startsWith('body-schema@'))) return `${said} Dredd does not look at that.`;
  return lost.length > 0 ? `${said} Dredd cannot see it: Swagger 2.0 has no ${lost.join(', ')}.` : said;
}
