package io.aromabridge.bench.compare;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.bench.load.GeneratorMain;
import io.aromabridge.bench.load.Load;
import io.aromabridge.bench.load.LoadResult;
import io.aromabridge.bench.process.Children;
import io.aromabridge.bench.process.Cost;
import io.aromabridge.bench.process.JavaChild;
import io.aromabridge.core.AromaException;
import java.time.Duration;

/** The load generator's process. */
public final class Generator implements AutoCloseable {
    /** It watches its time itself; this is for one that hangs. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final ObjectMapper json = new ObjectMapper();
    private final JavaChild child;

    private Generator(JavaChild child) {
        this.child = child;
    }

    /** Starts it. */
    public static Generator start(Children children) throws AromaException {
        return new Generator(children.java("the load generator", GeneratorMain.class, Rig.LEAN));
    }

    /**
     * Lets it do this, and has what became of it.
     *
     * @throws AromaException if it hangs or has ended
     */
    public LoadResult run(Load load) throws AromaException, InterruptedException {
        try {
            String answer = child.ask(
                    json.writeValueAsString(load),
                    Duration.ofMillis(load.limitMillis()).plus(GRACE));
            return json.readValue(answer, LoadResult.class);
        } catch (JsonProcessingException e) {
            throw new AromaException(
                    AromaException.Kind.FAILED, "the load generator's answer is not JSON: " + e.getMessage(), e);
        }
    }

    Cost cost() {
        return Cost.of(child.handle());
    }

    @Override
    public void close() {
        child.close();
    }
}
