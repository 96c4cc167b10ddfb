import type { FlagName, FlagValues } from './flags.ts';
import { flags, judgingFlags, longName } from './flags.ts';

/** The flags by which a recorded run judged; of what it left out, nothing is wanted again, unless the filters are asked for. */
export function recordedFlags(reproduce: string, filters: 'with filters' | 'without filters' = 'without filters'): FlagValues {
  const found: Partial<Record<FlagName, string | readonly string[] | boolean>> = {};
  const words = wordsOf(reproduce);
  for (let at = 0; at < words.length; at++) {
    const [written = '', ...rest] = (words[at] ?? '').split('=');
    const name = judgingFlags.find((each) => longName(each) === written);
    if (name === undefined || (filters === 'without filters' && (name === 'include' || name === 'exclude'))) continue;
    if (!flags[name].written.includes(' ')) {
      found[name] = true;
      continue;
    }
    const value = rest.length > 0 ? rest.join('=') : (words[++at] ?? '');
    // Credentials in header fields were left out of the record, and their three dots must not be sent.
    if (name === 'header' && value.endsWith(': ...')) continue;
    const before = found[name];
    found[name] = 'repeatable' in flags[name] ? [...(Array.isArray(before) ? (before as readonly string[]) : []), value] : value;
  }
  return found;
}

/** Where nothing is sent, nobody needs what opens doors. */
export function withoutCredentials({ tokenEnv: _token, auth: _auth, cert: _cert, certKey: _key, certPassphraseEnv: _passphrase, ...rest }: FlagValues): FlagValues {
  return rest;
}

/** The words of a command line as a shell takes them apart. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:[^\s'\\]|\\.|'[^']*')+/g)].map(([word]) => word.replaceAll(/'([^']*)'|\\(.)/g, (_, quoted: string | undefined, escaped: string | undefined) => quoted ?? escaped ?? ''));
}
