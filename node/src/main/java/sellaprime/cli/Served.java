package sellaprime.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sellaprime.grid.gateway.ClusterView;

/** A node of either role, with its HTTP port. */
interface Served {
  /**
   * Where a node takes work, and under which name.
   *
   * @param thin for thin clients; a tester has none
   * @param discovery for other nodes; a tester has none
   */
  record Ready(
      String http, @Nullable String thin, @Nullable String discovery, String name, String role) {
    /** As one line of text. */
    String line() {
      return isTester()
          ? "ready " + http + " name " + name + " role " + role
          : "ready " + http + " thin " + thin + " discovery " + discovery + " name " + name;
    }

    /** As one line of JSON. */
    String json() {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("ready", true).put("http", http);
      if (!isTester()) {
        json.put("thin", String.valueOf(thin)).put("discovery", discovery);
      }
      return json.put("name", name).put("role", role).toString();
    }

    private boolean isTester() {
      return role.equals(ClusterView.TESTER);
    }
  }

  /**
   * Blocks until the node takes work, and returns where; null if it was told to leave before.
   *
   * @throws sellaprime.grid.StartException if it cannot start, with a message for the user
   */
  @Nullable Ready awaitReady();

  /**
   * Hands over, finishes what is running within {@code patience}, and stops. Blocks until through.
   */
  void leave(Duration patience);

  /** The file of jobs that it could not bring back to its cluster, or null if it has left none. */
  default @Nullable Path kept() {
    return null;
  }

  /** Returns true if it has left jobs, in that file or nowhere. */
  default boolean hasLeftJobs() {
    return false;
  }
}
