import type { Io, TextSink } from './io.ts';

/** Io over this process. */
export function processIo(): Io & { exited(): boolean } {
  let exited = false;
  return {
    arguments: process.argv.slice(2),
    folder: process.cwd(),
    environment: process.env,
    stdout: sink(process.stdout),
    stderr: sink(process.stderr),
    node: process.version,
    onInterrupt: (interrupt) => {
      process.on('SIGINT', interrupt).on('SIGTERM', interrupt);
      return () => void process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    },
    exit: (code) => {
      exited = true;
      return process.exit(code);
    },
    exited: () => exited,
  };
}

function sink(stream: NodeJS.WriteStream): TextSink {
  let open = true;
  // `... | head` closes the pipe early. The reports in the folder are worth finishing all the same.
  stream.on('error', () => { open = false; });
  return {
    write: (text) => { if (open) stream.write(text); },
    flushed: () => new Promise((resolve) => {
      if (!open || stream.writableLength === 0) resolve();
      else stream.write('', () => resolve());
    }),
    isTerminal: stream.isTTY === true,
    get columns() { return stream.isTTY && stream.columns > 0 ? stream.columns : undefined; },
  };
}
