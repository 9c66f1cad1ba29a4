/**
 * One exchange, without any library of Azure's.
 * @packageDocumentation
 */
import { deviceClock } from "./clock.js";
import { exchangeWith } from "./exchanging.js";
import type { BrokerToken, ExchangeOptions } from "./options.js";
import { SharedRun } from "./sharedRun.js";

export type { AbortSignalLike } from "./abort.js";
export { BrokerError, type BrokerErrorFacts } from "./brokerError.js";
export type { AnsweredCode, BrokerErrorCode, OwnCode } from "./codes.js";
export type {
  AcsScope,
  BrokerOptions,
  BrokerToken,
  CredentialOptions,
  ExchangeOptions,
  TokenCallback,
  TokenRequest,
  TokenRoute,
} from "./options.js";
export type { TokenKind } from "./tokenKind.js";

/**
 * Exchanges the user's Entra token for one of ACS, once. Waits and tries again where that can
 * help; keeps nothing.
 *
 * @throws {@link BrokerError} as the rejection of the promise, for whatever goes wrong
 */
export async function exchangeToken(options: ExchangeOptions): Promise<BrokerToken> {
  return new SharedRun(exchangeWith(options, deviceClock)).join(options.abortSignal);
}
