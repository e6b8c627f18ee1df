package sellaprime.grid.data;

import java.io.Serializable;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.internal.GridKernalContext;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.persistence.metastorage.ReadOnlyMetastorage;
import org.apache.ignite.internal.processors.cluster.GridClusterStateProcessor;
import org.apache.ignite.internal.processors.cluster.IGridClusterStateProcessor;
import org.apache.ignite.plugin.CachePluginContext;
import org.apache.ignite.plugin.CachePluginProvider;
import org.apache.ignite.plugin.ExtensionRegistry;
import org.apache.ignite.plugin.IgnitePlugin;
import org.apache.ignite.plugin.PluginConfiguration;
import org.apache.ignite.plugin.PluginContext;
import org.apache.ignite.plugin.PluginProvider;
import org.jspecify.annotations.Nullable;

/**
 * Makes an Ignite forget which nodes belonged to the cluster of the store that it opens: its
 * baseline topology, and the history of that.
 *
 * <p>Who reads a former store alone has no use for them, and Ignite 2.17 may have written them so
 * that it cannot read them again. A node that joins while the baseline changes is sent the new
 * baseline N with the history before N-1; the others store item N-1 when the change is done, the
 * joiner never. Its store then cannot be opened: "expected history item not found".
 */
final class NoBaseline implements PluginProvider<PluginConfiguration> {
  private static final String BASELINE_KEY = "metastoreBltKey"; // of GridClusterStateProcessor

  @Override
  public String name() {
    return "sellaprime-no-baseline";
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public String copyright() {
    return "";
  }

  @Override
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // Ignite's signature
  public <T extends IgnitePlugin> T plugin() {
    return (T) new IgnitePlugin() {};
  }

  @Override
  public <T> @Nullable T createComponent(PluginContext context, Class<T> type) {
    return type.equals(IGridClusterStateProcessor.class)
        ? type.cast(new StateWithoutBaseline(((IgniteEx) context.grid()).context()))
        : null;
  }

  /** Reads no baseline from the store; Ignite makes a new one when this node is activated. */
  private static final class StateWithoutBaseline extends GridClusterStateProcessor {
    StateWithoutBaseline(GridKernalContext context) {
      super(context);
    }

    @Override
    public void onReadyForRead(ReadOnlyMetastorage store) throws IgniteCheckedException {
      super.onReadyForRead(new WithoutBaseline(store));
    }
  }

  private record WithoutBaseline(ReadOnlyMetastorage store) implements ReadOnlyMetastorage {
    @Override
    public @Nullable Serializable read(String key) throws IgniteCheckedException {
      return key.equals(BASELINE_KEY) ? null : store.read(key);
    }

    @Override
    public byte[] readRaw(String key) throws IgniteCheckedException {
      return store.readRaw(key);
    }

    @Override
    public void iterate(
        String prefix, BiConsumer<String, ? super Serializable> each, boolean unmarshal)
        throws IgniteCheckedException {
      store.iterate(prefix, each, unmarshal);
    }
  }

  // ---- what a plugin may do besides, and this one does not ----

  @Override
  public void initExtensions(PluginContext context, ExtensionRegistry registry) {}

  @Override
  @SuppressWarnings("rawtypes") // Ignite's signature
  public @Nullable CachePluginProvider<?> createCacheProvider(CachePluginContext context) {
    return null;
  }

  @Override
  public void start(PluginContext context) {}

  @Override
  public void stop(boolean cancel) {}

  @Override
  public void onIgniteStart() {}

  @Override
  public void onIgniteStop(boolean cancel) {}

  @Override
  public @Nullable Serializable provideDiscoveryData(UUID node) {
    return null;
  }

  @Override
  public void receiveDiscoveryData(UUID node, Serializable data) {}

  @Override
  @SuppressWarnings("deprecation") // the newer one calls this
  public void validateNewNode(ClusterNode node) {}
}
