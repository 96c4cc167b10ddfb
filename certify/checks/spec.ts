import { digestOfProfile } from '../../engine/profile-digest.ts';
import type { CapabilityId } from '../../model/capability.ts';
import type { RunEvent } from '../../model/run-event.ts';
import { codeRefused } from '../code-refused.ts';
import type { Check } from './check.ts';

/** The law is the published one. */
export const spec: Check = {
  promise: 'description, rules, version and profile are those that were asked for',
  *look({ read: { evidence: { started, events } }, again, policy }) {
    const { version, rulesetDigest } = started.suite;
    if (version !== again.version) yield `The run was made by version ${version} of the suite, and this is ${again.version}. Verify it with that one.`;
    else if (rulesetDigest !== again.plan.rulesetDigest) yield 'The run says that it was made by other rules than those of this version.';
    const refused = codeRefused(started);
    if (refused) yield refused.what;
    const { bundledDigest } = again.description;
    if (started.description.bundledDigest !== bundledDigest) yield 'The description in the bundle is not the one that the record says.';
    if (bundledDigest !== again.builtIn && !policy.descriptions.includes(bundledDigest)) {
      yield `The description (${bundledDigest}) is neither the Calico contract nor one that the policy or --description names.`;
    }
    if (started.profileDigest !== digestOfProfile(again.profile) || started.profileVersion !== again.profile.version) yield `The profile ${started.profile} of the run is not that of this version.`;
    for (const capability of policy.capabilities) {
      if (!(started.capabilities ?? []).includes(capability)) yield `The capability "${capability}" is asked for, and not declared.`;
      else if (!shown(events, capability)) yield `The capability "${capability}" is declared, and nothing that rests on it passed.`;
    }
    if (policy.profiles && !policy.profiles.includes(started.profile)) yield `The profile is ${started.profile}; asked for is ${policy.profiles.join(' or ')}.`;
  },
};

/** Whether a requirement that rests on it has passed. */
function shown(events: readonly RunEvent[], capability: CapabilityId): boolean {
  const resting = new Set(events.flatMap((event) => (event.event === 'requirement-planned' && event.requirement.capability === capability ? [event.requirement.id] : [])));
  return events.some((event) => event.event === 'judged' && event.outcome.kind === 'pass' && resting.has(event.id));
}
