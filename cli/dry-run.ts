import type { Configuration } from '../config/configuration.ts';
import { permissionOf } from '../engine/permission-of.ts';
import { capturesIn } from '../generate/captures-in.ts';
import { serialise } from '../generate/wire/serialise.ts';
import type { Case } from '../model/case.ts';
import type { Operation } from '../model/description.ts';
import type { Flow } from '../model/flow.ts';
import { cutText, visibleLine } from '../reporters/visible-text.ts';
import type { Io } from './io.ts';
import { prepare } from './prepare.ts';
import { printProblems } from './print-problems.ts';
import { suppliesOf } from './supplies.ts';
import { wrapped } from './wrapped.ts';

const longestBody = 2_000;

/** Prints every request that a run would send, and sends none. */
export async function dryRun(configuration: Configuration, io: Io): Promise<number> {
  const prepared = await prepare(configuration, await suppliesOf(configuration));
  if (!prepared.ok) return printProblems(prepared.problems, io);
  const { plan, description, flows } = prepared.value;
  const counts = new Map<string, number>();
  for (const { operationId } of plan.operations) {
    const operation = description.operations.find(({ id }) => id === operationId);
    if (!operation) continue;
    for (const each of plan.casesOf(operationId)) {
      counts.set(each.request.method, (counts.get(each.request.method) ?? 0) + 1);
      for (const line of requestLines(each, operation)) io.stdout.write(`${line}\n`);
    }
  }
  for (const flow of flows.filter(({ id }) => plan.flows.includes(id))) for (const line of flowLines(flow)) io.stdout.write(`${line}\n`);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const byMethod = [...counts].map(([method, count]) => `${count} ${method.toUpperCase()}`).join(', ');
  for (const line of wrapped(`${total} requests${total > 0 ? ` (${byMethod})` : ''} and the steps of ${plan.flows.length} flows would be sent to ${configuration.baseUrl ?? 'the embedded reference backend'}; nothing was sent. What stands in braces is found while running; a request that is answered 429, or with a value that is not there, is sent again.`, 80)) io.stdout.write(`${line}\n`);
  return 0;
}

/** A request as it will be, but for credentials and for what is found while running. */
function requestLines(each: Case, operation: Operation): readonly string[] {
  const keys = capturesIn(each.request);
  const stand = (key: string): string => `found-${keys.indexOf(key)}-value`;
  const shown = (text: string): string => visibleLine(keys.reduce((rest, key) => rest.replaceAll(stand(key), `{${key}}`), text));
  const head = `# ${each.id}: ${purposeOf(each)}, ${permissionOf(operation)}`;
  const wire = serialise(each.request, operation, new Map(keys.map((key) => [key, stand(key)])));
  if (!wire.ok) return [head, `# cannot be sent: ${wire.problems[0].what}`, ''];
  const { method, path, headers, body } = wire.value;
  const text = body && Buffer.from(body).toString('utf8');
  return [
    head,
    `${method} ${shown(path)}`,
    ...headers.map(([name, value]) => `${name}: ${shown(value)}`),
    ...(each.request.credentials === 'none' ? [] : [`# with the credentials: ${each.request.credentials}`]),
    ...(text === undefined ? [] : ['', shown(cutText(text, longestBody))]),
    '',
  ];
}

function purposeOf({ intent }: Case): string {
  switch (intent.kind) {
    case 'valid': return 'valid';
    case 'invalid': return `breaks ${intent.keyword} at ${intent.at}`;
    case 'malformed': return `a malformed body, ${intent.defect}`;
    case 'unauthorised': return `credentials ${intent.credentials}`;
    case 'probe': return `probe ${intent.probe}`;
  }
}

/** What a flow sends rests on the answers before, so its steps stand for its requests. */
function flowLines({ id, title, permission, needs, steps }: Flow): readonly string[] {
  return [
    `# flow ${id}: ${title} (${permission})`,
    ...steps.flatMap(({ id: step, statement, operation }) => {
      const ref = needs.operations[operation];
      const where = ref && !statement.includes(ref.path) ? ` (${ref.method.toUpperCase()} ${ref.path})` : '';
      return wrapped(`${step}: ${statement}${where}`, 74).map((line, index) => `#   ${index === 0 ? '' : '  '}${line}`);
    }),
    '',
  ];
}
