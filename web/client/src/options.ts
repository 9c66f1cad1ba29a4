import type { AbortSignalLike } from "./abort.js";
import type { BrokerError } from "./brokerError.js";

/**
 * Which token: of a Teams user, of a user of Entra ID, for calls by Teams Phone, or of an identity
 * at ACS that the broker makes for the user.
 */
export type TokenRoute = "teams" | "entra" | "teamsPhone" | "identity";

/** What a token of an identity at ACS may be good for. ACS retires chat on 2028-09-30. */
export type AcsScope = "voip" | "voip.join" | "chat" | "chat.join" | "chat.join.limited";

/** What a token callback is asked for. */
export interface TokenRequest {
  /** A claims challenge: hand it to MSAL as `claims`, interactively. */
  readonly claims?: string;
  /** The token of before was refused: hand it to MSAL as `forceRefresh`. */
  readonly forceRefresh: boolean;
  /** Ends when nobody waits for the token any more. */
  readonly abortSignal: AbortSignal;
}

/** Gets the user's access token from Entra: MSAL's `acquireTokenSilent`, as a rule. */
export type TokenCallback = (request: TokenRequest) => Promise<string> | string;

/** Where the broker is, and where the user's tokens come from. At least one callback is needed. */
export interface BrokerOptions {
  /** `https://<app>.azurewebsites.net`; http is for localhost alone. */
  readonly brokerUrl: string;
  /** The kind of user, which decides what the subject token is for; `teams` where it is missing. */
  readonly route?: TokenRoute | undefined;
  /**
   * The user's token for ACS. Leave it out where the broker gets it on the user's behalf; `identity`
   * has none.
   */
  readonly getSubjectToken?: TokenCallback | undefined;
  /** The user's token for the broker's own API, where the broker has one; `identity` needs it. */
  readonly getCallerToken?: TokenCallback | undefined;
  /**
   * Of `identity` alone: what the token shall be good for, of the broker's scopes and what is less
   * (`voip.join` with `voip`); exactly the broker's, if missing.
   */
  readonly scopes?: readonly AcsScope[] | undefined;
  /** Of `identity` alone: how long it shall live, from 60 to 1440; as long as the broker allows. */
  readonly expiresInMinutes?: number | undefined;
  /** How long one request may take; 30 where it is missing. */
  readonly timeoutSeconds?: number | undefined;
}

/** Options of one exchange. */
export interface ExchangeOptions extends BrokerOptions {
  readonly abortSignal?: AbortSignalLike | undefined;
}

/** Options of a credential that keeps its token fresh. */
export interface CredentialOptions<R extends TokenRoute = TokenRoute> extends BrokerOptions {
  readonly route?: R | undefined;
  /** Is told of each new token. */
  readonly onToken?: ((token: BrokerToken) => void) | undefined;
  /** Is told of each refresh that failed, also of those that nobody waited for. */
  readonly onError?: ((error: BrokerError) => void) | undefined;
}

/** A token of ACS. Its times are by the clock of this device, even where that is wrong. */
export interface BrokerToken {
  readonly token: string;
  readonly expiresOn: Date;
  /** When it is worth asking for the next one. */
  readonly refreshOn: Date;
  /** The user's raw id at ACS. */
  readonly userId: string;
  /** `calls` of one that was exchanged: ACS Chat does not take it. An identity's has its scopes. */
  readonly goodFor?: string;
}
