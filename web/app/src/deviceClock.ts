import { inWords } from "./durations.js";

const MINUTE = 60_000;
const WORTH_TELLING = 2 * MINUTE;

/** What to say of a clock that is wrong; nothing where it is right enough. */
export function clockSentence(millisecondsAhead: number): string | undefined {
  const off = Math.abs(millisecondsAhead);
  if (off < WORTH_TELLING) {
    return undefined;
  }
  const direction = millisecondsAhead > 0 ? "fast" : "slow";
  const minutes = Math.round(off / MINUTE) * MINUTE;
  return (
    `This device's clock is ${inWords(minutes)} ${direction}. Exchanges work all the same, since` +
    " lives are counted from the moment a token arrives; the times of day shown here are as wrong" +
    " as the clock."
  );
}
