/** Names under which a configuration is found without being named. */
export const configurationFiles = ['calico-conformance.yaml', 'calico-conformance.yml', 'calico-conformance.json'] as const;

/** What a first configuration may be told. */
export interface Starter {
  readonly baseUrl?: string;
  readonly description?: string;
  /** Where the JSON Schema stands, from the file. */
  readonly schema: string;
}

/** A configuration with every usual setting in it, as a comment where it is not needed. */
export function starterConfiguration({ baseUrl, description, schema }: Starter): string {
  const line = (setting: string, value: string | undefined, example: string): string =>
    (value === undefined ? `# ${setting}: ${example}` : `${setting}: ${JSON.stringify(value)}`);
  return `# yaml-language-server: $schema=${schema}
# Settings of calico-conformance. Flags win over environment variables, those over this file.
# \${NAME} stands for an environment variable, \${NAME:-default} for one that may be unset.

# The API to judge.
${line('baseUrl', baseUrl, 'https://sandbox.partner.example')}

# OpenAPI 3.x or Swagger 2.0, a file or a URL. Left out: the Calico Enterprise contract.
${line('description', description, './openapi.yaml')}

# OpenAPI Overlays to apply to the description first.
# overlays: [./overlay.yaml]

# Flows that are run and judged too: Arazzo documents, and modules in TypeScript.
# flows: [./flows.arazzo.yaml]

# Environment variable that holds the token. The token itself does not belong here.
# tokenEnv: API_TOKEN

# A token that was valid once, for the requirements about expired credentials.
# expired: { tokenEnv: EXPIRED_API_TOKEN }

# A token of another tenant, who must not see what is yours, and one that may read and not write.
# otherTenant: { tokenEnv: OTHER_TENANT_API_TOKEN }
# readOnly: { tokenEnv: READ_ONLY_API_TOKEN }

# A container to start and judge instead of baseUrl; it takes npm install --save-dev testcontainers@11.
# container: { image: partner/backend:1.2, port: 8080, wait: http:/health }

# Credentials by the name of their security scheme, where one token is not enough.
# auth:
#   partnerKey: { apiKey: { valueEnv: PARTNER_KEY } }
#   login: { basic: { username: ada, passwordEnv: LOGIN_PASSWORD } }
#   partnerOAuth:
#     clientCredentials: { tokenUrl: https://id.partner.example/oauth2/token, clientId: conformance, clientSecretEnv: CLIENT_SECRET }
#   helper: { command: { run: partner print-token, expiresIn: 10m } }

# Client certificate, where the target wants to see one: cert and key (PEM), or pfx (PKCS#12).
# certificate: { cert: ./client.pem, key: ./client.key, passphraseEnv: KEY_PASSPHRASE }

# How the target is reached: a proxy, an authority of your own, a Unix domain socket, HTTP/2. HTTPS_PROXY and NO_PROXY are read too.
# proxy: http://proxy.partner.example:3128
# ca: ./authority.pem
# unixSocket: ./api.sock
# http2: true
# Not to check the certificate of the target is for a look only: every report says so.
# insecure: false

# Header fields of every request.
# headers: { X-Tenant: acme }

# Which requirements count:
#   read-only   what changes nothing (default)
#   lifecycle   adds the flows that change state, such as deactivating a user
#   full        everything
# With -documented at the end, only what the documentation says can block the verdict.
profile: read-only

# What the run may do to the API: read, write or destructive. Each includes those before it.
allow: read

# Values by parameter name, where the lists of the API cannot supply them.
# fixtures:
#   user_id: [a169451c-8525-4352-b8ca-070dd449a1a5]
#   # These may be destroyed. Deactivation takes its users from here and from nowhere else.
#   disposable:
#     user_id: [5f0c2c52-6a3e-4a4e-9d5b-0d7a3c5b7e11]

# Judge a part only: /path/*, "GET /path", "tag:NAME", an operationId, or a rule.
# include: [tag:Stats]
# exclude: [rule:rejects-invalid]

# INCOMPLETE when answers showed less of what the description documents, in per cent.
# minResponseCoverage: 50

# Random cases beside the plan, told apart from it; they count only where that is said.
# explore: 200
# exploreAffectsVerdict: true

# How requests are sent.
# concurrency: 8
# timeout: 10s
# rate: 20
# seed: 1
# shuffle: 7
# A safe request that got no answer may be sent again; each attempt is recorded.
# retries: 1

# Operations that change nothing although their method could, by operationId.
# safeOperations: [searchUsers]

# Findings that are known and let pass until they expire: calico-conformance baseline --write calico-baseline.yaml
# baseline: calico-baseline.yaml

# Failures that somebody answers for until a day, and that are judged all the same: calico-conformance waivers update --waivers calico-waivers.yaml
# waivers: calico-waivers.yaml
# With waivers the exit code is 5, unless they are accepted.
# acceptWaivers: true

# What your API has, and what must therefore be decided: tenants, reader-role, token-expiry, problem-details.
# capabilities: [tenants]

# Where the reports go.
output: conformance-report

# Further files there, for other tools.
# reports: [ctrf, har, sarif]

# Keep what was sent and answered here too: HAR (.har) or the record of the run (.ndjson). Credentials are taken out.
# record: traffic.har

# Another judge that is asked about the same answers, where it is installed.
# secondOpinion: dredd
`;
}
