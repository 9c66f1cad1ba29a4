import { untilAborted } from "./abort.js";
import { BrokerError } from "./brokerError.js";
import type { Clock } from "./clock.js";
import type { BrokerOptions } from "./options.js";
import type { TokenKind } from "./tokenKind.js";
import { isKeyUnknown } from "./waits.js";

type Wish = { readonly claims?: string; readonly forceRefresh: boolean };

// A header with anything else would be refused with a message that has the token in it
const TOKEN = /^[\w.~+/=-]+$/;
/** Who does not finish a sign-in in so much time does not hold up whoever asks next. */
const CALLBACK_MINUTES = 5;
const NAMES = { subject: "Azure Communication Services", caller: "the broker" };

/** The user's tokens for one exchange: each is asked for once, and once again where refused. */
export class UserTokens {
  readonly #callbacks;
  readonly #signal: AbortSignal;
  readonly #clock: Clock;
  readonly #tokens = new Map<TokenKind, string>();
  readonly #replaced = new Set<string>();

  constructor(options: BrokerOptions, signal: AbortSignal, clock: Clock) {
    this.#callbacks = { caller: options.getCallerToken, subject: options.getSubjectToken };
    this.#signal = signal;
    this.#clock = clock;
  }

  /** What a request carries: one token as bearer, or the subject token beside the caller's. */
  async forRequest(): Promise<{ bearer: string; accessToken?: string | undefined }> {
    // Nothing is awaited before the first callback, which may open a popup within a click
    const caller = this.#callbacks.caller && (await this.#have("caller"));
    const subject = await this.#have("subject");
    return caller ? { bearer: caller, accessToken: subject } : { bearer: subject ?? "" };
  }

  /**
   * Gets a new token in the place of the refused one; false where that cannot mend it.
   * @param keyWasAwaited whether its key has been waited for
   */
  async replaceRefused(error: BrokerError, keyWasAwaited: boolean): Promise<boolean> {
    const kind = this.#refused(error, keyWasAwaited);
    const { claims } = error;
    const remedy = `${kind} ${claims ? "claims" : "force"}`;
    if (!kind || !this.#callbacks[kind] || this.#replaced.has(remedy)) {
      return false;
    }
    this.#replaced.add(remedy);
    await this.#get(kind, claims ? { claims, forceRefresh: false } : { forceRefresh: true });
    return true;
  }

  #refused(error: BrokerError, keyWasAwaited: boolean): TokenKind | undefined {
    const { status, code, claimsFor } = error;
    // The token may be newer than the keys that the broker knows: another one would be no better.
    // Where the key stays unknown, Entra has withdrawn it
    if (isKeyUnknown(error) && !keyWasAwaited) {
      return undefined;
    }
    if (status === 401) {
      return claimsFor ?? (this.#callbacks.caller ? "caller" : "subject");
    }
    const isBeside = status === 400 && isKeyUnknown(error);
    return code === "subject_token_invalid" || isBeside ? "subject" : undefined;
  }

  async #have(kind: TokenKind): Promise<string | undefined> {
    return this.#tokens.get(kind) ?? (await this.#get(kind, { forceRefresh: false }));
  }

  async #get(kind: TokenKind, wish: Wish): Promise<string | undefined> {
    const callback = this.#callbacks[kind];
    if (!callback) {
      return undefined;
    }
    let token: unknown;
    let cause: unknown;
    try {
      token = await this.#inTime(callback({ ...wish, abortSignal: this.#signal }));
    } catch (thrown) {
      cause = thrown;
    }
    if (typeof token !== "string" || !TOKEN.test(token)) {
      const detail = `The app did not get the user's token for ${NAMES[kind]}.`;
      throw new BrokerError(`${kind}_token_not_obtained`, detail, { cause });
    }
    this.#tokens.set(kind, token);
    return token;
  }

  async #inTime(token: Promise<string> | string): Promise<string> {
    let prevent = () => {};
    const late = new Promise<never>((_, reject) => {
      const error = new Error(`Nothing came of it in ${CALLBACK_MINUTES} minutes.`);
      prevent = this.#clock.after(CALLBACK_MINUTES * 60_000, () => reject(error));
    });
    return untilAborted(Promise.race([token, late]), this.#signal).finally(prevent);
  }
}
