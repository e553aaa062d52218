/** The HTTP side that all services share: paths, health, metrics, a bounded pool of workers. */
@NullMarked
package dev.tensile.demo.web;

import org.jspecify.annotations.NullMarked;
