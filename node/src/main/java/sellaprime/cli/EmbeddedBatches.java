package sellaprime.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.GridNode;
import sellaprime.grid.GridSettings;
import sellaprime.grid.batch.BatchException;
import sellaprime.grid.batch.BatchView;
import sellaprime.grid.batch.Batches;
import sellaprime.grid.batch.Block;
import sellaprime.grid.batch.Results;
import sellaprime.grid.batch.format.LineForm;
import sellaprime.grid.chunk.Renderer;
import sellaprime.grid.chunk.Style;
import sellaprime.grid.gateway.CallerId;
import sellaprime.job.BatchQuestion;
import sellaprime.rest.BatchJson;

/** A node in this process, with a cluster of its own, that lives as long as the command. */
final class EmbeddedBatches implements BatchGrid {
  private final Path scratch = StateDirectory.scratchUntilExit();
  private final GridNode node;
  private final Batches batches;
  private volatile boolean closed;

  EmbeddedBatches() {
    try {
      node = GridNode.start(GridSettings.alone("embedded", scratch));
    } catch (RuntimeException e) {
      StateDirectory.remove(scratch);
      throw e;
    }
    batches = node.batches();
  }

  @Override
  public void open(String id, BatchQuestion batch) {
    batches.open(CallerId.OWN, id, batch).join();
  }

  @Override
  public void feed(String id, BatchQuestion batch, InputStream in) throws IOException {
    try {
      batches.feed(id, new Batches.Sent(in, 1, false, LineForm.RECOGNISED), () -> closed);
    } catch (BatchException e) {
      if (e.reason() != BatchException.Reason.CONFLICT) { // it is over before its input is
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  @Override
  public void read(String id, long from, boolean json, Sink sink) throws IOException {
    Results results = batches.results(id, from, () -> closed);
    Renderer renderer = new Renderer(json ? Style.JSON : Style.TEXT);
    for (@Nullable Block block = results.next(); block != null; block = results.next()) {
      sink.take(block.through(), block.rendered(renderer));
    }
  }

  @Override
  public CompletableFuture<?> taken(String id, long line) {
    return batches.taken(id, line);
  }

  @Override
  public JsonNode progress(String id) {
    BatchView view = batches.find(id);
    if (view == null) {
      throw new UsageException("there is no batch " + id);
    }
    return BatchJson.of(view);
  }

  @Override
  public JsonNode cancel(String id) {
    node.gateway().cancel(id).join();
    return progress(id);
  }

  @Override
  public boolean isLasting() {
    return false;
  }

  @Override
  public void close() {
    closed = true;
    node.close();
    StateDirectory.remove(scratch);
  }
}
