import type { BodyDefect, BodyDraft, RequestDraft } from '../../model/case.ts';
import type { Json } from '../../model/json.ts';
import { mediaTypeFor } from '../../spec/media-type.ts';
import { caseId } from '../strategy.ts';
import type { BodyContext, Strategy } from '../strategy.ts';
import type { Workshop } from '../values/workshop.ts';
import { isValid } from '../values/workshop.ts';

const depth = 10_000;
const tenMegabytes = 10 * 1024 * 1024;

/** What JSON is called by mistake; the first that the description does not allow is taken. */
const strangers: readonly string[] = ['text/plain', 'application/xml', 'application/octet-stream'];

/** What each defect makes of a body that was accepted. */
const defects: Readonly<Record<BodyDefect, (body: BodyContext, workshop: Workshop) => BodyDraft | undefined>> = {
  'broken-json': ({ mediaType, value }) => ({ kind: 'text', mediaType, text: unfinished(value) }),
  'wrong-content-type': ({ value, described }) => {
    const mediaType = strangers.find((each) => mediaTypeFor(described.content, each) === undefined);
    return mediaType === undefined ? undefined : { kind: 'text', mediaType, text: JSON.stringify(value) };
  },
  'empty-body': ({ mediaType, described }) => (described.required ? { kind: 'text', mediaType, text: '' } : undefined),
  'deep-nesting': ({ mediaType, schema }, workshop) =>
    // A schema that allows lists of anything allows this one too.
    isValid(workshop, schema.pointer, [[[[]]]]) ? undefined : { kind: 'repeated', mediaType, head: '['.repeat(depth), unit: ']', times: depth, tail: '' },
  // It is broken at its end, so that whoever has patience for 10 MB has a reason to refuse it too.
  'large-body': ({ mediaType, value }) => ({ kind: 'repeated', mediaType, head: unfinished(value), unit: ' ', times: tenMegabytes, tail: '' }),
};

/** Bodies that are none. */
export const malformedBody: Strategy = {
  id: 'malformed-body',
  summary: 'The baseline with its JSON body broken, mislabelled, missing, 10,000 levels deep, or 10 MB long.',
  *propose({ operation, workshop, baseline, body }) {
    // Where any media type is allowed, text that is no JSON may be of another one.
    if (!body?.isJson || body.mediaType.includes('*')) return;
    for (const [defect, make] of Object.entries(defects) as readonly [BodyDefect, (typeof defects)[BodyDefect]][]) {
      const draft = make(body, workshop);
      if (draft) yield { label: defect, request: withDraft(baseline, draft), intent: { kind: 'malformed', defect, at: body.at }, control: caseId(operation, 'baseline', '') };
    }
  },
};

/** JSON that ends too early: a number would only be another number without its last digit. */
function unfinished(value: Json): string {
  const text = JSON.stringify(value);
  return typeof value === 'number' ? `[${text}` : text.slice(0, -1);
}

function withDraft(request: RequestDraft, body: BodyDraft): RequestDraft {
  return { ...request, body };
}
