// npm start [-- ARGS]: set-up, then the command line with these arguments, in this process, so that signals reach it.
import { setup } from './setup.mjs';

setup();
await import('../bin/calico-conformance.mjs');
