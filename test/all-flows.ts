import { sampleRequests } from '../generate/sample-requests.ts';
import type { OtherActor } from '../model/case.ts';
import type { Description } from '../model/description.ts';
import type { Flow } from '../model/flow.ts';
import { compileSchemas } from '../spec/schemas.ts';
import { calicoFlows } from '../suites/calico/flows.ts';
import { statefulFlows } from '../suites/stateful/stateful-flows.ts';

/** The flows that a run has for a description: those that are written, and those that follow from it. */
export function allFlows(description: Description, seed = 1, actors: readonly OtherActor[] = []): readonly Flow[] {
  return [...calicoFlows, ...statefulFlows(description, sampleRequests(description, compileSchemas(description, { direction: 'request' }), seed), actors)];
}
