import type { Answer } from '../answer.ts';
import { failure } from '../answer.ts';
import type { Behaviour } from '../behaviour.ts';
import type { Call } from '../call.ts';

/** What an honest backend answered, each request by each. */
export type Recording = Map<string, Answer[]>;

/** Listens to what an honest backend answers. */
export function recordsInto(recording: Recording): Behaviour {
  return {
    async around(call, honest) {
      const answer = await honest();
      const key = keyOf(call);
      recording.set(key, [...(recording.get(key) ?? []), answer]);
      return answer;
    },
  };
}

/** Has no backend at all: gives back what was once answered to the same request, in the same order. */
export function playsBack(recording: Recording): Behaviour {
  const times = new Map<string, number>();
  return {
    around(call) {
      const key = keyOf(call);
      const answers = recording.get(key);
      const at = times.get(key) ?? 0;
      times.set(key, at + 1);
      return answers?.[Math.min(at, answers.length - 1)] ?? failure(404, 'not_found', 'there is nothing here');
    },
  };
}

function keyOf({ method, url, headers, body }: Call): string {
  return [method, url.pathname, url.search, headers.authorization ?? '', headers.accept ?? '', headers['content-type'] ?? '', body.kind === 'whole' ? Buffer.from(body.bytes).toString('base64') : body.kind].join('\n');
}
