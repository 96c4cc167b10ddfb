import type { CaptureKey, RequestDraft } from '../model/case.ts';

/** The captured values that a request cannot be sent without. */
export function capturesIn(request: RequestDraft): readonly CaptureKey[] {
  return request.parameters.flatMap(({ value }) => ('capture' in value ? [value.capture] : []));
}
