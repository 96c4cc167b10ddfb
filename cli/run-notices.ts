import type { Configuration } from '../config/configuration.ts';
import { actorsIn } from '../config/secrets.ts';
import type { Notice } from '../model/description.ts';
import type { NetworkNote } from '../model/network.ts';

/** What every report of a run has to say about how it was made. */
export function runNotices({ credentials }: Pick<Configuration, 'credentials'>, network: NetworkNote | undefined): readonly Notice[] {
  const commands = actorsIn(credentials).flatMap(([, { sources }]) => Object.values(sources).filter(({ kind }) => kind === 'command'));
  return [
    ...(network?.insecure ? [{ code: 'TLS_NOT_VERIFIED', what: 'INSECURE: the certificate of the target was not checked (--insecure). Anybody on the way may have read the credentials and written the answers, so this run proves nothing about who was judged.' }] : []),
    ...(commands.length > 0 ? [{ code: 'COMMAND_RAN', what: `Credentials of this run came from ${commands.length === 1 ? 'a command' : `${commands.length} commands`} of the user.` }] : []),
  ];
}
