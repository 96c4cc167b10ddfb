import type { BodyDefect, BodyDraft, RequestDraft } from '../../model/case.ts';
import { caseId } from '../strategy.ts';
import type { BodyContext, Strategy } from '../strategy.ts';

const depth = 10_000;
const tenMegabytes = 10 * 1024 * 1024;

/** What each defect makes of a body that was accepted. */
const defects: Readonly<Record<BodyDefect, (body: BodyContext) => BodyDraft | undefined>> = {
  'broken-json': ({ mediaType, value }) => ({ kind: 'text', mediaType, text: `${JSON.stringify(value).slice(0, -1)}` }),
  'wrong-content-type': ({ value }) => ({ kind: 'text', mediaType: 'text/plain', text: JSON.stringify(value) }),
  'empty-body': ({ mediaType, described }) => (described.required ? { kind: 'text', mediaType, text: '' } : undefined),
  'deep-nesting': ({ mediaType }) => ({ kind: 'repeated', mediaType, head: `${'['.repeat(depth)}`, unit: ']', times: depth, tail: '' }),
  // It is broken at its end, so that whoever has patience for 10 MB has a reason to refuse it too.
  'large-body': ({ mediaType, value }) => ({ kind: 'repeated', mediaType, head: JSON.stringify(value).slice(0, -1), unit: ' ', times: tenMegabytes, tail: '' }),
};

/** Bodies that are none. */
export const malformedBody: Strategy = {
  id: 'malformed-body',
  summary: 'The baseline with its JSON body broken, mislabelled, missing, 10,000 levels deep, or 10 MB long.',
  *propose({ operation, baseline, body }) {
    if (!body?.isJson) return;
    for (const [defect, make] of Object.entries(defects) as readonly [BodyDefect, (typeof defects)[BodyDefect]][]) {
      const draft = make(body);
      if (draft) yield { label: defect, request: withDraft(baseline, draft), intent: { kind: 'malformed', defect, at: body.at }, control: caseId(operation, 'baseline', '') };
    }
  },
};

function withDraft(request: RequestDraft, body: BodyDraft): RequestDraft {
  return { ...request, body };
}
