package sellaprime.rest;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.Subject;
import javax.security.auth.x500.X500Principal;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.security.AuthenticationState;
import org.eclipse.jetty.security.UserIdentity;
import org.eclipse.jetty.security.authentication.LoginAuthenticator.UserAuthenticationSucceeded;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import sellaprime.access.ApiKeys;
import sellaprime.access.Caller;
import sellaprime.access.Scope;

/**
 * Finds out who sends a request, from its head alone, before a byte of its body is read: by the API
 * key in {@code Authorization: Bearer}, or by the certificate of the connection, which TLS has
 * checked, and which opens everything. What a caller may do is then up to {@link ScopeFeature},
 * which knows the resources; it finds the scopes as roles of the caller.
 */
final class Doorkeeper {
  /**
   * For supervisors and browsers, which know no keys; what they tell is no secret. The web page
   * asks its user for a key. Exact paths.
   */
  private static final Set<String> OPEN_PATHS =
      Stream.of(Set.of("/livez", "/readyz"), ApiPageResource.paths(), WebFiles.paths())
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  /** RFC 6750, and a space or more as RFC 9110 has it. */
  private static final Pattern BEARER =
      Pattern.compile("[Bb][Ee][Aa][Rr][Ee][Rr] +([A-Za-z0-9._~+/-]++=*+) *");

  static final String WHO_ARE_YOU =
      "this node wants an API key, in header Authorization: Bearer KEY, or a client certificate";

  private final Doors doors;

  Doorkeeper(Doors doors) {
    this.doors = doors;
  }

  /** Returns true if the request may go on, with its caller noted in it. */
  boolean admit(Request request) {
    if (!doors.areGuarded()) {
      return true;
    }
    Caller caller = caller(request);
    if (caller == null) {
      return OPEN_PATHS.contains(request.getHttpURI().getPath());
    }
    Callers.note(request, caller);
    String[] roles =
        Stream.of(Scope.values())
            .filter(caller.scope()::includes)
            .map(Scope::toString)
            .toArray(String[]::new);
    AuthenticationState.setAuthenticationState(
        request,
        new UserAuthenticationSucceeded(
            "sellaprime", UserIdentity.from(new Subject(), caller::name, roles)));
    return true;
  }

  private @Nullable Caller caller(Request request) {
    List<String> given = request.getHeaders().getValuesList(HttpHeader.AUTHORIZATION);
    if (!given.isEmpty()) { // a wrong key is refused, whatever the connection has shown
      return given.size() == 1 ? byKey(given.get(0)) : null;
    }
    return byCertificate(request);
  }

  private @Nullable Caller byKey(String authorization) {
    ApiKeys keys = doors.keys();
    Matcher bearer = BEARER.matcher(authorization);
    return keys != null && bearer.matches() ? keys.find(bearer.group(1)) : null;
  }

  private static @Nullable Caller byCertificate(Request request) {
    if (request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
        instanceof EndPoint.SslSessionData session) {
      X509Certificate[] chain = session.peerCertificates();
      if (chain != null && chain.length > 0) {
        X500Principal subject = chain[0].getSubjectX500Principal();
        return new Caller(subject.getName(), Scope.ADMIN);
      }
    }
    return null;
  }
}
