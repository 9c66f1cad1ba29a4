package io.acsbroker.deployment;

/**
 * Why no broker has answered, for whoever operates it.
 *
 * @param came a sentence: what came in place of the broker's answer
 * @param remedy a sentence: what to do about it
 */
record Diagnosis(String came, String remedy) {}
