/**
 * A Kubernetes API server with the controllers of Chaos Mesh and of LitmusChaos, emulated in one process, so that the
 * engines which speak to them can be tried without a cluster. It imports nothing of Tensile.
 *
 * <p>{@link dev.tensile.demo.cluster.EmulatedCluster} is the door. What the objects <em>say</em> and what is <em>in
 * force</em> on the nodes are two things here, as they are in a real cluster.
 */
@NullMarked
package dev.tensile.demo.cluster;

import org.jspecify.annotations.NullMarked;
