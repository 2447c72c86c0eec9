package io.aromabridge.broker.moquette;

/** Plug-ins cannot be loaded as they are configured. */
public final class PluginException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String key;

    PluginException(String key, String message) {
        super(message);
        this.key = key;
    }

    /** The component of {@link PluginFiles} that is wrong, such as {@code folder}. */
    public String key() {
        return key;
    }
}
