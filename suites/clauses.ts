import type { Clause } from '../model/requirement.ts';

/** The sentences of standards that the rules rest on. */
export const clauses = {
  oasResponses: { title: 'OpenAPI 3.1.1, Responses Object', url: 'https://spec.openapis.org/oas/v3.1.1#responses-object' },
  oasResponse: { title: 'OpenAPI 3.1.1, Response Object', url: 'https://spec.openapis.org/oas/v3.1.1#response-object' },
  oasMediaType: { title: 'OpenAPI 3.1.1, Media Type Object', url: 'https://spec.openapis.org/oas/v3.1.1#media-type-object' },
  oasHeader: { title: 'OpenAPI 3.1.1, Header Object', url: 'https://spec.openapis.org/oas/v3.1.1#header-object' },
  oasParameter: { title: 'OpenAPI 3.1.1, Parameter Object', url: 'https://spec.openapis.org/oas/v3.1.1#parameter-object' },
  oasRequestBody: { title: 'OpenAPI 3.1.1, Request Body Object', url: 'https://spec.openapis.org/oas/v3.1.1#request-body-object' },
  oasSchema: { title: 'OpenAPI 3.1.1, Schema Object', url: 'https://spec.openapis.org/oas/v3.1.1#schema-object' },
  oasSecurity: { title: 'OpenAPI 3.1.1, Security Requirement Object', url: 'https://spec.openapis.org/oas/v3.1.1#security-requirement-object' },
  jsonGrammar: { title: 'RFC 8259, section 2, JSON Grammar', url: 'https://www.rfc-editor.org/rfc/rfc8259#section-2' },
  jsonObjects: { title: 'RFC 8259, section 4, Objects', url: 'https://www.rfc-editor.org/rfc/rfc8259#section-4' },
  httpStatusCodes: { title: 'RFC 9110, section 15, Status Codes', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15' },
  httpClientErrors: { title: 'RFC 9110, section 15.5, Client Error 4xx', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5' },
  httpServerErrors: { title: 'RFC 9110, section 15.6, Server Error 5xx', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6' },
  httpUnauthorized: { title: 'RFC 9110, section 15.5.2, 401 Unauthorized', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.2' },
  httpHead: { title: 'RFC 9110, section 9.3.2, HEAD', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-9.3.2' },
  httpMethodNotAllowed: { title: 'RFC 9110, section 15.5.6, 405 Method Not Allowed', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.6' },
  httpAllow: { title: 'RFC 9110, section 10.2.1, Allow', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.1' },
  httpAccept: { title: 'RFC 9110, section 12.5.1, Accept', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1' },
  httpRetryAfter: { title: 'RFC 9110, section 10.2.3, Retry-After', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3' },
  httpDate: { title: 'RFC 9110, section 5.6.7, Date/Time Formats', url: 'https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7' },
  httpSharedCaches: { title: 'RFC 9111, section 3.5, Storing Responses to Authenticated Requests', url: 'https://www.rfc-editor.org/rfc/rfc9111#section-3.5' },
  problemDetails: { title: 'RFC 9457, section 3.1, Members of a Problem Details Object', url: 'https://www.rfc-editor.org/rfc/rfc9457#section-3.1' },
} as const satisfies Record<string, Clause>;
