import type { Json, JsonPointer } from '../../model/json.ts';
import type { SchemaDisagreement } from '../../model/rule.ts';
import { formatPointer } from '../json-pointer.ts';
import { isObject } from '../resolve-reference.ts';
import type { Discriminator } from './translate-schema.ts';

/** What judges one alternative. */
export interface BranchJudge {
  holds(value: unknown): boolean;
  errors(value: unknown): readonly SchemaDisagreement[];
}

/** The alternatives of a schema, and what judges each. */
export interface Alternatives {
  readonly kind: 'oneOf' | 'anyOf';
  /** Of the keyword in the description. */
  readonly place: JsonPointer;
  readonly judges: readonly BranchJudge[];
  readonly discriminator: Discriminator | undefined;
}

/** What is wrong with a value of which one alternative should hold; nothing when it holds. */
export function branchErrors({ kind, place, judges, discriminator }: Alternatives, value: unknown): readonly SchemaDisagreement[] {
  if (discriminator && isObject(value as Json)) return discriminatedErrors(discriminator, place, judges, value as Record<string, Json>);
  let holding = 0;
  for (const judge of judges) {
    if (!judge.holds(value)) continue;
    if (kind === 'anyOf') return [];
    holding++;
  }
  if (holding === 1) return [];
  if (holding > 1) return [{ keyword: kind, instance: '', place, message: `must match exactly one of ${judges.length} schemas, and matches ${holding}`, params: { matches: holding } }];
  return closest(judges.map((judge) => judge.errors(value))) ?? [{ keyword: kind, instance: '', place, message: `must match ${kind === 'oneOf' ? 'exactly one' : 'at least one'} of ${judges.length} schemas`, params: { matches: 0 } }];
}

/** The discriminator alone decides which branch counts; that branch's errors are the errors. */
function discriminatedErrors(
  { property, branchOf }: Discriminator, place: JsonPointer, judges: Alternatives['judges'], value: Readonly<Record<string, Json>>,
): readonly SchemaDisagreement[] {
  const chosen = Object.hasOwn(value, property) ? value[property] : undefined;
  const known = Object.keys(branchOf);
  const complaint = (message: string, instance: JsonPointer): readonly SchemaDisagreement[] =>
    [{ keyword: 'discriminator', instance, place, message, params: { property, known } }];
  if (chosen === undefined) return complaint(`must have the discriminator property ${JSON.stringify(property)}`, '');
  const index = typeof chosen === 'string' ? branchOf[chosen] : undefined;
  if (index === undefined) return complaint(`must be one of ${known.map((each) => JSON.stringify(each)).join(', ')} (discriminator)`, formatPointer([property]));
  return judges[index]?.errors(value) ?? [];
}

/** The errors of the one branch that the value was meant for, when that can be told: the others already fail at its top. */
function closest(all: readonly (readonly SchemaDisagreement[])[]): readonly SchemaDisagreement[] | undefined {
  const fitting = all.filter((errors) => !errors.some(({ instance, keyword }) => instance === '' && (keyword === 'type' || keyword === 'const' || keyword === 'enum')));
  const [best, next] = [...fitting].sort((a, b) => a.length - b.length);
  return best && (!next || best.length < next.length) ? best : undefined;
}
