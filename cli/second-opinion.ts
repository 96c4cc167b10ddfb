import type { RunInput } from '../engine/run.ts';
import { createJudge } from '../engine/judging/judge.ts';
import { requirementsIn } from '../engine/requirements-in.ts';
import { exchangeField, openLoopback, originOf } from '../engine/flow/loopback.ts';
import { lawContext } from '../engine/law-context.ts';
import { withCredentials } from '../engine/sending/authorised-sender.ts';
import type { CredentialSettings } from '../engine/sending/credentials.ts';
import { credentialParts } from '../engine/sending/credentials.ts';
import type { Comparison } from '../integrations/dredd/compare.ts';
import { compare } from '../integrations/dredd/compare.ts';
import type { Opinion } from '../integrations/dredd/job.ts';
import type { Asked } from '../integrations/dredd/projection.ts';
import { projectToSwagger } from '../integrations/dredd/projection.ts';
import { runDredd } from '../integrations/dredd/run-dredd.ts';
import type { SentCase } from '../model/case.ts';
import type { Operation } from '../model/description.ts';
import type { Exchange } from '../model/exchange.ts';
import type { Result } from '../model/problem.ts';
import type { WireRequest } from '../model/target.ts';
import { mediaTypeFor } from '../spec/media-type.ts';
import { responseFor } from '../spec/response-for.ts';
import { distScript } from './dist-script.ts';
import { readRecord } from './read-record.ts';
import { secondOpinionFile } from './report-folder.ts';
import { wrapped } from './wrapped.ts';

/** What another judge makes of the same operations. */
export interface SecondOpinion {
  readonly comparisons: readonly Comparison[];
  /** Operations that it was not asked about, and why. */
  readonly left: readonly { readonly operationId: string; readonly because: string }[];
}

interface Baseline {
  readonly operation: Operation;
  readonly exchange: Exchange;
  readonly sent: SentCase;
}

/** Sends the valid request of each operation that changes nothing once more, through Dredd, and compares what it says of the answer with what we say of it. */
export async function secondOpinion(record: string, input: RunInput, folder: string): Promise<Result<SecondOpinion>> {
  const { description } = input;
  const baselines = await baselinesIn(record, input);
  const asked = baselines.flatMap((baseline) => askedOf(baseline) ?? []);
  const left = description.operations.filter(({ id }) => !asked.some(({ operation }) => operation.id === id)).map(({ id, safe }) => ({
    operationId: id, because: safe ? 'it was not answered with a documented success' : 'its request is not sent twice, for it may change something',
  }));
  if (asked.length === 0) return { ok: true, value: { comparisons: [], left } };
  const projection = projectToSwagger(description, asked);
  const granted = await input.keyring?.fresh('owner');
  const credentials = granted?.ok === true ? granted.value.settings : input.credentials;
  const requests = Object.fromEntries(baselines.map((baseline) => [baseline.operation.id, requestOf(baseline, input, credentials)] as const).flatMap(([id, request]) => (request ? [[id, request] as const] : [])));
  const opinions = await throughOurs(input, (endpoint) => runDredd({ endpoint, swagger: projection.swagger, requests }, { folder, script: distScript('dredd-process'), signal: input.signal }));
  if (!opinions.ok) return opinions;
  const comparisons = opinions.value.flatMap((opinion) => {
    const baseline = baselines.find(({ operation }) => operation.id === opinion.operationId);
    if (!baseline) return [];
    const { method, path, id } = baseline.operation;
    return [compare(opinion, { operationId: id, operation: `${method.toUpperCase()} ${path}`, outcomes: ownOutcomes(opinion, baseline, input), lost: projection.lost.get(id) ?? [] })];
  });
  return { ok: true, value: { comparisons, left } };
}

/**
 * Dredd knows nothing of client certificates, authorities, sockets or proxies with credentials. Where one of these is needed it asks a server on this
 * machine, behind which the target stands as we reach it.
 */
async function throughOurs<T>({ target, started, signal }: RunInput, ask: (endpoint: string) => Promise<T>): Promise<T> {
  const { origin, pathname } = new URL(target.baseUrl);
  if (started.target.network === undefined) return ask(origin);
  const base = pathname.replace(/\/$/, '');
  const loopback = await openLoopback(async ({ path, ...request }) => {
    const { url, headers, response, durationMs } = await target.send({ ...request, path: path.slice(base.length), identity: 'owner' }, signal);
    if (response.kind === 'failure') throw new Error(response.what);
    return { id: '', attempt: 1, request: { method: request.method, url, headers }, response, startedAt: 0, durationMs };
  });
  try {
    return await ask(originOf(loopback));
  } finally {
    await loopback.close();
  }
}

async function baselinesIn(record: string, { description }: RunInput): Promise<readonly Baseline[]> {
  const exchanges = new Map<string, Exchange>();
  const found: Baseline[] = [];
  for await (const event of readRecord(record)) {
    if (event.event === 'exchange' && event.exchange.caseId?.endsWith('/baseline') === true) exchanges.set(event.exchange.id, event.exchange);
    if (event.event !== 'case-settled' || event.case.strategy !== 'baseline') continue;
    const [exchange, operation] = [exchanges.get(event.exchange), description.operations.find(({ id }) => id === event.case.operationId)];
    if (exchange && operation?.safe === true) found.push({ operation, exchange, sent: event.case });
  }
  return found;
}

