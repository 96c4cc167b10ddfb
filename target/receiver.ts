import type { Dispatcher } from 'undici';
import type { HeaderFields } from '../model/exchange.ts';
import { failureOf, type Failure } from './transport-failure.ts';

/** What came over the wire, content codings and all. */
export interface Received {
  readonly status?: number;
  readonly headers: HeaderFields;
  readonly bytes: Buffer;
  readonly failure?: Failure;
  /** It went out on a connection that had answered before. */
  readonly reused: boolean;
}

/** How much is waited for and kept. */
export interface Limits {
  readonly host: string;
  readonly timeoutMs: number;
  readonly maxBodyBytes: number;
}

interface Way {
  isReused(): boolean;
  answered(): void;
}

/** Collects one response within its limits, and settles exactly once whatever happens. */
export class Receiver implements Dispatcher.DispatchHandler {
  readonly settled: Promise<Received>;
  readonly #limits: Limits;
  readonly #underway: Set<Receiver>;
  readonly #timer: NodeJS.Timeout;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #status: number | undefined;
  #headers: HeaderFields = [];
  #way: Way | undefined;
  #reused = false;
  #controller: Dispatcher.DispatchController | undefined;
  #settle: ((received: Received) => void) | undefined;

  /** Takes itself out of those that are under way when it is over. */
  constructor(limits: Limits, underway: Set<Receiver>, waitMs: number) {
    this.#limits = limits;
    this.#underway = underway;
    this.settled = new Promise((resolve) => { this.#settle = resolve; });
    this.#timer = setTimeout(() => this.#fail(this.#late()), Math.max(1, waitMs));
    underway.add(this);
  }

  /** Ends it because the run ends. */
  interrupt(): void {
    this.#fail({ code: 'aborted', what: 'The run was interrupted before the response was whole.' });
  }

  /** Nobody waits for it any more, so it need not be sent. */
  get isOver(): boolean {
    return this.#settle === undefined;
  }

  /** Ends it before anything was sent. */
  refuse(reason: string): void {
    this.#end({ code: 'unsendable', what: `HTTP cannot carry this request (${reason}), so it was not sent.` });
  }

  /** Said by the connection that takes the request. */
  travelsOn(way: Way): void {
    this.#way = way;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.isOver) {
      controller.abort(new Error('over'));
      return;
    }
    this.#controller = controller;
    this.#reused = this.#way?.isReused() ?? false;
  }

  onResponseStart(controller: Dispatcher.DispatchController, status: number): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = fields(controller.rawHeaders);
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#limits.maxBodyBytes) {
      this.#fail({ code: 'too-large', what: `The body is larger than ${this.#limits.maxBodyBytes} bytes.` });
      return;
    }
    // The parser may use its buffer again.
    this.#chunks.push(Buffer.from(chunk));
  }

  onResponseEnd(): void {
    this.#way?.answered();
    this.#end();
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    const failure = failureOf(error, this.#limits.host);
    this.#end(this.#status !== undefined && (failure.code === 'reset' || endsEarly(error))
      ? { code: 'reset', what: `The connection was closed before the body of the response (status ${this.#status}) was whole.` }
      : failure);
  }

  #late(): Failure {
    const { timeoutMs } = this.#limits;
    return {
      code: 'timeout',
      what: this.#status === undefined ? `No response came within ${timeoutMs} ms.` : `The response began with status ${this.#status}, but was not whole within ${timeoutMs} ms.`,
    };
  }

  #fail(failure: Failure): void {
    this.#end(failure);
    this.#controller?.abort(new Error(failure.code));
  }

  #end(failure?: Failure): void {
    if (!this.#settle) return;
    clearTimeout(this.#timer);
    this.#underway.delete(this);
    const settle = this.#settle;
    this.#settle = undefined;
    settle({
      ...(this.#status !== undefined && { status: this.#status }),
      headers: this.#headers,
      bytes: failure ? Buffer.alloc(0) : wholeOf(this.#chunks),
      ...(failure && { failure }),
      reused: this.#reused,
    });
    this.#chunks.length = 0;
  }
}

/** Most bodies come in one piece. */
function wholeOf(chunks: readonly Buffer[]): Buffer {
  const [first] = chunks;
  return chunks.length === 1 && first ? first : Buffer.concat(chunks);
}

/** The two ways in which undici says that a connection ended before the body that was announced. */
function endsEarly(error: Error & { readonly code?: string }): boolean {
  return error.code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH' || error.message.includes('Invalid EOF state');
}

/** undici gives names and values in turns, as the bytes that came. */
function fields(raw: Dispatcher.DispatchController['rawHeaders']): HeaderFields {
  if (!Array.isArray(raw)) return [];
  const text = (each: Buffer | string | undefined): string => (typeof each === 'string' ? each : (each?.toString('latin1') ?? ''));
  const found: (readonly [string, string])[] = [];
  for (let at = 0; at < raw.length; at += 2) found.push([text(raw[at] as Buffer | string), text(raw[at + 1] as Buffer | string | undefined)]);
  return found;
}
