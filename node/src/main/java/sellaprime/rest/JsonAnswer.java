package sellaprime.rest;

/** What {@link JsonWriter} renders. */
interface JsonAnswer {}
