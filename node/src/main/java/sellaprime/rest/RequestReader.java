package sellaprime.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Map;

/** Lets Jersey read the bodies of this interface, each by its own strict rules. */
@Consumes(MediaType.APPLICATION_JSON)
public final class RequestReader implements MessageBodyReader<Object> {
  private interface Read {
    Object from(InputStream body) throws IOException;
  }

  private static final Map<Class<?>, Read> READERS =
      Map.of(Submission.class, Submission::read, SaleOrder.class, SaleOrder::read);

  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return READERS.containsKey(type);
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    Read read = READERS.get(type);
    if (read == null) {
      throw new IOException("no body of this interface: " + type);
    }
    return read.from(body);
  }
}
