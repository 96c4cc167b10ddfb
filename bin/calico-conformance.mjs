#!/usr/bin/env node
// Plain old syntax up to the import: an old Node must be able to read this far and say what is missing.
import module from 'node:module';
import v8 from 'node:v8';
var version = process.versions.node.split('.').map(Number);
if (version[0] < 20 || (version[0] === 20 && version[1] < 19)) {
  console.error('problem NODE_TOO_OLD: calico-conformance needs Node 20.19 or newer; this is ' + process.versions.node + '.');
  process.exitCode = 3;
} else {
  // A command is over before it has gained from what V8 optimises by then: of 20 and 22 it does so eagerly, and takes a third of
  // all processor time for it. Newer ones wait by themselves.
  if (version[0] === 20) v8.setFlagsFromString('--interrupt-budget=1000000');
  if (version[0] === 22) v8.setFlagsFromString('--invocation-count-for-turbofan=10000');
  // From the second start on, newer Nodes need not compile again what they have compiled before.
  if (typeof module.enableCompileCache === 'function') module.enableCompileCache();
  import('../dist/cli/main.js').catch(function (error) {
    if (error && error.code === 'ERR_MODULE_NOT_FOUND' && String(error.url).indexOf('dist/cli/main.js') !== -1) {
      console.error('problem NOT_BUILT: calico-conformance has not been built.\n  Run npm start, which builds it first.');
      process.exitCode = 3;
    } else {
      console.error('problem BUG: ' + (error && error.message) + '\n  This is a fault of calico-conformance. Please report it with the command that you typed.');
      process.exitCode = 70;
    }
  });
}
