package sellaprime.rest;

import java.util.List;
import sellaprime.grid.gateway.ClusterView;

/** The nodes of the cluster, the longest in it first. */
record ClusterAnswer(List<ClusterView.Node> nodes) implements JsonAnswer {}
