/**
 * Keeps the Azure Communication Services token of a user fresh.
 * @packageDocumentation
 */
import { BrokerTokenCredential } from "./credential.js";
import type { CredentialOptions, TokenRoute } from "./options.js";

export * from "./exchange.js";
export {
  type AcsCallClient,
  callAgentFor,
  type DisposableCallAgent,
  type KeptCallAgent,
  type TeamsCallClient,
} from "./callAgent.js";
export type { BrokerTokenCredential } from "./credential.js";

/**
 * A credential for the Calling SDK that asks the broker when a token is first needed, refreshes it
 * at its `refreshOn`, and stops where asking cannot help.
 *
 * @throws `BrokerError` at once where the options cannot work
 */
export function createTokenCredential<R extends TokenRoute = "teams">(
  options: CredentialOptions<R>,
): BrokerTokenCredential<R> {
  return new BrokerTokenCredential(options);
}
