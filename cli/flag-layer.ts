import { checkedLayer, type Layer } from '../config/layers.ts';
import type { Environment } from '../config/interpolate.ts';
import { quoted } from '../config/near-names.ts';
import type { Problem, Result } from '../model/problem.ts';
import { containerWords } from './container-flags.ts';
import { flags, longName, type Flag, type FlagName, type FlagValues } from './flags.ts';

/** What the flags come to. */
export interface FlagSettings {
  readonly layer: Layer;
  /** Texts that came out of the environment; they may be secrets. */
  readonly fromEnvironment: readonly string[];
}

/** Flags as a layer of the configuration. */
export function flagLayer(values: FlagValues, environment: Environment): Result<FlagSettings> {
  const problems: Problem[] = [];
  const settings: Record<string, unknown> = {};
  const labels: Record<string, string> = {};
  for (const name of Object.keys(values) as FlagName[]) {
    const { setting }: Flag = flags[name];
    if (setting === undefined) continue;
    settings[setting] = values[name];
    labels[setting] = longName(name);
  }
  const split = (name: FlagName, separator: string, example: string): readonly (readonly [string, string])[] =>
    listOf(values[name]).flatMap((text) => {
      const at = text.indexOf(separator);
      if (at > 0) return [[text.slice(0, at).trim(), text.slice(at + 1).trim()] as const];
      problems.push({ code: 'USAGE', what: `${longName(name)} ${quoted(text)} is not written as ${flags[name].written.split(' ').slice(1).join(' ')}.`, fix: `For example: ${longName(name)} ${example}` });
      return [];
    });
  const headers = split('header', ':', '"X-Tenant: acme"');
  const auth = split('auth', '=', 'partnerKey=PARTNER_KEY');
  const fixtures = grouped(split('fixture', '=', 'user_id=a169451c-8525-4352-b8ca-070dd449a1a5'));
  const disposable = grouped(split('disposable', '=', 'user_id=a169451c-8525-4352-b8ca-070dd449a1a5'));
  const { container, fromEnvironment, problems: unset } = containerWords(values, environment);
  const [first, ...rest] = [...problems, ...unset];
  if (first) return { ok: false, problems: [first, ...rest] };
  const checked = checkedLayer({
    ...settings,
    ...(headers.length > 0 && { headers: Object.fromEntries(headers) }),
    ...(auth.length > 0 && { auth: Object.fromEntries(auth.map(([scheme, env]) => [scheme, { env }])) }),
    ...(container && { container }),
    ...certificateWords(values),
    ...((fixtures || disposable) && { fixtures: { ...fixtures, ...(disposable && { disposable }) } }),
  }, { ...labels, headers: '--header', auth: '--auth', fixtures: '--fixture', 'container.port': '--port', 'container.wait': '--wait', 'container.startTimeout': '--start-timeout', 'container.mounts': '--mount', certificate: '--cert' });
  return checked.ok ? { ok: true, value: { layer: checked.value, fromEnvironment } } : checked;
}

/** A client certificate as curl users name it. */
function certificateWords({ cert, certKey, certPassphraseEnv }: FlagValues): Record<string, unknown> {
  if (cert === undefined && certKey === undefined && certPassphraseEnv === undefined) return {};
  const isPkcs12 = typeof cert === 'string' && /\.(p12|pfx)$/i.test(cert);
  return { certificate: {
    ...(cert !== undefined && { [isPkcs12 ? 'pfx' : 'cert']: cert }), ...(certKey !== undefined && { key: certKey }), ...(certPassphraseEnv !== undefined && { passphraseEnv: certPassphraseEnv }),
  } };
}

function listOf(value: FlagValues[FlagName]): readonly string[] {
  return typeof value === 'string' ? [value] : typeof value === 'object' ? value : [];
}

/** Values by name, or nothing where there are none. */
function grouped(pairs: readonly (readonly [string, string])[]): Record<string, string[]> | undefined {
  if (pairs.length === 0) return undefined;
  const groups: Record<string, string[]> = {};
  for (const [name, value] of pairs) (groups[name] ??= []).push(value);
  return groups;
}
