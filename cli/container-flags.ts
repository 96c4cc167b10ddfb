import { unsetVariable, variable, type Environment } from '../config/interpolate.ts';
import type { Problem } from '../model/problem.ts';
import type { FlagValues } from './flags.ts';

/** What flags say about a container. */
export interface ContainerWords {
  /** As the file writes it; absent when no flag says anything. */
  readonly container?: Readonly<Record<string, unknown>>;
  /** Values that were looked up. */
  readonly fromEnvironment: readonly string[];
  readonly problems: readonly Problem[];
}

/** Flags of a container as a section of the file. `--env NAME` takes the value from our own environment, so that no secret has to be typed. */
export function containerWords({ image, compose, service, containerPort, env, wait, startTimeout, mount, network, basePath }: FlagValues, environment: Environment): ContainerWords {
  const problems: Problem[] = [];
  const fromEnvironment: string[] = [];
  const pairs = (Array.isArray(env) ? (env as readonly string[]) : []).flatMap((word): readonly (readonly [string, string])[] => {
    const at = word.indexOf('=');
    if (at > 0) return [[word.slice(0, at), word.slice(at + 1)]];
    const value = variable(environment, word);
    if (value === undefined) {
      problems.push(at === 0 ? { code: 'USAGE', what: `--env ${JSON.stringify(word)} has no name.`, fix: 'Write --env NAME=VALUE, or --env NAME.' } : unsetVariable(word));
      return [];
    }
    fromEnvironment.push(value);
    return [[word, value]];
  });
  const said = { image, compose, service, port: containerPort, wait, startTimeout, network, basePath, mounts: mount, env: pairs.length > 0 ? Object.fromEntries(pairs) : undefined };
  const given = Object.entries(said).filter(([, value]) => value !== undefined);
  return { ...(given.length > 0 && { container: Object.fromEntries(given) }), fromEnvironment, problems };
}
