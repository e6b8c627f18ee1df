package sellaprime.rest;

/** {@code live} or {@code ready}. */
record HealthAnswer(String status) implements JsonAnswer {}
