import type { Case } from '../../model/case.ts';
import type { Description, Operation } from '../../model/description.ts';
import type { Requirement } from '../../model/requirement.ts';
import type { LawOptions } from '../../model/rule.ts';
import type { Workshop } from '../../generate/values/workshop.ts';
import type { AnswerLie } from '../answer-lie.ts';
import { lyingTarget } from '../answer-lie.ts';
import type { Ground } from '../ground.ts';
import type { HonestServer } from '../honest-server.ts';
import { lyingModel } from '../honest-server.ts';
import type { Lying } from '../mutant.ts';
import type { ModelLie } from '../model-server/lie.ts';

/** What a lie is made from. */
export interface Occasion {
  readonly requirement: Requirement;
  readonly operation: Operation;
  /** The planned cases that decide the requirement. */
  readonly cases: readonly Case[];
  readonly description: Description;
  readonly law: LawOptions;
  readonly ground: Ground;
  readonly honest: HonestServer;
  /** Makes and judges answers. */
  readonly shop: Workshop;
}

/** The lies that violate the requirements of one rule. */
export interface LiesAgainst {
  /** The lie itself brings the occasion about on which the requirement binds. */
  readonly makesOccasion?: true;
  propose(occasion: Occasion): Iterable<Lying>;
}

/** A lie in answers. */
export function inAnswers({ honest, description, operation }: Occasion, label: string, lie: string, answers: Omit<AnswerLie, 'operationId'>): Lying {
  let told = false;
  const change: AnswerLie['change'] = (response, request) => {
    const changed = answers.change(response, request);
    told ||= changed !== response;
    return changed;
  };
  return { label, lie, wasTold: () => told, open: async () => lyingTarget(await honest.open(), description, { operationId: operation.id, ...answers, change }) };
}

/** A lie of the server that was made from the description; of another one nothing is known but its answers. */
export function ofTheModel({ honest, operation }: Occasion, label: string, lie: string, tells: Omit<ModelLie, 'operationId'>): Lying {
  return honest.model ? { label, lie, open: lyingModel(honest.model, { operationId: operation.id, ...tells }) } : { because: notInside };
}

/** Why a server that was not made from the description tells no lie about what it keeps. */
const notInside = 'The reference backend tells named lies of its own about what it keeps.';

/** `KEY` of `/responses/KEY/…`. */
export function responseKeyOf({ at }: Pick<Requirement, 'at'>): string {
  return at.split('/')[2] ?? '';
}

/** Whether a response is a success. */
export function isSuccess({ status }: { readonly status: number }): boolean {
  return status >= 200 && status <= 299;
}
