import { unknownName } from '../../config/near-names.ts';
import type { Command } from '../command.ts';
import { exitUsage } from '../exit-codes.ts';
import { interrupts } from '../interrupts.ts';
import { printProblems } from '../print-problems.ts';
import { table } from '../table.ts';
import { wrapped } from '../wrapped.ts';

/** Starts the reference backend. */
export const serve: Command = {
  usage: ['serve [flags]'],
  about: 'Starts the reference backend: an honest implementation of the Calico Enterprise API on 127.0.0.1, with the same data each time. A variant is honest in another way; a fault tells one lie, to see what catches it.',
  operands: [],
  flags: ['port', 'variant', 'fault', 'list'],
  examples: [
    ['calico-conformance serve --port 8080', 'start it, and stop it with Ctrl-C'],
    ['calico-conformance serve --port 0 --fault any-token', 'on a free port, telling a lie'],
    ['calico-conformance serve --list', 'which lies there are'],
  ],
  async act({ flags }, io) {
    const port = typeof flags.port === 'string' ? Number(flags.port) : 8080;
    if (!Number.isInteger(port) || port < 0 || port > 65_535) return printProblems([{ code: 'USAGE', what: '--port must be a whole number from 0 to 65535.' }], io);
    const { faults, startReference, variants } = await import('../../reference/server.ts');
    if (flags.list === true) {
      io.stdout.write(['Variants, which are honest:', ...Object.values(variants).flatMap(({ id, summary }) => entry(id, summary)),
        '', 'Faults, a backend that ...:', ...Object.values(faults).flatMap(({ id, lie }) => entry(id, lie))].map((line) => `${line}\n`).join(''));
      return 0;
    }
    const { variant, fault } = flags;
    if (typeof variant === 'string' && !Object.hasOwn(variants, variant)) return printProblems([unknownName('UNKNOWN_VARIANT', 'variant', variant, Object.keys(variants))], io);
    if (typeof fault === 'string' && !Object.hasOwn(faults, fault)) return printProblems([unknownName('UNKNOWN_FAULT', 'fault', fault, Object.keys(faults))], io);
    let reference: Awaited<ReturnType<typeof startReference>>;
    try {
      reference = await startReference({ port, ...(typeof variant === 'string' && { variant }), ...(typeof fault === 'string' && { fault }) });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
      printProblems([{ code: 'PORT_UNAVAILABLE', what: `Port ${port} ${code === 'EACCES' ? 'needs more rights' : 'is in use'}.`, fix: 'Name another with --port; 0 picks a free one.' }], io);
      return exitUsage;
    }
    const { signal, release } = interrupts(io, 'Stopping.');
    io.stdout.write(`${table([
      ['Listening', reference.url], ['Token', reference.tokens.owner], ['Other tenant', reference.tokens.other],
      ['Read-only token', reference.tokens.readOnly], ['Expired token', reference.tokens.expired], ['May be deactivated', reference.disposableUsers.join(' ')],
    ])}Ctrl-C stops it.\n`);
    if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
    release();
    await reference.close();
    return 0;
  },
};

function entry(id: string, meaning: string): readonly string[] {
  return [`  ${id}`, ...wrapped(meaning, 74).map((line) => `      ${line}`)];
}
