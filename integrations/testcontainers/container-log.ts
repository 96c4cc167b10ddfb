import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { EngineContainer } from './engine.ts';

/** One line that a container wrote. */
export interface LogLine {
  /** RFC 3339, UTC, by the clock of the engine. */
  readonly at: string;
  /** Which container of several; empty where there is but one. */
  readonly source: string;
  readonly text: string;
}

/** What a container writes, from its first line on. */
export interface ContainerLog {
  /** Its last lines. */
  tail(): readonly string[];
  /** Resolves when nothing more will come, because the container has ended. */
  readonly ended: Promise<void>;
  stop(): void;
}

const longestTail = 8;
/** Characters of a line. */
const longestLine = 10_000;

/** Who hears what containers write. */
export interface Listener {
  readonly onLine: (line: LogLine) => void;
  /** Takes secrets out, before anybody hears a line. */
  readonly redact: (text: string) => string;
}

/** Follows the log of a container. */
export async function followLog(container: EngineContainer, source: string, { onLine, redact }: Listener): Promise<ContainerLog> {
  const { Config: { Tty } } = await container.inspect();
  const stream = (await container.logs({ follow: true, stdout: true, stderr: true, timestamps: true })) as NodeJS.ReadableStream & { destroy(): void };
  const [out, err] = [new PassThrough(), new PassThrough()];
  const last: LogLine[] = [];
  const hear = (written: string): void => {
    const [, at = '', text = written] = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) ?(.*)$/s.exec(written) ?? [];
    const line = { at, source, text: redact(text).slice(0, longestLine).replace(/\r$/, '') };
    last.push(line);
    if (last.length > longestTail) last.shift();
    onLine(line);
  };
  const heard = [out, err].map((input) => new Promise<void>((resolve) => {
    createInterface({ input, crlfDelay: Infinity }).on('line', hear).on('close', resolve);
  }));
  // A terminal has but one stream; without one, frames say which stream each piece is of.
  if (Tty) stream.pipe(out);
  else (container.modem as { demuxStream(from: NodeJS.ReadableStream, out: PassThrough, err: PassThrough): void }).demuxStream(stream, out, err);
  const end = (): void => {
    out.end();
    err.end();
  };
  stream.on('end', end).on('close', end).on('error', end);
  return {
    // What is written to both streams at about the same time arrives in any order; the engine has noted which came first.
    tail: () => [...last].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0)).map(({ text }) => text),
    ended: Promise.all(heard).then(() => undefined),
    stop: () => { stream.destroy(); },
  };
}

/** The end of a log in one sentence. */
export function lastWords(tail: readonly string[]): string {
  const lines = tail.filter((line) => line.trim() !== '');
  return lines.length === 0 ? 'It wrote nothing.' : `Its last words: ${lines.map((line) => line.slice(0, 300)).join(' | ')}`;
}
