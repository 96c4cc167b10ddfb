import type { TransportFailure } from '../../model/exchange.ts';
import type { Outcome } from '../../model/outcome.ts';

/** Something that the step needs is missing. */
export class Blocked extends Error {
  override readonly name = 'Blocked';
}

/** The flow went another way, so there is nothing to judge. */
export class PassedOver extends Error {
  override readonly name = 'PassedOver';
}

/** The step needs another one, which ended like this. */
export class Hindered extends Error {
  override readonly name = 'Hindered';
  readonly outcome: Outcome;
  constructor(outcome: Outcome) {
    super('This step needs another one that did not pass.');
    this.outcome = outcome;
  }
}

/** The run, or the recording, is over. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor() {
    super(interrupted);
  }
}

/** No answer came, or none that could be read whole. */
export class Unanswered extends Error {
  override readonly name = 'Unanswered';
  readonly failure: TransportFailure;
  constructor(failure: TransportFailure) {
    super(failure.what);
    this.failure = failure;
  }
}

/** The flow itself is wrong: it used the context in a way that it must not. */
export class FlowBroken extends Error {
  override readonly name = 'FlowBroken';
}

/** Why a step did not run because nothing did any more. The same words live and in a replay. */
export const interrupted = 'The run ended before this step was decided.';
