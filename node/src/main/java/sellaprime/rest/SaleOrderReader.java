package sellaprime.rest;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Lets Jersey read a {@link SaleOrder}. */
@Consumes(MediaType.APPLICATION_JSON)
public final class SaleOrderReader implements MessageBodyReader<SaleOrder> {
  @Override
  public boolean isReadable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == SaleOrder.class;
  }

  @Override
  public SaleOrder readFrom(
      Class<SaleOrder> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, String> headers,
      InputStream body)
      throws IOException {
    return SaleOrder.read(body);
  }
}
