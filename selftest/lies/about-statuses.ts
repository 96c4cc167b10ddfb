import { responseFor } from '../../spec/response-for.ts';
import { textOf, withField, withText } from '../answer-lie.ts';
import type { LiesAgainst, Occasion } from './lying.ts';
import { inAnswers, isSuccess } from './lying.ts';

const everyStatus = 'The description documents every status.';

const neverSucceeds = { because: 'The honest server is never asked anything that succeeds.' };

function undocumented({ operation }: Occasion, statuses: readonly number[]): number | undefined {
  return statuses.find((status) => !responseFor(operation, status));
}

/** Statuses that are not what they should be. */
export const liesAboutStatuses: Readonly<Record<string, LiesAgainst>> = {
  'success-documented': {
    *propose(occasion) {
      yield inAnswers(occasion, 'breaks', `breaks on every ${occasion.operation.id} request (500)`, { when: (_, response) => isSuccess(response), change: (response) => ({ ...response, status: 500 }) });
    },
  },
  'status-documented': {
    *propose(occasion) {
      const status = undocumented(occasion, [299, 298, 599, 598]);
      if (!occasion.ground.succeeds(occasion.operation.id)) return yield neverSucceeds;
      yield status === undefined ? { because: everyStatus } : inAnswers(occasion, String(status), `answers valid requests with ${status}`, { when: (_, response) => isSuccess(response), change: (response) => ({ ...response, status }) });
    },
  },
  'error-status-documented': {
    makesOccasion: true,
    *propose(occasion) {
      const status = undocumented(occasion, [418, 499]);
      const refuses = occasion.ground.outcomes.get(occasion.requirement.id)?.kind === 'pass';
      yield status === undefined ? { because: everyStatus } : inAnswers(occasion, String(status), `refuses with ${status}`, { when: (_, response) => (refuses ? response.status >= 400 && response.status < 500 : isSuccess(response)), change: (response) => ({ ...response, status }) });
    },
  },
  'no-server-error': {
    *propose(occasion) {
      if (!occasion.ground.succeeds(occasion.operation.id)) return yield neverSucceeds;
      yield inAnswers(occasion, 'breaks', 'breaks on valid requests (500)', { when: (_, response) => isSuccess(response), change: (response) => ({ ...response, status: 500 }) });
    },
  },
  'service-available': {
    *propose(occasion) {
      if (!occasion.ground.succeeds(occasion.operation.id)) return yield neverSucceeds;
      yield inAnswers(occasion, 'pauses', 'asks to come back later (503)', { when: (_, response) => isSuccess(response), change: (response) => withField({ ...response, status: 503 }, 'Retry-After', '1') });
    },
  },
  'status-in-range': {
    *propose(occasion) {
      yield inAnswers(occasion, '601', 'answers with the status 601', { change: (response) => ({ ...response, status: 601 }) });
    },
  },
  'www-authenticate': {
    *propose(occasion) {
      yield inAnswers(occasion, 'no-challenge', 'sends strangers away without a challenge', { when: (_, { status }) => status === 401, change: (response) => withField(response, 'www-authenticate', undefined) });
    },
  },
  'retry-after-valid': {
    makesOccasion: true,
    *propose(occasion) {
      yield inAnswers(occasion, 'soon', 'sends Retry-After: soon', { change: (response) => withField(response, 'Retry-After', 'soon') });
    },
  },
  'date-valid': {
    makesOccasion: true,
    *propose(occasion) {
      yield inAnswers(occasion, 'yesterday', 'sends Last-Modified: yesterday', { change: (response) => withField(response, 'Last-Modified', 'yesterday') });
    },
  },
  'cache-control-private': {
    *propose(occasion) {
      yield inAnswers(occasion, 'public', 'lets everybody keep what it shows to one', { when: (_, response) => isSuccess(response), change: (response) => withField(response, 'Cache-Control', 'public, max-age=600') });
    },
  },
  'problem-details-valid': {
    makesOccasion: true,
    *propose(occasion) {
      yield inAnswers(occasion, 'other-status', 'tells another status in problem details than it answers with', {
        change: (response) => withField(withText(response, JSON.stringify({ title: 'Trouble', status: response.status + 1 })), 'Content-Type', 'application/problem+json'),
      });
    },
  },
  'no-leak': {
    makesOccasion: true,
    *propose(occasion) {
      const trace = "TypeError: Cannot read properties of undefined (reading 'id')\n    at find (/srv/app/store.js:10:5)\n    at async handle (/srv/app/server.js:32:9)\n";
      yield inAnswers(occasion, 'stack', 'shows its stack in errors', {
        change: (response) => withField(withText({ ...response, status: response.status < 400 ? 500 : response.status }, trace), 'Content-Type', 'text/plain'),
      });
    },
  },
  'head-mirrors-get': {
    *propose(occasion) {
      yield inAnswers(occasion, 'gone', 'answers HEAD as if nothing were there', { when: ({ method }) => method === 'HEAD', change: (response) => ({ ...response, status: 404 }) });
    },
  },
  'method-not-allowed': {
    *propose(occasion) {
      const declared = occasion.description.operations.filter(({ path }) => path === occasion.operation.path).map(({ method }) => method.toUpperCase());
      const when = ({ method }: { readonly method: string }): boolean => ![...declared, 'HEAD', 'OPTIONS'].includes(method);
      yield inAnswers(occasion, 'obeys', 'obeys methods that are not declared', { when, change: (response) => withText({ ...response, status: 200 }, '') });
      yield inAnswers(occasion, 'no-allow', 'refuses methods without saying which are allowed', { when, change: (response) => withField({ ...response, status: 405 }, 'Allow', undefined) });
    },
  },
  'allow-truthful': {
    *propose(occasion) {
      yield inAnswers(occasion, 'nothing', 'names no method of the path in Allow', { when: ({ method }) => method === 'OPTIONS', change: (response) => withField({ ...response, status: 200 }, 'Allow', 'OPTIONS') });
    },
  },
  'not-acceptable': {
    *propose(occasion) {
      const when: NonNullable<Parameters<typeof inAnswers>[3]['when']> = ({ headers }) => headers.some(([name, value]) => name.toLowerCase() === 'accept' && value.includes('no-such-type'));
      yield inAnswers(occasion, 'breaks', 'breaks on an Accept that it cannot satisfy (500)', { when, change: (response) => ({ ...response, status: 500 }) });
    },
  },
  'json-keys-unique': {
    *propose(occasion) {
      const twice = (text: string): string => text.replace(/\{"((?:[^"\\]|\\.)+)":/, (start, name: string) => `{"${name}":null,${start.slice(1)}`);
      yield inAnswers(occasion, 'twice', 'says a name twice in one object', { change: (response) => (twice(textOf(response)) === textOf(response) ? response : withText(response, twice(textOf(response)))) });
    },
  },
};
