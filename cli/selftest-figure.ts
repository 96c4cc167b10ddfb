import { readFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { KillMatrix } from '../model/kill-matrix.ts';
import type { Problem, Result } from '../model/problem.ts';
import type { SelftestFigure } from '../model/selftest-figure.ts';
import { scoreOf } from '../reporters/kill-matrix/score.ts';

/** What a figure has to be about. */
export interface FigureSubject {
  readonly rulesetDigest: string;
  /** Of the bundled description. */
  readonly descriptionDigest: string;
  readonly profile: string;
}

/** The name under which a selftest leaves its matrix. */
const selftestJson = 'selftest.json';

/** What a selftest came to, where the file holds one that is whole and about the same rules, description and profile. */
export async function selftestFigure(path: string, subject: FigureSubject): Promise<Result<SelftestFigure>> {
  const file = path;
  const refused = (what: string, fix: string): { readonly ok: false; readonly problems: readonly [Problem] } => ({ ok: false, problems: [{ code: 'SELFTEST_UNFIT', what, where: { file }, fix }] });
  const text = await readFile(path).catch(() => undefined);
  if (text === undefined) return refused('The selftest cannot be read.', 'Check the path; calico-conformance selftest leaves selftest.json in its folder.');
  const matrix = parsed(text);
  if (!matrix) return refused('This is no result of a selftest.', 'calico-conformance selftest leaves selftest.json in its folder.');
  const { tried, killed, byAnother, survived, perCent } = scoreOf(matrix);
  const figure: FigureSubject = { rulesetDigest: matrix.suite.rulesetDigest, descriptionDigest: matrix.description.digest, profile: matrix.profile };
  if (figure.rulesetDigest !== subject.rulesetDigest || figure.descriptionDigest !== subject.descriptionDigest || figure.profile !== subject.profile) {
    return refused('The selftest is about other rules, another description or another profile.', 'Make it anew, with the flags of the run: calico-conformance selftest');
  }
  if (matrix.interrupted || perCent === undefined || matrix.honest.verdict === 'ERROR' || matrix.honest.verdict === 'NON_CONFORMANT') return refused('The selftest did not come to an end, or its honest server was found at fault.', 'Make it anew: calico-conformance selftest');
  return { ok: true, value: { tried, killed, byAnother, survived, perCent, ...(matrix.sample !== undefined && { sampled: true }), honest: matrix.server, ...figure, sha256: createHash('sha256').update(text).digest('hex') } };
}

/** The figure of a selftest that left its matrix in the folder of the reports; none where it does not fit. */
export async function figureBeside(folder: string, subject: FigureSubject): Promise<SelftestFigure | undefined> {
  const figure = await selftestFigure(join(resolve(folder), selftestJson), subject);
  return figure.ok ? figure.value : undefined;
}

function parsed(text: Buffer): KillMatrix | undefined {
  try {
    const value = JSON.parse(text.toString('utf8')) as Partial<KillMatrix> | null;
    const isMatrix = value?.format === 1 && typeof value.suite?.rulesetDigest === 'string' && typeof value.description?.digest === 'string' && typeof value.profile === 'string'
      && typeof value.honest?.verdict === 'string' && Array.isArray(value.tried) && value.tried.every((each) => typeof each?.fate?.kind === 'string');
    return isMatrix ? (value as KillMatrix) : undefined;
  } catch {
    return undefined;
  }
}
