import { expect, test } from 'vitest';
import type { Description, Operation } from '../model/description.ts';
import type { Json } from '../model/json.ts';
import { readBuiltIn } from '../spec/calico-enterprise.ts';
import { mediaTypeFor } from '../spec/media-type.ts';
import { operationFor } from '../spec/operation-for.ts';
import { responseFor } from '../spec/response-for.ts';
import { compileSchemas } from '../spec/schemas.ts';
import type { Ask } from './requests.fixture.ts';
import { asks } from './requests.fixture.ts';
import type { Reference } from './server.ts';
import { startReference, variants } from './server.ts';

const prefix = '/enterprise/v2';
const contract = await theContract();
const schemas = compileSchemas(contract, { direction: 'response' });

for (const variant of [undefined, ...Object.keys(variants)]) {
  test(`every answer of ${variant === undefined ? 'the plain backend' : `the variant ${variant}`} keeps to the contract`, { timeout: 60_000 }, async () => {
    const reference = await startReference({ ...(variant !== undefined && { variant }) });
    try {
      const broken = new Set<string>();
      const succeeded = new Set<string>();
      const judge = async (ask: Ask): Promise<void> => {
        const { status, complaints } = await disagreements(reference, ask);
        if (variant === undefined && status !== ask.status) complaints.push(`${status} instead of ${ask.status}`);
        for (const complaint of complaints) broken.add(`${ask.method} ${ask.path.slice(0, 80)} ${ask.body?.slice(0, 60) ?? ''}: ${complaint}`);
        if (status < 300) succeeded.add(operationOf(reference, ask)?.id ?? 'none');
      };
      for (let from = 0; from < asks.length; from += 20) await Promise.all(asks.slice(from, from + 20).map(judge));
      expect([...broken]).toEqual([]);
      // Judging answers of success is what this is for: none of the operations may have been refused throughout.
      expect([...succeeded].sort()).toEqual(contract.operations.map(({ id }) => id).sort());
    } finally {
      await reference.close();
    }
  });
}

async function disagreements(reference: Reference, ask: Ask): Promise<{ readonly status: number; readonly complaints: string[] }> {
  const response = await send(reference, ask);
  const text = await response.text();
  const { status } = response;
  const complaints: string[] = [];
  const operation = operationOf(reference, ask);
  const declared = operation && responseFor(operation, status);
  if (!declared) return { status, complaints: [`${status} is not documented`] };
  for (const header of declared.headers.values()) {
    const value = response.headers.get(header.name);
    if (header.required && value === null) complaints.push(`no ${header.name}`);
    if (value !== null && header.schema) complaints.push(...schemas.errors(header.schema.pointer, value).map(({ message }) => `${header.name} ${message}`));
  }
  if (declared.content.size === 0) return { status, complaints: [...complaints, ...(text === '' ? [] : [`a body with ${status}`])] };
  const media = mediaTypeFor(declared.content, response.headers.get('content-type') ?? '');
  if (!media?.schema) return { status, complaints: [...complaints, `Content-Type ${response.headers.get('content-type')}`] };
  const errors = schemas.errors(media.schema.pointer, JSON.parse(text) as Json);
  return { status, complaints: [...complaints, ...errors.map(({ instance, message }) => `${status} ${instance} ${message}`)] };
}

/** A polite client: it waits when it is told to. */
async function send(reference: Reference, ask: Ask): Promise<Response> {
  const token = ask.token === undefined ? reference.tokens.owner : ask.token;
  const response = await fetch(reference.url + concrete(reference, ask), {
    method: ask.method,
    headers: { ...(token !== null && { authorization: `Bearer ${token}` }), ...(ask.type !== undefined && { 'content-type': ask.type }) },
    ...(ask.body !== undefined && { body: ask.body }),
  });
  if (response.status !== 429) return response;
  await response.arrayBuffer();
  await new Promise((resolve) => setTimeout(resolve, 1000 * Number(response.headers.get('retry-after') ?? 1)));
  return send(reference, ask);
}

function operationOf(reference: Reference, ask: Ask): Operation | undefined {
  const [path = ''] = concrete(reference, ask).split('?');
  return operationFor(contract, ask.method, path)?.operation;
}

function concrete({ disposableUsers }: Reference, { path }: Ask): string {
  return prefix + path.replace('ID', 'a169451c-8525-4352-b8ca-070dd449a1a5').replace('VICTIM', disposableUsers[0] ?? '');
}

async function theContract(): Promise<Description> {
  const read = await readBuiltIn();
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  return read.value;
}
