/** Why nobody can sign in at a local cloud. It has what MSAL's own errors have. */
export class LocalCloudError extends Error {
  override readonly name = "LocalCloudError";

  constructor(
    /** Stable, for programs; MSAL's or Entra's own where they have one. */
    readonly errorCode: string,
    /** The same as `message`. */
    readonly errorMessage: string,
    options?: ErrorOptions,
  ) {
    super(errorMessage, options);
  }
}
