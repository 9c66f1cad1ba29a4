package io.acsbroker.local.entra;

/**
 * An application that people sign in to, which all organisations have.
 *
 * @param clientId a GUID in lower case
 * @param title what people know it by
 * @param kind as what it is registered
 * @param forAcs whether brokers take its users' tokens for Communication Services, and not those
 *     for their own API alone
 */
public record Application(String clientId, String title, ApplicationKind kind, boolean forAcs) {}
