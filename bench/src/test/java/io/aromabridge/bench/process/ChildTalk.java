package io.aromabridge.bench.process;

import io.aromabridge.core.AllowedApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A child for tests: answers each line, is silent at {@code silence}, ends with code 3 at {@code end}. */
final class ChildTalk {
    private ChildTalk() {}

    @AllowedApi("the test reads it")
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.equals("end")) {
                System.exit(3);
            }
            if (!line.equals("silence")) {
                System.out.println("you said " + line);
            }
        }
    }
}
