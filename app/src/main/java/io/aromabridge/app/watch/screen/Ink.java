package io.aromabridge.app.watch.screen;

/** How text is drawn: parameters of the control sequence SGR (ECMA-48, 8.3.117). */
enum Ink {
    BOLD("1"),
    DIM("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String parameters;

    Ink(String parameters) {
        this.parameters = parameters;
    }

    String parameters() {
        return parameters;
    }
}
