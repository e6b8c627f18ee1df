package sellaprime.access;

/**
 * Somebody who has shown who they are.
 *
 * @param name the name of their key or certificate
 * @param scope what they may do
 */
public record Caller(String name, Scope scope) {}
