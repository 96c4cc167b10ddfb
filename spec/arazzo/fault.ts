import type { JsonPointer } from '../../model/json.ts';

/** What is wrong with an Arazzo document, and where in it. */
export interface Fault {
  readonly pointer: JsonPointer;
  readonly what: string;
  readonly fix?: string;
}

/** Notes a fault; reading goes on, so that all of them are told at once. */
export type Complain = (pointer: JsonPointer, what: string, fix?: string) => void;
