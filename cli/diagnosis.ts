import { listed } from '../config/near-names.ts';
import type { CredentialSettings } from '../engine/sending/credentials.ts';
import type { OtherActor } from '../model/case.ts';
import { otherActors } from '../model/case.ts';
import type { Requirement } from '../model/requirement.ts';
import type { RunEvent } from '../model/run-event.ts';
import { visibleLine } from '../reporters/visible-text.ts';
import type { Advice, Check } from './advice.ts';
import type { Prepared } from './prepare.ts';
import { schemeChecks } from './scheme-checks.ts';
import { isEmbedded } from './settle.ts';
import { table } from './table.ts';
import { wrapped } from './wrapped.ts';

/** What a look at the target told. */
export interface Diagnosis {
  readonly target: string;
  readonly reachable: boolean;
  /** One line for each thing that was looked at. */
  readonly checks: readonly Check[];
  readonly advice: readonly Advice[];
  /** What would add requirements without being needed. */
  readonly offers: readonly Advice[];
}

/** Reads the events of a harmless run against the plan of the run to come, and against the plan that the tokens of others would allow. */
export function diagnose(whole: Prepared, fuller: Prepared, credentials: CredentialSettings, events: readonly RunEvent[], now: Date): Diagnosis {
  const { configuration, description, plan } = whole;
  const problem = events.find((event) => event.event === 'problem');
  const started = events.find((event) => event.event === 'run-started');
  const statuses = statusesIn(events);
  const count = events.filter(({ event }) => event === 'exchange').length;
  const sent = description.operations.filter(({ id }) => statuses.has(id));
  const well = sent.filter(({ id }) => isSuccess(statuses.get(id)));
  const asksForCredentials = description.operations.some(({ security }) => security.some((alternative) => alternative.size > 0));
  const hasCredentials = credentials.token !== undefined || Object.keys(credentials.schemes ?? {}).length > 0 || credentials.certificate === true || credentials.headers.length > 0;
  const reachable = !problem;
  const schemes = schemeChecks(whole, credentials, now);
  const takesToken = schemes.advice.every(({ lines }) => lines.at(-1)?.includes('bearer:') === true);
  const target = started?.target.baseUrl ?? '';
  return {
    target,
    reachable,
    checks: [
      { name: 'Configuration', well: true, says: configuration.file ?? 'no file; flags, environment and defaults' },
      { name: 'Description', well: true, says: `${description.title} ${description.version}, ${description.operations.length} operations` },
      { name: 'Profile', well: true, says: `${plan.profile} with permission ${configuration.permissions.at(-1) ?? 'read'}, ${plan.requirements.length} requirements` },
      { name: 'Target', well: reachable, says: reachable ? `${target} answers` : (problem?.event === 'problem' ? problem.problem.what : 'no answer') },
      { name: 'Credentials', well: hasCredentials || !asksForCredentials, says: hasCredentials ? 'given' : asksForCredentials ? 'none, and the description asks for some' : 'none asked for' },
      ...(hasCredentials ? schemes.checks : []),
      ...(reachable ? [{ name: 'Safe requests', well: well.length === sent.length, says: `${well.length} of ${sent.length} operations answer with success; ${count} requests were sent` }] : []),
    ],
    advice: [
      ...(!hasCredentials && asksForCredentials && takesToken ? [credentialAdvice(whole)] : schemes.advice),
      ...(reachable ? refusalAdvice(sent.map(({ id }) => id), statuses, events, [...plan.requirements], hasCredentials || !asksForCredentials) : []),
      ...captureAdvice(whole, events, reachable),
      ...withheldAdvice(whole),
    ],
    offers: [...riskAdvice(whole), ...actorOffers(whole, fuller, credentials)],
  };
}

