import {
  BrokerError,
  type BrokerToken,
  type BrokerTokenCredential,
  createTokenCredential,
  type TokenCallback,
  type TokenKind,
} from "acs-token-broker-client";
import { refusalOf } from "./brokerRefusal.js";
import { consentAddress } from "./consent.js";
import { ExchangeSteps, type Step } from "./exchangeSteps.js";
import { type Claims, claimsOf } from "./jwt.js";
import type { Refusal } from "./refusal.js";
import { scopesOf } from "./scopes.js";
import { watchServerTiming } from "./serverTiming.js";
import type { Scopes, Settings } from "./settings.js";
import type { SignIn } from "./signIn.js";
import { needsPerson } from "./signInFailure.js";
import type { UserKind } from "./userKind.js";

/** A token of Entra's, and when it ends by this device's clock. */
export interface EntraToken {
  readonly token: string;
  readonly expiresOn: Date;
}

/** What there is to show of a session. Tokens are in memory alone. */
export interface SessionState {
  readonly entra: Readonly<Partial<Record<TokenKind, EntraToken>>>;
  readonly issued?: BrokerToken;
  readonly steps: readonly Step[];
  readonly exchanging: boolean;
  readonly refusal?: Refusal;
  /** When the page asks again by itself. */
  readonly nextTry?: Date;
}

const ENDED = ["aborted", "disposed"];

