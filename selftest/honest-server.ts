import type { Target } from '../model/target.ts';
import type { ModelServer } from './model-server/model-server.ts';
import type { ModelLie } from './model-server/lie.ts';
import { modelTarget } from './model-server/model-target.ts';

/** A server that is known to be honest, from which liars are made. */
export interface HonestServer {
  readonly kind: 'model' | 'reference';
  /** A fresh one. */
  open(): Promise<Target>;
  /** Made from the description, it can be told what to overlook and what to keep untruly. */
  readonly model?: ModelServer;
  /** Lies that it can tell by itself, each with the requirement that must catch it. */
  readonly lies: readonly NamedLie[];
}

/** A lie with a name. */
export interface NamedLie {
  readonly id: string;
  /** Reads on from "a server that". */
  readonly lie: string;
  readonly caughtBy: string;
  open(): Promise<Target>;
}

/** The honest server that is made from a description. */
export function honestModel(model: ModelServer): HonestServer {
  return { kind: 'model', model, lies: [], open: async () => modelTarget(model) };
}

/** The same with one lie. */
export function lyingModel(model: ModelServer, lie: ModelLie): () => Promise<Target> {
  return async () => modelTarget(model, lie);
}
