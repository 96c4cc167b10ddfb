import type { Description } from '../../model/description.ts';
import type { Schemas } from '../../spec/schemas.ts';
import type { Workshop } from '../../generate/values/workshop.ts';

/** What the model server is made from. */
export interface Blueprint {
  readonly description: Description;
  /** Judges requests. */
  readonly requests: Schemas;
  /** Judges answers. */
  readonly answers: Schemas;
  readonly seed: number;
}

/** Makes and judges what comes in. */
export function requestShop({ description, requests, seed }: Blueprint): Workshop {
  return { description, document: description.document, schemas: requests, seed };
}

/** Makes and judges what goes out. */
export function answerShop({ description, answers, seed }: Blueprint): Workshop {
  return { description, document: description.document, schemas: answers, seed, direction: 'response' };
}