/** The exchanges of one signed-in person, for as long as the page is open. */
export class Session {
  readonly #settings: Settings;
  readonly #signIn: SignIn;
  readonly #steps: ExchangeSteps;
  readonly #scopes: Scopes;
  readonly #kind: UserKind;
  readonly #changed: (state: SessionState) => void;
  readonly #watchNoMore: () => void;
  #credential: BrokerTokenCredential<UserKind>;
  /** The refusal that was told last. */
  #told: BrokerError | undefined;
  #rests = false;
  #state: SessionState = { entra: {}, steps: [], exchanging: false };
  #ended = false;
  #claims: string | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @throws BrokerError where brokerUrl cannot work */
  constructor(
    settings: Settings,
    signIn: SignIn,
    kind: UserKind,
    changed: (state: SessionState) => void,
  ) {
    this.#settings = settings;
    this.#signIn = signIn;
    this.#kind = kind;
    this.#scopes = scopesOf(settings, kind);
    this.#changed = changed;
    this.#steps = new ExchangeSteps(Object.keys(this.#scopes).length, kind);
    this.#credential = this.#newCredential();
    this.#watchNoMore = watchServerTiming(settings.brokerUrl, (timing) => {
      this.#steps.tell(timing);
      this.#change({ ...this.#state, steps: this.#steps.all });
    });
  }

  /** Sees to it that there is a good token: at the start, and when the tab or the network is back. */
  async ask(): Promise<void> {
    if (this.#rests) {
      return;
    }
    try {
      await this.#credential.getToken();
    } catch (error) {
      // onError has told it, but for a refusal that still stands: when the token ends, or where the
      // page has asked a moment too soon
      if (error instanceof BrokerError && (this.#state.issued || error !== this.#told)) {
        await this.#refused(error);
      }
    }
  }

  /** Asks at once, whatever was refused before. */
  async askAgain(): Promise<void> {
    clearTimeout(this.#timer);
    this.#rests = false;
    this.#credential.resume();
    await this.ask();
  }

  /** Asks for another token, and keeps the one at hand until that is there. */
  async exchangeAnew(): Promise<void> {
    if (!this.#state.issued) {
      return this.askAgain();
    }
    const next = this.#newCredential();
    const isThere = await next.getToken().then(
      () => true,
      () => false,
    );
    if (isThere && !this.#ended) {
      this.#credential.dispose();
      this.#credential = next;
    } else {
      next.dispose();
    }
  }

  /** Throws a token away that is worth nothing any more; the next one is for whoever asks for it. */
  rest(): void {
    clearTimeout(this.#timer);
    this.#rests = true;
    this.#credential.dispose();
    this.#credential = this.#newCredential();
    this.#change({ entra: this.#state.entra, steps: [], exchanging: false });
  }

  /** Ends all of it. */
  end(): void {
    this.#ended = true;
    this.#watchNoMore();
    clearTimeout(this.#timer);
    this.#credential.dispose();
  }

  #newCredential(): BrokerTokenCredential<UserKind> {
    const { subject, caller } = this.#scopes;
    return createTokenCredential<UserKind>({
      brokerUrl: this.#settings.brokerUrl,
      route: this.#kind,
      getSubjectToken: subject && this.#callback("subject", subject),
      getCallerToken: caller && this.#callback("caller", caller),
      onToken: (issued) => this.#granted(issued),
      onError: (error) => void this.#refused(error),
    });
  }

  #callback(kind: TokenKind, scopes: readonly string[]): TokenCallback {
    return async ({ claims, forceRefresh }) => {
      this.#claims = claims;
      this.#steps.ask();
      const { nextTry: _, ...state } = this.#state;
      this.#change({ ...state, steps: this.#steps.all, exchanging: true });
      try {
        const got = await this.#signIn.token(scopes, claims, forceRefresh);
        const { accessToken: token, expiresOn, fromCache } = got;
        this.#steps.got(kind, fromCache);
        const entra = {
          ...this.#state.entra,
          [kind]: { token, expiresOn: expiresOn ?? new Date() },
        };
        this.#change({ ...this.#state, entra, steps: this.#steps.all });
        return token;
      } catch (error) {
        this.#steps.gotNone(kind);
        throw error;
      }
    };
  }

  #granted(issued: BrokerToken): void {
    clearTimeout(this.#timer);
    this.#steps.end(false);
    const { entra } = this.#state;
    this.#change({ entra, issued, steps: this.#steps.all, exchanging: false });
  }

  async #refused(error: BrokerError): Promise<void> {
    if (ENDED.includes(error.code)) {
      return;
    }
    this.#told = error;
    this.#steps.end(true);
    const { entra, issued } = this.#state;
    const { consentUrl, ...told } = refusalOf(error, {
      wanted: this.#claims,
      claims: this.#claimsAtFault(error),
    });
    const refusal = consentUrl
      ? { ...told, consentUrl: consentAddress(consentUrl, this.#settings) }
      : told;
    const state = { entra, steps: this.#steps.all, exchanging: false, refusal };
    const wait = await this.#millisecondsToWait();
    if (wait === undefined && issued) {
      // Until the token ends the credential tries by itself, and after that only when it is asked
      this.#askIn(issued.expiresOn.getTime() - Date.now());
      this.#change({ ...state, issued });
    } else if (wait === undefined || wait === Infinity || needsPerson(error.cause)) {
      this.#change(state);
    } else {
      this.#askIn(wait);
      this.#change({ ...state, nextTry: new Date(Date.now() + wait) });
    }
  }

  /** Those of the token that the broker speaks of. */
  #claimsAtFault({ code }: BrokerError): Claims | undefined {
    const { subject, caller } = this.#state.entra;
    const isOfSubject = code.startsWith("subject_") || code === "client_not_allowed";
    const token = (isOfSubject ? subject : caller) ?? subject;
    return token && claimsOf(token.token);
  }

  #askIn(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.ask(), milliseconds);
  }

  /** Until the broker may be asked again; undefined where there is a token meanwhile. */
  async #millisecondsToWait(): Promise<number | undefined> {
    try {
      await this.#credential.getToken();
      return undefined;
    } catch (error) {
      const seconds = error instanceof BrokerError ? error.retryAfterSeconds : undefined;
      return error instanceof BrokerError && !error.final && seconds !== undefined
        ? seconds * 1000
        : Infinity;
    }
  }

  #change(state: SessionState): void {
    this.#state = state;
    if (!this.#ended) {
      this.#changed(state);
    }
  }
}
