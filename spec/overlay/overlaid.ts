import type { Notice } from '../../model/description.ts';
import type { Problem, Result } from '../../model/problem.ts';
import type { Reader } from '../reading/open-description.ts';
import { openDescription } from '../reading/open-description.ts';
import { placeOf } from '../reading/place-of.ts';
import type { ReadLimits } from '../reading/reading.ts';
import { applyOverlay } from './apply-overlay.ts';

/** The way to a description as overlays leave it. What they add has no place in its text, so problems there point to what is nearest. */
export async function overlaid(reader: Reader, options: ReadLimits & { readonly overlays?: readonly string[] }): Promise<Result<{ readonly reader: Reader; readonly notices: readonly Notice[] }>> {
  let { entry } = reader;
  const notices: Notice[] = [];
  for (const source of options.overlays ?? []) {
    const opened = await openDescription(source, options);
    if (!opened.ok) return opened;
    const overlay = opened.value.entry;
    const { document, faults, idle } = applyOverlay(entry.value, overlay.value);
    const [first, ...rest] = faults.map(({ what, pointer }): Problem => ({ code: 'OVERLAY_INVALID', what, where: placeOf(overlay, pointer), fix: 'See https://spec.openapis.org/overlay/v1.0.0.' }));
    if (first) return { ok: false, problems: [first, ...rest] };
    for (const pointer of idle) notices.push({ code: 'OVERLAY_MATCHES_NOTHING', what: 'The target of an action of the overlay selects nothing.', where: placeOf(overlay, pointer) });
    entry = { ...entry, value: document };
  }
  return { ok: true, value: { reader: entry === reader.entry ? reader : { ...reader, entry }, notices } };
}
