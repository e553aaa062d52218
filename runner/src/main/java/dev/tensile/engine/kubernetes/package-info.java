/**
 * The door to the Kubernetes client: what the cluster engines need of an API server, as JSON. Nothing outside it imports the
 * client.
 */
@NullMarked
package dev.tensile.engine.kubernetes;

import org.jspecify.annotations.NullMarked;
