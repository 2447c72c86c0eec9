package io.aromabridge.bench.peer;

import java.util.List;

/**
 * What one process measured of connecting with one client, from the call to CONNACK 0 over mutual TLS.
 *
 * @param firstMillis the first connect of the JVM
 * @param laterMillis those after it, one by one
 * @param threadsOfTen threads that ten open connections have, those of their links among them
 */
public record ConnectTimes(double firstMillis, List<Double> laterMillis, int threadsOfTen) {}
