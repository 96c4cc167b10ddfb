import type { Json } from '../model/json.ts';
import type { Answer } from './answer.ts';
import type { Company, Registry } from './registry.ts';
import type { ParameterName, Query } from './validation/query.ts';

/** What an operation is asked, once it is known to be well-formed and by whom. */
export interface Request {
  readonly company: Company;
  readonly registry: Registry;
  /** Of the path; empty where the path has none. */
  readonly userId: string;
  readonly query: Partial<Query>;
  readonly body: Json;
}

/** One operation of the API. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'delete';
  /** With `:user_id` where an id goes. */
  readonly path: string;
  readonly parameters: readonly ParameterName[];
  /** Whether it takes a JSON body, which is then required. */
  readonly body: boolean;
  answer(request: Request): Answer;
}
