import type { Notice } from '../../model/description.ts';
import type { Problem, Result } from '../../model/problem.ts';
import { measure } from '../reading/measure.ts';
import type { Reader } from '../reading/open-description.ts';
import { openDescription } from '../reading/open-description.ts';
import { placeOf } from '../reading/place-of.ts';
import type { ReadLimits } from '../reading/reading.ts';
import { failed } from '../reading/reading.ts';
import type { Source } from '../reading/source.ts';
import { applyOverlay } from './apply-overlay.ts';
import { readOverlay } from './read-overlay.ts';
import { workingCopyOf } from './working-copy.ts';

/** A description as overlays leave it. */
export interface OverlaidReader {
  readonly reader: Reader;
  readonly notices: readonly Notice[];
  /** SHA-256 of the bytes of each overlay. */
  readonly digests: readonly string[];
}

const fix = 'See https://spec.openapis.org/overlay/v1.0.0.';

/** Opens overlays and applies them, in order, to the entry of a description. What they add is known to stand in them. */
export async function overlaid(reader: Reader, options: ReadLimits & { readonly overlays?: readonly string[] }): Promise<Result<OverlaidReader>> {
  const { overlays: names = [] } = options;
  if (names.length === 0) return { ok: true, value: { reader, notices: [], digests: [] } };
  const copy = workingCopyOf(reader.entry);
  const notices: Notice[] = [];
  const digests: string[] = [];
  for (const name of names) {
    const opened = await openDescription(name, options);
    if (!opened.ok) return { ok: false, problems: [asOverlay(opened.problems[0])] };
    const { entry: source } = opened.value;
    const overlay = readOverlay(source.value);
    const { faults, idle } = 'faults' in overlay ? { ...overlay, idle: [] } : applyOverlay(copy, overlay, source);
    const [first, ...rest] = faults.map((fault): Problem => ({ code: 'OVERLAY_INVALID', what: fault.what, where: placeOf(source, fault.pointer), fix: fault.fix ?? fix }));
    if (first) return { ok: false, problems: [first, ...rest] };
    if (!('faults' in overlay) && overlay.extends !== undefined && lastPart(overlay.extends) !== lastPart(reader.entry.url)) {
      notices.push({ code: 'OVERLAY_FOR_ANOTHER', what: `The overlay says that it is for ${overlay.extends}; it was applied to ${reader.entry.file}.`, where: placeOf(source, '/extends') });
    }
    for (const pointer of idle) notices.push({ code: 'OVERLAY_MATCHES_NOTHING', what: 'An action of the overlay changed nothing: what it selects is not there.', where: placeOf(source, pointer) });
    digests.push(source.digest);
  }
  if (measure(copy.root)) return failed({ code: 'OVERLAY_INVALID', what: 'With its overlays the description is nested too deeply.', where: { file: names.at(-1) ?? '' } });
  const entry: Source = { ...reader.entry, value: copy.root, origin: copy.origin };
  return { ok: true, value: { reader: { entry, read: (url) => (url === entry.url ? Promise.resolve({ ok: true, value: entry }) : reader.read(url)) }, notices, digests } };
}

/** What is wrong with reading an overlay is not wrong with the description. */
function asOverlay(problem: Problem): Problem {
  return { ...problem, code: problem.code.replace('DESCRIPTION_', 'OVERLAY_'), ...(problem.fix !== undefined && { fix: problem.fix.replaceAll('description', 'overlay') }) };
}

function lastPart(address: string): string {
  return decodeURIComponent(address.replace(/[?#].*$/s, '').split('/').at(-1) ?? '');
}
