package io.aromabridge.app.config;

import io.aromabridge.app.config.Setting.Also;
import io.aromabridge.app.config.Setting.As;
import io.aromabridge.app.config.Setting.Default;
import io.aromabridge.app.config.Setting.Doc;
import io.aromabridge.app.config.Setting.Form;
import io.aromabridge.app.config.Setting.Named;
import io.aromabridge.app.config.Setting.Range;
import io.aromabridge.app.config.Setting.Required;
import io.aromabridge.app.config.Setting.Without;
import io.aromabridge.app.config.schema.Shape;
import io.aromabridge.app.config.schema.Shape.Fallback;
import io.aromabridge.app.config.schema.Type;
import io.aromabridge.app.config.schema.Value;
import io.aromabridge.core.topic.TopicFilter;
import io.aromabridge.core.topic.TopicName;
import java.lang.annotation.Annotation;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Every setting, as the records of the sections declare it with the annotations of {@link Setting}. All else that knows
 * settings takes them from here.
 */
final class SettingsTable {
    /** The preset with the offline queue of the AWS IoT device SDK for Python. */
    static final String SDK = "aws-iot-sdk";

    private static final Map<Class<?>, Map<String, Map<String, String>>> PRESETS = Map.of(
            BridgeSection.Queue.class,
            Map.of(SDK, Map.of("size", "20", "when-full", "drop-newest", "drain", "before-new", "drain-rate", "2/s")));

    /** The whole file. */
    static final Shape.Section ROOT = section(Sections.class);

    private SettingsTable() {}

    /** The sections of the file. */
    record Sections(
            @Doc("the local broker") BrokerSection broker,
            @Doc("the stand-in for AWS IoT Core") CloudSection cloud,
            @Doc("between the local broker and the cloud") BridgeSection bridge,
            @Doc("simulated devices") SimulatorSection simulator,
            @Doc("HTTP: health, metrics, state") DashboardSection dashboard) {}

    private static Shape.Section section(Class<?> record) {
        List<Shape.Key> keys = Stream.of(record.getRecordComponents())
                .map(component -> new Shape.Key(
                        key(component),
                        shape(component),
                        fallback(component),
                        said(component, Doc.class, Doc::value).orElseThrow(),
                        said(component, Also.class, Also::value)))
                .toList();
        return new Shape.Section(keys, Rules.of(record), PRESETS.getOrDefault(record, Map.of()));
    }

    private static String key(RecordComponent component) {
        return said(component, Named.class, Named::value)
                .orElseGet(
                        () -> component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
    }

    private static Fallback fallback(RecordComponent component) {
        return said(component, Default.class, Default::value)
                .<Fallback>map(Fallback.Text::new)
                .or(() -> said(component, Required.class, Required::value).map(Fallback.Required::new))
                .or(() -> said(component, Without.class, Without::value).map(Fallback.Nothing::new))
                .orElseGet(() -> new Fallback.Nothing("the defaults of its keys"));
    }

    private static Shape shape(RecordComponent component) {
        Class<?> type = inner(component);
        if (component.getType() == Map.class) {
            return new Shape.MapOf(mapKeys(component), scalar(component, type));
        }
        boolean section = type.isRecord() && type.getRecordComponents()[0].isAnnotationPresent(Doc.class);
        Shape one = section ? section(type) : new Shape.Scalar(scalar(component, type));
        return component.getType() == List.class ? new Shape.ListOf(one) : one;
    }

    /** The class of a component, or of what is in it if it is Optional, a List or a Map. */
    private static Class<?> inner(RecordComponent component) {
        if (component.getGenericType() instanceof ParameterizedType generic) {
            java.lang.reflect.Type[] arguments = generic.getActualTypeArguments();
            return (Class<?>) arguments[arguments.length - 1];
        }
        return component.getType();
    }

    private static Type mapKeys(RecordComponent component) {
        return said(component, As.class, As::keys).orElseThrow().type();
    }

    private static Type scalar(RecordComponent component, Class<?> type) {
        Optional<Form> form = said(component, As.class, As::value);
        if (form.isPresent()) {
            return form.get().type();
        }
        if (type.isEnum()) {
            return Type.choice(type.getEnumConstants());
        }
        Map<Class<?>, Type> byClass = Map.of(
                boolean.class, Type.BOOL,
                Path.class, Type.PATH,
                TopicName.class, Type.TOPIC,
                TopicFilter.class, Type.FILTER);
        return Optional.ofNullable(byClass.get(type)).orElseGet(() -> within(component, type));
    }

    private static Type within(RecordComponent component, Class<?> type) {
        Range range = said(component, Range.class, Function.identity()).orElseThrow();
        String[] ends = range.value().split("\\.\\.", 2);
        if (type == Duration.class) {
            return Type.time(ends[0], ends[1], range.step());
        }
        if (type == long.class || type == Long.class) {
            return Type.size(ends[0], ends[1]);
        }
        return Type.whole(Integer.parseInt(ends[0]), ends[1].isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(ends[1]));
    }

    private static <A extends Annotation, T> Optional<T> said(
            RecordComponent component, Class<A> annotation, Function<A, T> what) {
        return Optional.ofNullable(component.getAnnotation(annotation)).map(what);
    }

    /** The record of a section with its values, all of which are valid. */
    static <T> T bind(Class<T> record, Value.Fields fields) {
        RecordComponent[] components = record.getRecordComponents();
        Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        Object[] values = Stream.of(components)
                .map(component -> bind(component, fields.value(key(component))))
                .toArray();
        try {
            return record.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the schema of " + record + " is made from its components", e);
        }
    }

    private static Object bind(RecordComponent component, Value value) {
        if (component.getType() == Optional.class) {
            return value instanceof Value.Nothing ? Optional.empty() : Optional.of(bind(inner(component), value));
        }
        if (value instanceof Value.Items items) {
            return items.items().stream()
                    .map(item -> bind(inner(component), item))
                    .toList();
        }
        if (value instanceof Value.Fields fields && component.getType() == Map.class) {
            Map<Object, Object> map = new LinkedHashMap<>();
            Type keys = mapKeys(component);
            fields.values().forEach((name, each) -> map.put(keys.parse(name), bind(inner(component), each)));
            return Map.copyOf(map);
        }
        return bind(component.getType(), value);
    }

    private static Object bind(Class<?> type, Value value) {
        if (value instanceof Value.Fields fields) {
            return bind(type, fields);
        }
        if (value instanceof Value.One one) {
            return one.value();
        }
        throw new IllegalStateException("no value for " + type + ", from " + value.origin());
    }
}
