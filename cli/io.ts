/** The world as a command sees it. `processIo` binds it to the process; nothing else touches that. */
export interface Io {
  readonly arguments: readonly string[];
  /** Absolute path of the working folder. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly stdout: TextSink;
  readonly stderr: TextSink;
  /** Version of node, such as `v22.1.0`. */
  readonly node: string;
  /** Calls back on SIGINT and SIGTERM, until the returned function is called. */
  onInterrupt(interrupt: () => void): () => void;
  /** Ends the process at once. */
  exit(code: number): never;
}

/** Where text goes. What nobody reads any more is dropped. */
export interface TextSink {
  write(text: string): void;
  /** Resolves when all that was written is out. */
  flushed(): Promise<void>;
  readonly isTerminal: boolean;
  /** Undefined where it is no terminal. */
  readonly columns: number | undefined;
}
