/** What the page can do about a refusal; `none` where only somebody else can. */
export type Remedy = "consent" | "none" | "other-account" | "sign-in" | "try";

/** A refusal as the page tells it. */
export interface Refusal {
  readonly code: string;
  readonly title: string;
  readonly sentence: string;
  readonly remedy: Remedy;
  /** Further facts, each with its name. */
  readonly details: readonly (readonly [name: string, value: string])[];
  /** Where the code is explained. */
  readonly codePage?: string;
  readonly claims?: string;
  readonly consentUrl?: string;
}
