import type { Json } from '../../../model/json.ts';
import type { FlatSchema } from '../flat-schema.ts';
import type { Workshop } from '../workshop.ts';

/** Ways to break one keyword; the first that breaks nothing else is taken. */
export interface Violation {
  readonly keyword: string;
  /** Tells apart what one keyword asks several times, such as each required property. */
  readonly label: string;
  readonly values: readonly Json[];
  /** Where below the value the judge sees the keyword broken; at the value itself without it. */
  readonly at?: readonly string[];
  /** What the judge calls it, where that is not the keyword itself. */
  readonly seenAs?: string;
  /** Why there may be no value that breaks it, where that is known. */
  readonly doubt?: string;
  /** A dialect need not assert it. */
  readonly advisory?: boolean;
}

/** What breaks one keyword of a schema that a value satisfies. */
export type Breaker = (schema: FlatSchema, value: Json, workshop: Workshop) => Iterable<Violation>;

/** Breakers by the keyword they break. A keyword is added by adding a line. */
export type Breakers = Readonly<Record<string, Breaker>>;