function askedOf({ operation, exchange: { response } }: Baseline): Asked | undefined {
  if (response.kind === 'failure' || response.status < 200 || response.status > 299) return undefined;
  const declared = responseFor(operation, response.status);
  if (!declared) return undefined;
  const type = response.headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const mediaType = type === undefined ? undefined : mediaTypeFor(declared.content, type);
  return { operation, status: response.status, ...(mediaType && { mediaType }) };
}

/** What every client adds by itself. */
const added: ReadonlySet<string> = new Set(['host', 'connection', 'accept-encoding', 'content-length', 'transfer-encoding']);

/** The request as it was sent, with the credentials that the record does not hold. */
function requestOf({ operation, exchange: { request } }: Baseline, { description, restore, target }: RunInput, credentials: CredentialSettings): { fullPath: string; headers: Record<string, string>; body: string } | undefined {
  const parts = credentialParts(description, operation, 'owner', credentials);
  if ('missing' in parts) return undefined;
  const own = new Set(parts.headers.map(([name]) => name.toLowerCase()));
  const { pathname } = new URL(target.baseUrl);
  const names = parts.query.map((pair) => pair.split('=')[0] ?? '');
  const recorded: WireRequest = { method: request.method, path: withoutPairs(request.url.slice(target.baseUrl.length), names), headers: request.headers.filter(([name]) => !added.has(name.toLowerCase()) && !own.has(name.toLowerCase())) };
  const wire = withCredentials(restore?.(recorded) ?? recorded, parts);
  const base = pathname.replace(/\/$/, '');
  return { fullPath: `${base}${wire.path}`, headers: Object.fromEntries(wire.headers), body: request.body && 'text' in request.body ? request.body.text : '' };
}

function withoutPairs(path: string, names: readonly string[]): string {
  const [before = '', query = ''] = path.split('?');
  const kept = query.split('&').filter((pair) => pair !== '' && !names.includes(pair.split('=')[0] ?? ''));
  return kept.length === 0 ? before : `${before}?${kept.join('&')}`;
}

/** What our rules over answers say of the answer that Dredd saw. */
function ownOutcomes({ received }: Opinion, { operation, exchange, sent }: Baseline, { description, plan, rules, law, schemas, redact }: RunInput) {
  const overAnswers = new Set(rules.flatMap(({ id, kind }) => (kind === 'response' ? [id] : [])));
  const requirements = plan.requirements.of(operation.id).filter(({ rule }) => overAnswers.has(rule));
  const judge = createJudge(description, requirementsIn(requirements), rules, lawContext(description, law), schemas);
  judge.open(operation, () => []);
  if (received) {
    const bytes = received.encoding === 'base64' ? Buffer.from(received.body, 'base64').length : Buffer.byteLength(received.body);
    judge.answered(redact({
      ...exchange,
      response: {
        kind: 'response', status: received.status, headers: Object.entries(received.headers).filter(([name]) => name.toLowerCase() !== exchangeField).flatMap(([name, value]) => [value].flat().map((each) => [name, each] as const)),
        ...(received.body !== '' && { body: received.encoding === 'base64' ? { base64: received.body, bytes } : { text: received.body, bytes } }),
      },
    }), sent);
  }
  return new Map(requirements.map((requirement) => [requirement.id, judge.decide(requirement).outcome]));
}

/** For the terminal: how many agree, and each that differs. */
export function secondOpinionText({ comparisons, left }: SecondOpinion): string {
  const differing = comparisons.filter(({ agree }) => !agree);
  return [
    '', `Second opinion: Dredd was asked about ${comparisons.length} operation${comparisons.length === 1 ? '' : 's'}, and agrees on ${comparisons.length - differing.length}.`,
    ...differing.flatMap(({ operationId, ours, dredd, because }) => [...wrapped(`${operationId}: ${ours} to us, ${dredd} to Dredd. ${because}`, 77).map((line, index) => `${index === 0 ? '-' : ' '} ${line}`)]),
    ...(left.length > 0 ? [`${left.length} more ${left.length === 1 ? 'was' : 'were'} not asked about; ${secondOpinionFile} says why.`] : []),
  ].map((line) => `${line}\n`).join('');
}

/** The same as a page: operation by operation. */
export function secondOpinionPage({ comparisons, left }: SecondOpinion): string {
  const cell = (text: string): string => text.replaceAll(/[\\|`<>[\]*_&]/g, (character) => `\\${character}`).replaceAll(/\s+/g, ' ').trim() || '–';
  return [
    '# Second opinion', '',
    'The valid request of each operation that changes nothing, sent once more by [Dredd](https://dredd.org), and the very same answer judged by it and by us. Dredd compares',
    'status, Content-Type and body; of the body what Swagger 2.0 can say. It changes no verdict.', '',
    '| operation | Dredd | we | agree | why not | Dredd says |', '|---|---|---|---|---|---|',
    ...comparisons.map(({ operationId, operation, dredd, ours, agree, because, dreddSays }) => `| ${cell(`${operationId} (${operation})`)} | ${dredd} | ${ours} | ${agree ? 'yes' : '**no**'} | ${cell(because)} | ${cell(dreddSays.slice(0, 600))} |`),
    ...(left.length === 0 ? [] : ['', '## Not asked about', '', ...left.map(({ operationId, because }) => `- ${cell(operationId)}: ${because}`)]), '',
  ].join('\n');
}
