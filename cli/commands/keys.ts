import { open, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { unknownName } from '../../config/near-names.ts';
import type { Command } from '../command.ts';
import { printProblems } from '../print-problems.ts';

/** Makes keys. */
export const keys: Command = {
  usage: ['keys new --to <file>'],
  about: 'Makes a pair of Ed25519 keys: the private one for attest and certificate issue, readable by you alone, and beside it, with .pub at its end, the public one for everybody else. Nothing is overwritten. Keys that openssl has made (Ed25519 or P-256, PEM) will do as well.',
  operands: [{ name: 'new', summary: 'make a pair (the only thing that it does)' }],
  flags: ['to'],
  examples: [['calico-conformance keys new --to partner.pem', 'leaves partner.pem and partner.pem.pub']],
  async act({ operands: [action = 'new'], flags: { to } }, io) {
    if (action !== 'new') return printProblems([unknownName('UNKNOWN_COMMAND', 'action of keys', action, ['new'])], io);
    if (typeof to !== 'string') return printProblems([{ code: 'USAGE', what: 'Nothing says where to put the keys.', fix: 'For example: calico-conformance keys new --to partner.pem' }], io);
    const { newKeys, readKey } = await import('../../certify/signing-key.ts');
    const { privateKey, publicKey } = newKeys();
    const made: string[] = [];
    for (const [file, text, mode] of [[to, privateKey, 0o600], [`${to}.pub`, publicKey, 0o644]] as const) {
      const path = resolve(io.folder, file);
      try {
        const handle = await open(path, 'wx', mode);
        made.push(path);
        await handle.writeFile(text);
        await handle.close();
      } catch (error) {
        // Half a pair is of no use to anybody.
        for (const each of made) await rm(each, { force: true });
        const { code = '' } = error as NodeJS.ErrnoException;
        return printProblems([{ code: 'OUTPUT_UNWRITABLE', what: `The keys cannot be written: ${code === 'EEXIST' ? 'a file of that name is there, and keys are not overwritten' : code}.`, where: { file }, fix: 'Name another file with --to.' }], io);
      }
    }
    const key = readKey(publicKey, `${to}.pub`);
    io.stdout.write(`Wrote ${to} (keep it secret) and ${to}.pub (hand it out).\nKey id ${key.ok ? key.value.id : ''}\n`);
    return 0;
  },
};
