package io.aromabridge.simulator.light;

/** What a light does. */
public enum LightRole {
    /** The light that answers: {@link AnsweringLight}. */
    CLIENT1("client1"),
    /** The light that switches: {@link SwitchingLight}. */
    CLIENT2("client2"),
    /** The light that shows a shooter's diffusions: {@link Lamp}. */
    LAMP("lamp");

    private final String text;

    LightRole(String text) {
        this.text = text;
    }

    /** The word in the configuration. */
    public String text() {
        return text;
    }
}
