import type { Case } from '../../model/case.ts';
import type { Target, WireRequest } from '../../model/target.ts';
import type { Visitor } from '../model-server/admission.ts';
import { refusalOf } from '../model-server/statuses.ts';
import { withText } from '../answer-lie.ts';
import type { Lying } from '../mutant.ts';
import type { LiesAgainst, Occasion } from './lying.ts';
import { inAnswers, ofTheModel } from './lying.ts';

const visitors: Readonly<Record<string, Visitor>> = { none: 'nobody', malformed: 'unknown', tampered: 'altered', expired: 'expired', 'read-only': 'read-only' };

/** Requests that are taken for others than they are. */
export const liesAboutRequests: Readonly<Record<string, LiesAgainst>> = {
  'rejects-invalid': { propose: passingOver },
  'requires-parameter': { propose: passingOver },
  'rejects-malformed-body': { propose: passingOver },
  'auth-required': { propose: letsIn },
  'auth-checked': { propose: letsIn },
  'verb-authorised': { propose: letsIn },
  'accepts-valid': {
    *propose(occasion) {
      const { cases, ground, operation } = occasion;
      for (const each of cases) {
        const sent = ground.sentAs(each.id);
        const control = each.control === undefined ? undefined : ground.sentAs(each.control);
        if (!sent || (control && wireKey(sent) === wireKey(control))) {
          yield { because: 'On the wire it does not differ from its positive control.' };
          continue;
        }
        const closed = each.intent.kind === 'valid' && each.intent.varies.closed;
        const status = closed && each.control !== undefined ? refusalOf(operation) : 500;
        yield inAnswers(occasion, each.id, `${status === 500 ? 'breaks on' : 'refuses'} what ${occasion.requirement.at} allows`, {
          when: (request) => wireKey(request) === wireKey(sent), change: (response) => withText({ ...response, status }, ''),
        });
      }
    },
  },
};

/** Passes over the keyword that the cases break, whatever value breaks it. */
function* passingOver(occasion: Occasion): Iterable<Lying> {
  const { requirement, cases, ground } = occasion;
  const lie = `accepts what breaks ${requirement.at}`;
  if (!occasion.honest.model) {
    yield* asItsControl(occasion, lie);
    return;
  }
  const overlooks = new Set(cases.flatMap(({ id }) => ground.issuesOf(id)));
  yield overlooks.size === 0 ? { because: 'The honest server sees nothing wrong with what is sent.' } : ofTheModel(occasion, 'overlooks', lie, { overlooks });
}

function* letsIn(occasion: Occasion): Iterable<Lying> {
  const use = occasion.requirement.at.split('/').at(-1) ?? '';
  const visitor = visitors[use];
  const lie = use === 'none' ? 'lets everybody in' : `takes ${use} credentials for good ones`;
  if (visitor === undefined) yield { because: 'Nobody knows whom it is about.' };
  else if (occasion.honest.model) yield ofTheModel(occasion, use, lie, { admits: [visitor] });
  else yield* asItsControl(occasion, lie);
}

/** Takes the request of a case for that of its positive control. */
function* asItsControl({ cases, ground, honest }: Occasion, lie: string): Iterable<Lying> {
  const twins = new Map(cases.flatMap((each: Case) => {
    const [sent, control] = [ground.sentAs(each.id), each.control === undefined ? undefined : ground.sentAs(each.control)];
    return sent && control ? [[wireKey(sent), control] as const] : [];
  }));
  if (twins.size === 0) yield { because: 'Its requests are too large to be kept.' };
  else {
    let told = false;
    const twinOf = (request: WireRequest): WireRequest | undefined => {
      const twin = twins.get(wireKey(request));
      told ||= twin !== undefined;
      return twin;
    };
    yield { label: 'as-its-twin', lie, wasTold: () => told, open: async () => mistaking(await honest.open(), twinOf) };
  }
}

function mistaking(target: Target, twinOf: (request: WireRequest) => WireRequest | undefined): Target {
  return { ...target, send: (request, signal) => target.send(twinOf(request) ?? request, signal), close: () => target.close() };
}

const framing = new Set(['host', 'connection', 'accept-encoding', 'user-agent', 'content-length']);

/** By which a request is known again. */
function wireKey({ method, path, headers, body }: WireRequest): string {
  const own = headers.filter(([name]) => !framing.has(name.toLowerCase())).map(([name, value]) => `${name.toLowerCase()}: ${value}`).sort();
  return JSON.stringify([method, path, own, (body?.length ?? 0) < 100_000 ? Buffer.from(body ?? []).toString('base64') : body?.length]);
}
