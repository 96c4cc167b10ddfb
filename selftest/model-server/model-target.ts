import type { ReceivedResponse } from '../../model/exchange.ts';
import type { Target } from '../../model/target.ts';
import { outgoingHeaders } from '../../target/outgoing-headers.ts';
import { recordedBody } from '../../target/recorded-body.ts';
import type { ModelLie } from './lie.ts';
import type { ModelServer } from './model-server.ts';

/** Where the model server would be, if it were anywhere: it answers in this process. */
export const modelUrl = 'http://model.invalid';

/** A fresh model server as a target. */
export function modelTarget(server: ModelServer, lie?: ModelLie): Target {
  const answer = server.open(lie);
  return {
    kind: 'embedded',
    baseUrl: modelUrl,
    send: async (request) => {
      const headers = outgoingHeaders(request, 'model.invalid');
      const { status, headers: fields, body } = answer(request);
      const response: ReceivedResponse = {
        kind: 'response', status,
        headers: [...fields, ...(body ? [['content-type', body.mediaType] as const] : [])],
        ...(body && body.text !== '' && request.method !== 'HEAD' && { body: recordedBody(Buffer.from(body.text)) }),
      };
      return { url: modelUrl + request.path, headers, ...(request.body && request.body.length > 0 && { body: recordedBody(request.body) }), response, durationMs: 0 };
    },
    close: async () => undefined,
  };
}
