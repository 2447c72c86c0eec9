package io.aromabridge.cloud.murano;

import io.aromabridge.cloud.murano.dialect.Request;
import io.aromabridge.cloud.murano.dialect.Request.Activate;
import io.aromabridge.cloud.murano.dialect.Request.Misunderstood;
import io.aromabridge.cloud.murano.dialect.Request.Report;
import io.aromabridge.cloud.murano.dialect.Request.Value;
import io.aromabridge.cloud.murano.product.Point;
import io.aromabridge.cloud.murano.product.Product;
import io.aromabridge.cloud.murano.product.ProductDevice;
import io.aromabridge.cloud.murano.product.Token;
import io.aromabridge.core.message.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What clients asked for since the last time, done to their product all at once; and what is to be logged and sent as soon
 * as that is stored.
 */
final class RequestBatch {
    /** A token for a client that asked. */
    record Issued(String clientId, String identity, String token) {
        @Override
        public String toString() {
            return "Issued[" + clientId + "]";
        }
    }

    // fixed
    private final List<Request> requests;
    private final EngineKit kit;
    private final Instant now;

    // filled by apply
    final List<Issued> issued = new ArrayList<>();
    final List<String> news = new ArrayList<>();
    final List<String> troubles = new ArrayList<>();

    RequestBatch(List<Request> requests, EngineKit kit) {
        this.requests = List.copyOf(requests);
        this.kit = kit;
        this.now = kit.clock().instant();
    }

    /** Does all of it. To be called once. */
    Product apply(Product before) {
        Product product = before;
        for (Request each : requests) {
            if (each instanceof Activate activate) {
                product = activate(product, activate);
            } else if (each instanceof Report report) {
                product = report(product, report);
            } else {
                Misunderstood request = (Misunderstood) each;
                troubles.add("client '" + excerpt(request.clientId()) + "': " + request.reason());
            }
        }
        return product;
    }

    private Product activate(Product product, Activate request) {
        String who = "device '" + excerpt(request.identity()) + "'";
        String ofProduct = product.name() + " " + request.identity();
        Optional<ProductDevice> device = product.device(request.identity());
        if (device.isEmpty()) {
            troubles.add(who + " asks to be activated, and there is none: it gets no answer"
                    + " (aroma product device add PRODUCT ID adds one)");
            return product;
        }
        if (device.get().activation().isPresent()) {
            troubles.add(who + " asks to be activated again, and gets no answer: it is activated since "
                    + device.get().activation().get().at() + " (aroma product device reset " + ofProduct
                    + " ends its token, and lets it have another)");
            return product;
        }
        if (!kit.activationWindow().isZero() && now.isAfter(device.get().since().plus(kit.activationWindow()))) {
            troubles.add(who + " asks to be activated too late, and gets no answer: it could be within "
                    + kit.activationWindow() + " after " + device.get().since() + " (aroma product device reset "
                    + ofProduct + " gives it that time again)");
            return product;
        }
        String token = Token.make(product.profile(), kit.tokens());
        issued.add(new Issued(request.clientId(), request.identity(), token));
        return product.with(device.get().activated(Token.hash(token), now));
    }

    private Product report(Product before, Report report) {
        Product product = before;
        for (Value value : report.values()) {
            Optional<ProductDevice> device = product.device(report.identity());
            if (device.isPresent()) {
                product = report(product, device.get(), value);
            }
        }
        return product;
    }

    private Product report(Product product, ProductDevice device, Value value) {
        String who = "device '" + device.identity() + "': ";
        Optional<String> problem = product.problem(device, value.alias(), value.text());
        if (problem.isPresent()) {
            troubles.add(who + problem.get() + "; the value is not stored");
            return product;
        }
        String time = value.at().map(at -> " at " + at).orElse("");
        news.add(who + value.alias() + " = " + excerpt(value.text()) + time);
        return value.at().isPresent()
                ? product.recorded(device, value.alias(), new Point(value.at().get(), value.text()))
                : product.published(device, value.alias(), value.text(), now);
    }

    private static String excerpt(String text) {
        return Payload.of(text).excerpt(100);
    }
}
