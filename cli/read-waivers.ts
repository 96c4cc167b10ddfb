import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Configuration } from '../config/configuration.ts';
import { coversNothing, readWaivers } from '../config/waivers-file.ts';
import { profileNamed } from '../config/profiles.ts';
import { covers } from '../engine/waivers.ts';
import { capabilityIds } from '../model/capability.ts';
import type { Problem, Result } from '../model/problem.ts';
import type { Requirement } from '../model/requirement.ts';
import type { WaiverEntry } from '../model/waiver.ts';
import type { Io } from './io.ts';
import { planFor, type Prepared } from './prepare.ts';

/** The text of a file of waivers. */
export async function waiversText(file: string, io: Pick<Io, 'folder'>): Promise<Result<string>> {
  const text = await readFile(resolve(io.folder, file), 'utf8').catch((error: unknown) => error as NodeJS.ErrnoException);
  if (typeof text === 'string') return { ok: true, value: text };
  return { ok: false, problems: [{ code: 'WAIVERS_UNREADABLE', what: `The waivers cannot be read (${text.code ?? text.message}).`, where: { file }, fix: `Check the path, or have one written: calico-conformance waivers update --waivers ${file}` }] };
}

/** The waivers of a run; a problem where one covers nothing that anybody could ask for, because it would go unseen. */
export async function waiversFor({ configuration, plan, description, flows, supplies }: Prepared, io: Pick<Io, 'folder'>): Promise<Result<readonly WaiverEntry[]> | undefined> {
  const { waivers: file } = configuration;
  if (file === undefined) return undefined;
  const text = await waiversText(file, io);
  if (!text.ok) return text;
  const read = readWaivers(text.value, file);
  if (!read.ok) return read;
  const idle = idleIn(read.value, [...plan.requirements]);
  if (idle.length === 0) return read;
  // One file may serve runs by several profiles.
  const all = everythingOf(configuration);
  const whole = all.ok ? planFor(description, all.value, supplies, { scripted: flows.filter(({ steps }) => steps.some(({ rule }) => rule === undefined)), trusted: true }) : all;
  if (!whole.ok) return whole;
  const requirements = [...whole.value.plan.requirements];
  const [first, ...rest] = idleIn(read.value, requirements).map(({ index, waiver }): Problem =>
    coversNothing(text.value, file, { index, waiver, known: [...new Set(requirements.map(({ id, rule }) => (waiver.requirement === undefined ? rule : id)))] }));
  return first ? { ok: false, problems: [first, ...rest] } : read;
}

/** Waivers that cover none of these. */
function idleIn(waivers: readonly WaiverEntry[], requirements: readonly Requirement[]): readonly { readonly index: number; readonly waiver: WaiverEntry }[] {
  return waivers.flatMap((waiver, index) => (requirements.some((requirement) => covers(waiver, requirement)) ? [] : [{ index, waiver }]));
}

/** The configuration that asks for all that can be asked for. */
function everythingOf(configuration: Configuration): Result<Configuration> {
  const profile = profileNamed('full');
  return profile.ok ? { ok: true, value: { ...configuration, profile: profile.value, capabilities: capabilityIds } } : profile;
}
