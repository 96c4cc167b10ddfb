import type { Description } from '../../model/description.ts';
import type { Exchange } from '../../model/exchange.ts';
import type { Flow, FlowScript, Played } from '../../model/flow.ts';
import type { JsonObject } from '../../model/json.ts';
import type { Result } from '../../model/problem.ts';
import { readArazzoSet } from '../../spec/arazzo/read-set.ts';
import type { ArazzoSet } from '../../spec/arazzo/read-set.ts';
import { packageFile } from '../../spec/package-file.ts';
import { operationCalled } from '../flow/referred-operation.ts';
import { linkWorkflows } from './link.ts';
import { runStep } from './run-step.ts';
import { responseSeen } from './seen.ts';
import { told } from './told.ts';
import { mostAttempts, type Errands, type Passage } from './walk.ts';

/** Plays the steps of one script in the order in which a flow asks for them; what one puts out, later ones see. */
export interface ScriptPlayer {
  play(step: string): Promise<Played>;
}

const documents = new Map<string, Promise<Result<ArazzoSet>>>();

/** A player for one run of a flow. The document is read when its first step is played, and names operations as the flow does. */
export function createScriptPlayer(script: FlowScript, { needs: { operations } }: Pick<Flow, 'needs'>, description: Description, errands: Errands, inputs: JsonObject): ScriptPlayer {
  const named = { ...description, operations: Object.entries(operations).flatMap(([name, ref]) => operationCalled(name, ref, description) ?? []) };
  let last: Exchange | undefined;
  const keeping: Errands = { ...errands, send: async (request, manner) => (last = await errands.send(request, manner)) };
  let passage: Promise<Passage> | undefined;
  return {
    async play(name) {
      const own = await (passage ??= open(script, named, keeping, inputs));
      const step = own.linked.workflow.steps.find(({ id }) => id === name);
      if (!step) throw new Error(`${script.file} has no step "${name}" in "${script.workflow}".`);
      await told(() => runStep(step, own));
      if (last?.response.kind !== 'response') throw new Error(`The step "${name}" of ${script.file} was never answered.`);
      return { ...responseSeen(last.response), exchange: last, outputs: own.steps.get(name) ?? {} };
    },
  };
}

async function open({ file, workflow }: FlowScript, description: Description, errands: Errands, inputs: JsonObject): Promise<Passage> {
  const reading = documents.get(file) ?? readArazzoSet(packageFile(file));
  documents.set(file, reading);
  const read = await reading;
  const linked = read.ok ? linkWorkflows(read.value, description) : read;
  if (!linked.ok) throw new Error(linked.problems[0].what);
  const own = linked.value.find((each) => each.workflow.id === workflow);
  if (!own) throw new Error(`${file} has no workflow "${workflow}".`);
  return { linked: own, inputs, steps: new Map(), walk: { errands, runStep, left: mostAttempts, complete: new Map() } };
}
