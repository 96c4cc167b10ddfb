import type { Rule } from '../model/rule.ts';
import { acceptsValid } from './contract/accepts-valid.ts';
import { bodyParses } from './contract/body-parses.ts';
import { bodySchema } from './contract/body-schema.ts';
import { contentTypeDocumented } from './contract/content-type-documented.ts';
import { errorStatusDocumented } from './contract/error-status-documented.ts';
import { formatAdvised } from './contract/format-advised.ts';
import { headerDocumented } from './contract/header-documented.ts';
import { jsonKeysUnique } from './contract/json-keys-unique.ts';
import { noServerError } from './contract/no-server-error.ts';
import { noUndeclaredProperties } from './contract/no-undeclared-properties.ts';
import { rejectsInvalid } from './contract/rejects-invalid.ts';
import { rejectsMalformedBody } from './contract/rejects-malformed-body.ts';
import { requiresParameter } from './contract/requires-parameter.ts';
import { serviceAvailable } from './contract/service-available.ts';
import { statusDocumented } from './contract/status-documented.ts';
import { successDocumented } from './contract/success-documented.ts';
import { allowTruthful } from './http/allow-truthful.ts';
import { cacheControlPrivate } from './http/cache-control-private.ts';
import { dateValid } from './http/date-valid.ts';
import { headMirrorsGet } from './http/head-mirrors-get.ts';
import { methodNotAllowed } from './http/method-not-allowed.ts';
import { noLeak } from './http/no-leak.ts';
import { notAcceptable } from './http/not-acceptable.ts';
import { problemDetailsValid } from './http/problem-details-valid.ts';
import { retryAfterValid } from './http/retry-after-valid.ts';
import { wwwAuthenticate } from './http/www-authenticate.ts';
import { statusInRange } from './http/status-in-range.ts';
import { authChecked } from './security/auth-checked.ts';
import { authRequired } from './security/auth-required.ts';
import { verbAuthorised } from './security/verb-authorised.ts';
import { statefulRules } from './stateful/laws.ts';

/** The law, rule by rule. Order is the order of reports. */
export const rules: readonly Rule[] = [
  successDocumented,
  statusDocumented,
  errorStatusDocumented,
  noServerError,
  serviceAvailable,
  contentTypeDocumented,
  bodyParses,
  jsonKeysUnique,
  bodySchema,
  formatAdvised,
  noUndeclaredProperties,
  headerDocumented,
  acceptsValid,
  rejectsInvalid,
  requiresParameter,
  rejectsMalformedBody,
  statusInRange,
  headMirrorsGet,
  methodNotAllowed,
  allowTruthful,
  notAcceptable,
  wwwAuthenticate,
  retryAfterValid,
  dateValid,
  problemDetailsValid,
  cacheControlPrivate,
  noLeak,
  authRequired,
  authChecked,
  verbAuthorised,
  ...statefulRules,
];
