import type { CapabilityId } from '../model/capability.ts';
import type { Notice } from '../model/description.ts';
import type { Outcome } from '../model/outcome.ts';
import type { Requirement } from '../model/requirement.ts';

/** An outcome as declared capabilities leave it: what an API claims to have may not stay without an occasion. What nothing can decide stays so. */
export function asDeclared({ capability, unprovable }: Requirement, outcome: Outcome, declared: readonly CapabilityId[]): Outcome {
  if (outcome.kind !== 'not-applicable' || capability === undefined || unprovable !== undefined || !declared.includes(capability)) return outcome;
  return { kind: 'blocked', because: `The capability "${capability}" is declared, and nothing has shown it. ${outcome.because}` };
}

/** Declared capabilities that are not among those that a plan rests on: declaring them makes no difference, and whoever did so expects one. */
export function untouched(concerned: ReadonlySet<string>, declared: readonly CapabilityId[]): readonly Notice[] {
  return declared.filter((id) => !concerned.has(id)).map((id) => ({ code: 'CAPABILITY_UNTOUCHED', what: `The capability "${id}" is declared, and nothing that is required of this API rests on it.` }));
}
