import type { CredentialUse } from '../../model/case.ts';
import type { Exchange, ReceivedResponse } from '../../model/exchange.ts';
import type { FlowApi, SendManner } from '../../model/flow.ts';
import type { WireRequest } from '../../model/target.ts';
import { currentBranch } from './branches.ts';
import { flowApi } from './flow-api.ts';
import type { FlowDependencies } from './flow-dependencies.ts';
import { openLoopback } from './loopback.ts';
import type { RunningStep } from './step-book.ts';
import { Interrupted, Unanswered } from './step-ending.ts';

/** Carries requests from supertest to the target, each under the step that made it. */
export interface FlowWire {
  /** supertest with these credentials; asks for the running step at each request. */
  api(credentials: CredentialUse, running: () => RunningStep): FlowApi;
  /** Sends a request as it stands, without supertest. Rejects when the run is over. */
  send(request: WireRequest, running: RunningStep, manner: SendManner): Promise<Exchange>;
  exchange(id: string): Exchange | undefined;
  close(): Promise<void>;
}

/** A wire for one run of one flow. */
export async function openFlowWire(flow: string, { exchange, signal }: Pick<FlowDependencies, 'exchange' | 'signal'>): Promise<FlowWire> {
  const stamps = new Map<string, { readonly step: RunningStep; readonly credentials: CredentialUse; readonly label: NonNullable<Exchange['step']> }>();
  const exchanges = new Map<string, Exchange>();

  const forward = async (request: WireRequest, stamp: string): Promise<Exchange & { readonly response: ReceivedResponse }> => {
    const sender = stamps.get(stamp);
    if (!sender) throw new Error('This request is none of a flow.');
    stamps.delete(stamp);
    const { step, credentials, label } = sender;
    try {
      // Cleaning up goes on when the run is interrupted.
      if (signal.aborted && !step.cleaning) throw new Interrupted();
      const done = await exchange(request, credentials, label, cleaningIn(step));
      exchanges.set(done.id, done);
      step.exchanges.push(done);
      return { ...done, response: passable(done.response) };
    } catch (trouble) {
      step.trouble = trouble;
      throw trouble;
    }
  };

  const labelOf = ({ id }: RunningStep): NonNullable<Exchange['step']> => {
    const branch = currentBranch();
    return { flow, step: id, ...(branch && { branch }) };
  };

  const send = async (request: WireRequest, step: RunningStep, manner: SendManner): Promise<Exchange> => {
    if (signal.aborted && !step.cleaning) throw new Interrupted();
    const done = await exchange(request, 'owner', labelOf(step), { ...manner, ...cleaningIn(step) });
    step.exchanges.push(done);
    if (done.response.kind === 'failure' && done.response.code === 'aborted') throw new Unanswered(done.response);
    return done;
  };

  const loopback = await openLoopback(forward);
  const bind = await flowApi(loopback);
  let made = 0;
  return {
    api: (credentials, running) => bind(() => {
      const stamp = String(++made);
      const step = running();
      stamps.set(stamp, { step, credentials, label: labelOf(step) });
      return stamp;
    }),
    send,
    exchange: (id) => exchanges.get(id),
    close: () => loopback.close(),
  };
}

function cleaningIn({ cleaning }: RunningStep): { readonly cleaning?: boolean } {
  return cleaning === true ? { cleaning } : {};
}

/** The answer, when it is one that can be given on whole. */
function passable(response: Exchange['response']): ReceivedResponse {
  if (response.kind === 'failure') throw new Unanswered(response);
  if (response.body?.cut) {
    throw new Unanswered({ kind: 'failure', code: 'too-large', what: 'The answer was too large to be kept whole, so nothing is known of its end.', status: response.status });
  }
  if (!Number.isInteger(response.status) || response.status < 200 || response.status > 999) {
    throw new Unanswered({ kind: 'failure', code: 'protocol', what: `The status ${response.status} ends no exchange.`, status: response.status });
  }
  return response;
}
