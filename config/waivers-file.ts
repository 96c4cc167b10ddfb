import { YAMLSeq, isSeq } from 'yaml';
import type { Problem, Result } from '../model/problem.ts';
import { isBounded, waiverTarget, type WaiverEntry } from '../model/waiver.ts';
import { nearNames, oneOf } from './near-names.ts';
import { isDate, isRecord, openReviewed } from './reviewed-file.ts';

const heading = `# What fails and is let pass: by whom, why, and until when. Everything here is judged all the same.
# An entry whose reason, ticket, owner or expires is empty was approved by nobody, and keeps the run from being green.
`;

const settings = ['requirement', 'rule', 'reason', 'ticket', 'owner', 'expires'] as const;

/** Where a new file begins. */
export const emptyWaivers = `${heading}version: 1\nwaivers: []\n`;

/** Reads waivers. Their order is that of the file. */
export function readWaivers(text: string, file: string): Result<readonly WaiverEntry[]> {
  const opened = openReviewed(text, file, { code: 'WAIVERS_SYNTAX', noun: 'The waivers are' });
  if (!opened.ok) return opened;
  const { root, where } = opened.value;
  const problems: Problem[] = [];
  const complain = (what: string, path: readonly (string | number)[], fix?: string): void => void problems.push({ code: 'WAIVERS_INVALID', what, where: where(path), ...(fix !== undefined && { fix }) });
  const listed = root?.['waivers'];
  if (root?.['version'] !== 1 || !Array.isArray(listed)) complain('This is no file of waivers of version 1.', root?.['version'] !== undefined ? ['version'] : [], `Begin with "version: 1" and "waivers:"; calico-conformance waivers update --waivers ${file} writes one.`);
  const waivers = (Array.isArray(listed) ? (listed as readonly unknown[]) : []).flatMap((entry, index): readonly WaiverEntry[] => {
    const at = (name: string): readonly (string | number)[] => ['waivers', index, name];
    const given = isRecord(entry) ? entry : {};
    const unknown = Object.keys(given).find((name) => !(settings as readonly string[]).includes(name));
    if (unknown !== undefined) complain(`A waiver has no setting ${JSON.stringify(unknown)}.`, at(unknown), `Known: ${settings.join(', ')}.`);
    const { requirement, rule } = given;
    const [target, other] = [requirement, rule].filter((each) => typeof each === 'string' && each !== '');
    if (target === undefined || other !== undefined || (requirement !== undefined && rule !== undefined)) {
      complain('A waiver names one requirement or one rule.', at(requirement === undefined ? 'rule' : 'requirement'), 'In either, * stands for any text.');
      return [];
    }
    if (!isBounded(given as Pick<WaiverEntry, 'requirement' | 'rule'>)) {
      complain(`The waiver of ${String(target)} covers whatever there is, which nobody can answer for.`, at(requirement === undefined ? 'rule' : 'requirement'), 'Name the rule or the operation, or at least the first four characters of one; * stands for any text behind them, such as "body-schema@*" or "*@getUser#*".');
      return [];
    }
    const texts = { reason: '', ticket: '', owner: '', expires: '' };
    for (const name of ['reason', 'ticket', 'owner', 'expires'] as const) {
      const value = given[name] ?? (Object.hasOwn(given, name) ? '' : undefined);
      if (value === undefined) complain(`The waiver of ${String(target)} has no ${name}.`, at(name), 'A reason, a ticket, an owner and a last day are what makes it one.');
      else if (typeof value !== 'string') complain(`${name} must be a text.`, at(name), name === 'ticket' || name === 'expires' ? 'Write it in quotes.' : undefined);
      else texts[name] = value.trim();
    }
    if (texts.expires !== '' && !isDate(texts.expires)) complain(`The waiver of ${String(target)} has no last day, such as "2027-01-31".`, at('expires'));
    return [{ ...(typeof requirement === 'string' ? { requirement } : { rule: String(rule) }), ...texts }];
  });
  const [first, ...rest] = problems;
  return first ? { ok: false, problems: [first, ...rest] } : { ok: true, value: waivers };
}

/** A failing requirement that nobody answers for yet. */
export interface ProposedWaiver {
  readonly requirement: string;
  /** What was received and what is documented. */
  readonly message: string;
}

/** The text of the file without the waivers at these places, and with entries that nobody has approved yet. Comments stay. */
export function amendedWaivers(text: string, file: string, drop: readonly number[], proposed: readonly ProposedWaiver[]): Result<string> {
  const opened = openReviewed(text, file, { code: 'WAIVERS_SYNTAX', noun: 'The waivers are' });
  if (!opened.ok) return opened;
  const { document } = opened.value;
  const listed: unknown = document.get('waivers');
  const list = isSeq(listed) ? listed : new YAMLSeq(document.schema);
  list.flow = false;
  for (const index of [...drop].sort((a, b) => b - a)) list.delete(index);
  for (const { requirement, message } of proposed) {
    const node = document.createNode({ requirement, reason: '', ticket: '', owner: '', expires: '' });
    node.commentBefore = ` ${message.replaceAll(/\s+/g, ' ').slice(0, 300)}`;
    list.add(node);
  }
  document.set('waivers', list);
  return { ok: true, value: document.toString({ lineWidth: 0 }) };
}

/** The problem of an entry that covers nothing of what can be required. */
export function coversNothing(text: string, file: string, { index, waiver, known }: { readonly index: number; readonly waiver: WaiverEntry; readonly known: readonly string[] }): Problem {
  const opened = openReviewed(text, file, { code: 'WAIVERS_SYNTAX', noun: 'The waivers are' });
  const near = nearNames(waiver.requirement ?? waiver.rule ?? '', known);
  return {
    code: 'WAIVER_COVERS_NOTHING', what: `The waiver of ${waiverTarget(waiver)} covers nothing that any profile requires of this description.`,
    where: opened.ok ? opened.value.where(['waivers', index, waiver.requirement === undefined ? 'rule' : 'requirement']) : { file },
    fix: `${near.length > 0 ? `Did you mean ${oneOf(near)}? ` : ''}calico-conformance requirements list shows every id.`,
  };
}
