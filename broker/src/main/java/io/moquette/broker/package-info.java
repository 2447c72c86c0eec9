/** The seam: the one place that touches package-private types of Moquette 0.17. */
package io.moquette.broker;