function statusesIn(events: readonly RunEvent[]): ReadonlyMap<string, number> {
  const statuses = new Map<string, number>();
  for (const event of events) {
    if (event.event !== 'exchange' || event.exchange.operationId === undefined || event.exchange.response.kind !== 'response') continue;
    const before = statuses.get(event.exchange.operationId);
    if (!isSuccess(before)) statuses.set(event.exchange.operationId, event.exchange.response.status);
  }
  return statuses;
}

function isSuccess(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300;
}

function credentialAdvice({ description, plan }: Prepared): Advice {
  const secured = new Set(description.operations.filter(({ security }) => security.length > 0).map(({ id }) => id));
  return {
    missing: 'The description asks for credentials, and none are given.',
    requirements: [...plan.requirements].filter(({ operationId }) => operationId !== undefined && secured.has(operationId)).length,
    lines: ['tokenEnv: API_TOKEN'],
  };
}

/** Operations that refuse a valid request: together where the credentials are to blame, otherwise each with what it said. */
function refusalAdvice(
  sent: readonly string[], statuses: ReadonlyMap<string, number>, events: readonly RunEvent[], requirements: readonly Requirement[], namesTheDoor: boolean,
): readonly Advice[] {
  const refused = sent.filter((id) => !isSuccess(statuses.get(id)));
  const atTheDoor = refused.filter((id) => statuses.get(id) === 401 || statuses.get(id) === 403);
  const count = (ids: readonly string[]): number => requirements.filter(({ operationId }) => operationId !== undefined && ids.includes(operationId)).length;
  const reasons = new Map(events.flatMap((event) =>
    (event.event === 'judged' && event.outcome.kind === 'blocked' ? [[event.id, event.outcome.because] as const] : [])));
  return [
    ...(namesTheDoor && atTheDoor.length > 0 ? [{
      missing: `The credentials are refused, or lack a right: ${listed(atTheDoor)} ${atTheDoor.length === 1 ? 'answers' : 'answer'} ${[...new Set(atTheDoor.map((id) => statuses.get(id)))].join(' or ')}.`,
      requirements: count(atTheDoor), lines: [],
    }] : []),
    ...refused.filter((id) => !atTheDoor.includes(id)).map((id) => ({
      missing: `${id}: ${[...reasons].find(([requirement]) => requirement.includes(`@${id}#`))?.[1] ?? `a valid request was answered ${statuses.get(id)}.`}`,
      requirements: count([id]), lines: [],
    })),
  ];
}

function captureAdvice({ plan, supplies: { disposable }, flows, makers }: Prepared, events: readonly RunEvent[], reachable: boolean): readonly Advice[] {
  const found = new Set(events.flatMap((event) => (event.event === 'captured' ? [event.key] : [])));
  const forOperations = plan.captures.map(({ key }) => key);
  const forFlows = flows.filter(({ id }) => plan.flows.includes(id)).flatMap(({ needs }) => needs.captures);
  return [...new Set([...forOperations, ...forFlows])].flatMap((key): readonly Advice[] => {
    const [, destroyed] = /^disposable:(.+)$/.exec(key) ?? [];
    if (destroyed !== undefined ? (disposable[destroyed]?.length ?? 0) > 0 : found.has(key) || !reachable) return [];
    return [{
      missing: destroyed === undefined ? `No value was found for ${key}.` : `No ${destroyed} is given that may be destroyed${makers.some(({ removal }) => removal) ? ', unless the run makes one itself' : ''}.`,
      requirements: needing(plan, flows, key),
      lines: destroyed === undefined ? ['fixtures:', `  ${key}: [...]`] : ['fixtures:', '  disposable:', `    ${destroyed}: [...]`],
    }];
  });
}

function needing(plan: Prepared['plan'], flows: Prepared['flows'], key: string): number {
  const operations = new Set(plan.operations.filter(({ captures }) => captures.includes(key)).map(({ operationId }) => operationId));
  const rules = new Set(flows.filter(({ needs }) => needs.captures.includes(key)).map(({ id }) => id));
  return [...plan.requirements].filter(({ operationId, rule }) => rules.has(rule) || (operationId !== undefined && operations.has(operationId))).length;
}

