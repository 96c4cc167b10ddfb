import type { Strategy } from './strategy.ts';
import { baseline } from './strategies/baseline.ts';
import { bodyVariation } from './strategies/body-variation.ts';
import { bodyViolation } from './strategies/body-violation.ts';
import { example } from './strategies/example.ts';
import { httpProbe } from './strategies/http-probe.ts';
import { malformedBody } from './strategies/malformed-body.ts';
import { parameterBoundary } from './strategies/parameter-boundary.ts';
import { parameterOmitted } from './strategies/parameter-omitted.ts';
import { parameterPresent } from './strategies/parameter-present.ts';
import { parameterViolation } from './strategies/parameter-violation.ts';
import { unauthorised } from './strategies/unauthorised.ts';

/** All ways of finding requests, in the order in which their cases stand in a plan. */
export const strategies: readonly Strategy[] = [
  baseline, example, parameterPresent, parameterBoundary, bodyVariation, parameterOmitted, parameterViolation, bodyViolation, malformedBody, unauthorised, httpProbe,
];

/** What is done to an operation that destroys: nothing but what shows whether strangers may. */
export const strategiesForDestruction: readonly Strategy[] = [baseline, unauthorised];
