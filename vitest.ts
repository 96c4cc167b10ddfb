export { conformance, type Conformance, type ConformanceSettings } from './integrations/vitest/conformance.ts';
export { apiSpec, type ApiSpecMatchers, type ApiSpecSettings } from './integrations/vitest/api-spec.ts';

declare module 'vitest' {
  // The name and the default of the parameter have to be those of vitest itself.
  // oxlint-disable-next-line typescript/no-explicit-any, no-unused-vars
  interface Matchers<T = any> {
    /** Whether an answer of supertest, fetch or undici is as described; `expect.extend(await apiSpec(...))` comes first. */
    toSatisfyApiSpec(request?: string): Promise<void>;
  }
}
