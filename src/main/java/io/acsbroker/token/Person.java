package io.acsbroker.token;

/**
 * Somebody of whom a verified token says who it is. Two that are equal are the same person, and no
 * person of one kind is one of the other.
 */
public sealed interface Person permits Subject, ForeignPerson {
  /** What those have in common who come from the same place: fit for the key of a table. */
  String partition();

  /** Which of them it is: fit for the key of a table. */
  String row();
}
