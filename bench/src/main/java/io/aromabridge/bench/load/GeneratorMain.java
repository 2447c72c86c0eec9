package io.aromabridge.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.core.AllowedApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The load generator's process. Each line on its standard input is a {@link Load}, each line on its standard output the
 * {@link LoadResult} of it, both as JSON. It ends with its standard input.
 */
public final class GeneratorMain {
    private GeneratorMain() {}

    /** Takes no arguments. */
    @AllowedApi("the standard output is how the parent process hears of results")
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(json.writeValueAsString(run(json.readValue(line, Load.class))));
        }
    }

    /** Does it, and has the result; a broker that cannot be reached is a failure too. */
    static LoadResult run(Load load) throws InterruptedException {
        try {
            return load.rate() > 0 ? new Paced(load).run() : new Flood(load).run();
        } catch (IOException e) {
            Counts nothing = new Counts(load.total(), 0, 0, 0, 0, 0);
            return new LoadResult(nothing, 0, 0, new Latency(0, 0, 0), String.valueOf(e.getMessage()));
        }
    }
}
