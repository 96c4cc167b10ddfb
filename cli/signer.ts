import { spawn } from 'node:child_process';
import { encoded, envelopeOf, statementType, type Envelope } from '../certify/dsse.ts';
import { canSign, readKey } from '../certify/signing-key.ts';
import type { Result } from '../model/problem.ts';
import type { FlagValues } from './flags.ts';
import type { Io } from './io.ts';
import { readText } from './read-files.ts';

const longestWait = 60_000;
const largestSignature = 4_096;

/** Signs a statement with the key in a file, or with one that a command has: then the file holds its public part. */
export async function signedBy({ key: file, signCommand }: FlagValues, statement: object, io: Io): Promise<Result<{ readonly envelope: Envelope; readonly keyId: string }>> {
  const text = await readText(file, 'key', io);
  if (!text.ok) return text;
  if (!text.value) return { ok: false, problems: [{ code: 'USAGE', what: 'Nothing says which key signs.', fix: 'Add --key partner.pem; calico-conformance keys new --to partner.pem makes one.' }] };
  const key = readKey(text.value.text, text.value.file);
  if (!key.ok) return key;
  const payload = Buffer.from(JSON.stringify(statement));
  const message = encoded(statementType, payload);
  if (typeof signCommand !== 'string') {
    if (!canSign(key.value)) return { ok: false, problems: [{ code: 'KEY_UNREADABLE', what: 'This is a public key, which cannot sign.', where: { file: text.value.file }, fix: 'Give the private one, or say with --sign-command what signs in its place.' }] };
    return { ok: true, value: { envelope: envelopeOf(payload, key.value, key.value.sign(message)), keyId: key.value.id } };
  }
  const signature = await output(signCommand, message, io);
  if (typeof signature === 'string') return { ok: false, problems: [{ code: 'SIGN_COMMAND_FAILED', what: `The command that signs failed: ${signature}`, fix: 'It gets the bytes to sign on its standard input and writes the signature, as bytes, to its standard output.' }] };
  if (!key.value.verifies(message, signature)) return { ok: false, problems: [{ code: 'SIGN_COMMAND_FAILED', what: 'What the command wrote is no signature by the key in --key.', where: { file: text.value.file }, fix: 'Ed25519 signatures are 64 bytes; those of P-256 are ASN.1 over SHA-256, as openssl dgst -sha256 -sign writes them.' }] };
  return { ok: true, value: { envelope: envelopeOf(payload, key.value, signature), keyId: key.value.id } };
}

/** What a command writes when it is given these bytes, or in words why it failed. */
function output(command: string, input: Buffer, io: Io): Promise<Buffer | string> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, cwd: io.folder, env: io.environment, stdio: ['pipe', 'pipe', 'pipe'], timeout: longestWait });
    const chunks: Buffer[] = [];
    let complaint = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunks.length < largestSignature) chunks.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { complaint = `${complaint}${text}`.slice(-500); });
    // Who does not read its input says so by its exit code.
    child.stdin.on('error', () => undefined).end(input);
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code) => resolve(code === 0 ? Buffer.concat(chunks) : `exit code ${code ?? 'none'}. ${complaint.trim()}`));
  });
}
