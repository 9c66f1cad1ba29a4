const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** A length of time as people say it, in its two largest units at most. */
export function inWords(milliseconds: number): string {
  const whole = Math.max(0, Math.round(milliseconds / SECOND)) * SECOND;
  const hours = Math.floor(whole / HOUR);
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  const seconds = (whole % MINUTE) / SECOND;
  if (hours) {
    return minutes ? `${hours} h ${minutes} min` : `${hours} h`;
  }
  if (minutes) {
    return minutes < 10 && seconds ? `${minutes} min ${seconds} s` : `${minutes} min`;
  }
  return `${seconds} s`;
}

/** A moment by this device's clock, with day and time zone, in its own way of writing. */
export function momentOf(date: Date): string {
  return date.toLocaleString([], {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });
}
