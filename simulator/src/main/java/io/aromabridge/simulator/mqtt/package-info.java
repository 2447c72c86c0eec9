/** MQTT 3.1.1 connections of simulated devices and of commands; the only package that knows the HiveMQ client. */
@NullMarked
package io.aromabridge.simulator.mqtt;

import org.jspecify.annotations.NullMarked;
