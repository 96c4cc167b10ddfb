import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.ts';
import type { Behaviour } from './behaviour.ts';
import { disposableUsers } from './data/tenants.ts';
import { faults } from './faults.ts';
import { tokens } from './tokens.ts';
import { variants } from './variants.ts';

export { faults, variants };

/** A reference backend that is listening. */
export interface Reference {
  /** Without a slash at its end. */
  readonly url: string;
  readonly tokens: { readonly owner: string; readonly other: string; readonly readOnly: string; readonly expired: string };
  /** Users of the owner that may be deactivated. */
  readonly disposableUsers: readonly string[];
  close(): Promise<void>;
}

/** How to start it: by default on a free port, plain and honest. */
export interface ReferenceOptions {
  readonly port?: number;
  readonly variant?: string;
  readonly fault?: string | readonly string[];
  /** Around all of that. */
  readonly behaviours?: readonly Behaviour[];
}

/** Starts the reference backend on 127.0.0.1. An unknown variant or fault is a RangeError. */
export async function startReference({ port = 0, variant, fault = [], behaviours: outermost = [] }: ReferenceOptions = {}): Promise<Reference> {
  const behaviours: readonly Behaviour[] = [
    ...(variant === undefined ? [] : [known(variants, variant, 'variant')]),
    ...[fault].flat().map((id) => known(faults, id, 'fault')),
    ...outermost,
  ];
  const { fetch } = createApp(behaviours);
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false }) as Server;
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => { resolve(); });
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokens,
    disposableUsers: disposableUsers(),
    close: () => new Promise((resolve) => {
      server.close(() => { resolve(); });
      server.closeAllConnections();
    }),
  };
}

function known<T>(table: Readonly<Record<string, T>>, id: string, what: string): T {
  const found = Object.hasOwn(table, id) ? table[id] : undefined;
  if (!found) throw new RangeError(`There is no ${what} "${id}"; known: ${Object.keys(table).join(', ')}.`);
  return found;
}
