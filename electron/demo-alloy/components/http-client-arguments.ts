/**
 * The client arguments that components with HTTP requests share.
 * Source: grafana/alloy `internal/component/common/config/types.go`.
 */
import { readFileSync } from 'node:fs';
import { bodyOf, embeddedBlock, ignoredBlock, optional, optionalBlock, type Decoded } from '../runtime/arguments';
import { bool, list, map, oneOf, secret, string } from '../runtime/argument-types';
import { fileProblem } from '../file-problem';
import type { Authentication } from '../prometheus/remote-endpoint';
import { ComponentError } from './component';

const basicAuth = bodyOf(
  { username: optional(string), password: optional(secret), password_file: optional(string) },
  (value) =>
    value.password.text !== '' && value.password_file !== ''
      ? 'at most one of basic_auth password & password_file must be configured'
      : undefined,
);

const authorization = bodyOf(
  { type: optional(string, 'Bearer'), credentials: optional(secret), credentials_file: optional(string) },
  (value) =>
    value.credentials.text !== '' && value.credentials_file !== ''
      ? 'at most one of authorization credentials & credentials_file must be configured'
      : undefined,
);

const tlsVersions = ['', 'TLS10', 'TLS11', 'TLS12', 'TLS13'] as const;

const tlsConfig = bodyOf({
  ca_pem: optional(string),
  ca_file: optional(string),
  cert_pem: optional(string),
  cert_file: optional(string),
  key_pem: optional(secret),
  key_file: optional(string),
  server_name: optional(string),
  insecure_skip_verify: optional(bool),
  min_version: optional(oneOf(tlsVersions, '', (text) => `unknown TLS version: ${text}`)),
});

const oauth2 = bodyOf({
  client_id: optional(string),
  client_secret: optional(secret),
  client_secret_file: optional(string),
  scopes: optional(list(string)),
  token_url: optional(string),
  endpoint_params: optional(map(string)),
  proxy_url: optional(string),
  no_proxy: optional(string),
  proxy_from_environment: optional(bool),
  proxy_connect_header: optional(map(list(secret))),
  tls_config: ignoredBlock(),
});

/** Everything but `follow_redirects` and `enable_http2`, whose defaults differ. */
export const clientFields = {
  basic_auth: optionalBlock(basicAuth),
  authorization: optionalBlock(authorization),
  oauth2: optionalBlock(oauth2),
  bearer_token: optional(secret),
  bearer_token_file: optional(string),
  proxy_url: optional(string),
  no_proxy: optional(string),
  proxy_from_environment: optional(bool),
  proxy_connect_header: optional(map(list(secret))),
  tls_config: embeddedBlock(tlsConfig),
  http_headers: optional(map(list(secret))),
};

export type ClientArguments = Decoded<typeof clientFields>;

/** At most one way to say who one is. */
export function checkClient(value: ClientArguments, others = 0): string | undefined {
  const used = [value.basic_auth, value.authorization, value.oauth2, value.bearer_token.text, value.bearer_token_file];
  if (used.filter(Boolean).length + others > 1) {
    return 'at most one of basic_auth, authorization, oauth2, bearer_token & bearer_token_file must be configured';
  }
  if (value.proxy_url !== '' && value.proxy_from_environment) {
    return 'if proxy_from_environment is configured, proxy_url must not be configured';
  }
  return undefined;
}

export function authenticationOf(value: ClientArguments): Authentication {
  const { basic_auth: basic, authorization: bearer } = value;
  if (basic) {
    return { basic: { username: basic.username, password: basic.password.text, passwordFile: basic.password_file } };
  }
  if (bearer) {
    return {
      authorization: {
        type: bearer.type,
        credentials: bearer.credentials.text,
        credentialsFile: bearer.credentials_file,
      },
    };
  }
  if (value.bearer_token.text === '' && value.bearer_token_file === '') return {};
  return {
    authorization: { type: 'Bearer', credentials: value.bearer_token.text, credentialsFile: value.bearer_token_file },
  };
}

/** Certificates are read when the component is built; passwords are not. */
export function checkCertificateFiles(value: ClientArguments): void {
  const path = value.tls_config.ca_file;
  if (path === '') return;
  try {
    readFileSync(path);
  } catch (error) {
    throw new ComponentError(
      `unable to read CA cert: unable to read file ${path}: ${fileProblem('open', path, error)}`,
    );
  }
}
