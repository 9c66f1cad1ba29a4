/** `subject` is the token for Azure Communication Services, `caller` the one for the broker. */
export type TokenKind = "subject" | "caller";