function withheldAdvice({ plan }: Prepared): readonly Advice[] {
  const counts = new Map<string, number>();
  for (const because of plan.withheld.values()) {
    const [, permission] = /--allow ([a-z-]+)/.exec(because) ?? [];
    if (permission !== undefined) counts.set(permission, (counts.get(permission) ?? 0) + 1);
  }
  return [...counts].map(([permission, requirements]) => ({ missing: `The permission ${permission} is not given.`, requirements, lines: [`allow: ${permission}`] }));
}

/** Steps that run only where their risk is allowed by its own name. */
function riskAdvice({ configuration, flows, plan }: Prepared): readonly Advice[] {
  if (isEmbedded(configuration)) return [];
  return flows.filter(({ id }) => plan.flows.includes(id)).flatMap(({ steps, permission }) => {
    const missing = new Set(steps.flatMap(({ onlyWith }) => (onlyWith === undefined || configuration.risks.includes(onlyWith) ? [] : [onlyWith])));
    return [...missing].map((risk) => ({
      missing: `The risk ${risk} is not allowed. Allow it only where nothing of value can be lost.`,
      requirements: steps.filter(({ onlyWith }) => onlyWith === risk).length,
      lines: [`allow: [${[permission, ...configuration.risks, risk].join(', ')}]`],
    }));
  });
}

const offerOf: Readonly<Record<OtherActor, { readonly missing: string; readonly line: string }>> = {
  expired: { missing: 'A token that has expired would show whether such tokens are refused.', line: 'expired: { tokenEnv: EXPIRED_API_TOKEN }' },
  'other-tenant': { missing: 'A token of another tenant would show whether tenants are kept apart.', line: 'otherTenant: { tokenEnv: OTHER_TENANT_API_TOKEN }' },
  'read-only': { missing: 'A token that may only read would show whether readers are kept from writing.', line: 'readOnly: { tokenEnv: READ_ONLY_API_TOKEN }' },
};

/** What each actor would add that is not at hand. */
function actorOffers(whole: Prepared, fuller: Prepared, credentials: CredentialSettings): readonly Advice[] {
  const steps = new Map<string, OtherActor | undefined>(fuller.flows.flatMap(({ id, steps: own }) => own.map(({ id: step, rule, actor }) => [`${rule ?? id} /steps/${step}`, actor] as const)));
  const needs = ({ rule, at }: Requirement): OtherActor | undefined => steps.get(`${rule} ${at}`) ?? otherActors.find((actor) => at === `/security/${actor}`);
  return otherActors.filter((actor) => credentials.others[actor] === undefined).flatMap((actor) => {
    const requirements = [...fuller.plan.requirements].filter((requirement) => needs(requirement) === actor && !fuller.plan.withheld.has(requirement.id)).length;
    const { missing, line } = offerOf[actor];
    return requirements === 0 || isEmbedded(whole.configuration) ? [] : [{ missing, requirements, lines: [line] }];
  });
}

/** A diagnosis as people read it. */
export function diagnosisText({ checks, advice, offers }: Diagnosis): string {
  const list = [...advice].sort((a, b) => b.requirements - a.requirements);
  const part = (verb: string) => ({ missing, requirements, lines }: Advice): string => [
    '', ...wrapped(visibleLine(missing), 80), `  ${verb} ${requirements} requirement${requirements === 1 ? '' : 's'}`,
    ...(lines.length > 0 ? ['  in calico-conformance.yaml:', ...lines.map((line) => `    ${line}`)] : []),
  ].map((line) => `${line}\n`).join('');
  return [
    table(checks.map(({ name, well, says }) => [well ? 'ok' : '!!', name, visibleLine(says)])),
    ...list.map(part('keeps undecided')), ...offers.map(part('would add')),
    list.length === 0 ? '\nNothing is missing. Next: the same flags without doctor.\n' : `\n${list.length === 1 ? 'One thing is' : `${list.length} things are`} missing.\n`,
  ].join('');
}
