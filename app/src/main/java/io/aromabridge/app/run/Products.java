package io.aromabridge.app.run;

import io.aromabridge.app.config.CloudSection;
import io.aromabridge.certs.Identity;
import io.aromabridge.certs.ServerNames;
import io.aromabridge.cloud.murano.MuranoOptions;
import io.aromabridge.cloud.murano.MuranoStandIn;
import io.aromabridge.cloud.murano.ProductHosts;
import io.aromabridge.cloud.murano.product.Format;
import io.aromabridge.cloud.murano.product.Product;
import io.aromabridge.cloud.murano.product.ProductRegistry;
import io.aromabridge.core.AromaException;
import io.aromabridge.http.request.QueryParameters;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The stand-in for Murano and its products, as the configuration has them. */
public final class Products {
    private Products() {}

    /** The registry of products, with those of the configuration in it. */
    public static ProductRegistry registry(Installation installation) throws AromaException {
        ProductRegistry registry = new ProductRegistry(installation.workspace().productFolder(), installation.clock());
        for (CloudSection.Murano.ProductSection each :
                installation.configuration().cloud().murano().products()) {
            SortedMap<String, Format> formats = new TreeMap<>();
            each.resources().forEach(resource -> formats.put(resource.alias(), resource.format()));
            Product unused = registry.ensure(each.name(), each.profile(), formats, each.devices());
        }
        return registry;
    }

    /**
     * Starts it, unless the configuration has it switched off.
     *
     * @param endpoints learns where it is
     * @throws AromaException FAILED if the port is taken, CONFIGURATION if a product's file is damaged
     */
    public static Endpoints start(Installation installation, Observed observed, Running running, Endpoints endpoints)
            throws AromaException {
        CloudSection cloud = installation.configuration().cloud();
        CloudSection.Murano section = cloud.murano();
        if (!section.enabled()) {
            return endpoints;
        }
        ProductRegistry registry = registry(installation);
        MuranoStandIn standIn = MuranoStandIn.start(
                options(installation, cloud),
                registry,
                installation.journal(),
                installation.clock(),
                new SecureRandom());
        running.add(standIn::close);
        observed.measure(standIn::samples);
        observed.state("products", () -> Map.of("port", standIn.port()));
        observed.serve(new Endpoint(HandlerType.GET, "/api/products", ctx -> list(ctx, registry)));
        Path ca = installation.workspace().authority().certificateFile().toAbsolutePath();
        return endpoints.products(
                Hosts.forClients(section.host()),
                standIn.port(),
                ca,
                registry.list().stream().map(ProductHosts::of).toList());
    }

    private static void list(Context ctx, ProductRegistry registry) throws AromaException {
        var unused = QueryParameters.of(ctx).only();
        ctx.json(registry.list().stream().map(ProductReport::product).toList());
    }

    private static MuranoOptions options(Installation installation, CloudSection cloud) throws AromaException {
        CloudSection.Murano section = cloud.murano();
        List<String> names = new ArrayList<>(ProductHosts.WILDCARDS);
        names.addAll(cloud.names());
        ServerNames all = ServerNames.local(names);
        // In memory: the one in the folder is that of the other TLS ports, which have other names.
        Identity server = installation.workspace().authority().server(all);
        Set<String> own = all.dnsNames().stream()
                .filter(name -> !ProductHosts.WILDCARDS.contains(name))
                .collect(Collectors.toUnmodifiableSet());
        return new MuranoOptions(
                section.host(),
                section.port(),
                server,
                section.products().isEmpty() ? "" : section.products().get(0).name(),
                own,
                section.sni() == CloudSection.Murano.Sni.STRICT,
                section.activationWindow());
    }
}
