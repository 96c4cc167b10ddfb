import { loadConfiguration } from '../config/load-configuration.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Layer } from '../config/layers.ts';
import type { Result } from '../model/problem.ts';
import { flagLayer } from './flag-layer.ts';
import type { FlagValues } from './flags.ts';
import type { Io } from './io.ts';

/** The configuration that flags, environment, file and defaults come to. */
export async function settle(values: FlagValues, io: Io): Promise<Result<Configuration>> {
  const flags = flagLayer(values, io.environment);
  if (!flags.ok) return flags;
  return loadConfiguration({
    folder: io.folder, flags: flags.value.layer, fromEnvironment: flags.value.fromEnvironment, environment: io.environment, defaults: embeddedDefaults,
    ...(typeof values.config === 'string' && { config: values.config }),
  });
}

/** On the embedded backend nothing of value can be lost, so everything is judged. */
function embeddedDefaults(said: Layer): Layer {
  return said.baseUrl === undefined && said.unixSocket === undefined && said.container === undefined && said.description === undefined ? { profile: 'full', allow: 'destructive' } : {};
}

/** Whether the embedded backend is what a run would judge. */
export function isEmbedded({ baseUrl, container, description }: Configuration): boolean {
  return baseUrl === undefined && container === undefined && description === undefined;
}
