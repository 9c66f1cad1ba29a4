import { BrokerError } from "./brokerError.js";
import type { Clock } from "./clock.js";

/** An `AbortSignal`, or what older ones of Azure's libraries have in its place. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export function abortedError(): BrokerError {
  return new BrokerError("aborted", "The app called the request for a token off.");
}

export function throwIfAborted(signal: AbortSignalLike | undefined): void {
  if (signal?.aborted) {
    throw abortedError();
  }
}

/** Calls the listener when the signal aborts, until what is returned is called. */
export function onAbort(signal: AbortSignalLike | undefined, listener: () => void): () => void {
  signal?.addEventListener("abort", listener);
  return () => signal?.removeEventListener("abort", listener);
}

/** The promise's end, or an error as soon as the signal aborts. */
export function untilAborted<T>(
  promise: Promise<T>,
  signal: AbortSignalLike | undefined,
  aborted?: () => void,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const forget = onAbort(signal, () => {
      forget();
      aborted?.();
      reject(abortedError());
    });
    promise.then(resolve, reject).finally(forget);
  });
}

/** Waits, or throws as soon as the signal aborts. */
export async function pause(clock: Clock, milliseconds: number, signal: AbortSignalLike) {
  throwIfAborted(signal);
  let prevent = () => {};
  const over = new Promise<void>((resolve) => {
    prevent = clock.after(milliseconds, resolve);
  });
  await untilAborted(over, signal, prevent);
}
