package sellaprime.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import sellaprime.grid.jobs.StoreUnavailableException;

class ErrorMapperTest {
  private final ErrorMapper mapper = new ErrorMapper(new Backend());

  @Test
  void ourOwnErrorsAreNotForCallers() {
    Problem problem = problem(new CompletionException(new IllegalStateException("secret")));
    assertThat(problem.status()).isEqualTo(500);
    assertThat(problem.detail()).contains("Internal error").doesNotContain("secret", "Exception");
  }

  @Test
  void whatMayOrMayNotBeStoredCanBeRepeated() {
    Problem problem =
        problem(new CompletionException(new StoreUnavailableException("put", new Exception())));
    assertThat(problem.status()).isEqualTo(503);
    assertThat(problem.detail()).contains("repeating it with the same id");
  }

  private Problem problem(Throwable failure) {
    Response response = mapper.toResponse(failure);
    assertThat(response.getMediaType()).hasToString("application/problem+json");
    return (Problem) response.getEntity();
  }
}
