package io.aromabridge.app.command;

import io.aromabridge.app.Release;
import picocli.CommandLine.IVersionProvider;

/** The version in the jar's manifest. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {"aroma " + Release.version()};
    }
}
