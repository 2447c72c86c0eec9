package io.aromabridge.app.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aromabridge.app.config.ConfigurationException;
import io.aromabridge.app.run.Installation;
import io.aromabridge.app.run.ProductReport;
import io.aromabridge.app.run.Products;
import io.aromabridge.app.watch.Printable;
import io.aromabridge.cloud.murano.ProductHosts;
import io.aromabridge.cloud.murano.product.Format;
import io.aromabridge.cloud.murano.product.Point;
import io.aromabridge.cloud.murano.product.Product;
import io.aromabridge.cloud.murano.product.ProductRegistry;
import io.aromabridge.cloud.murano.product.Profile;
import io.aromabridge.cloud.murano.product.Resource;
import io.aromabridge.core.AromaException;
import io.aromabridge.core.journal.Journal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code aroma product}: products of the stand-in for Murano. A stand-in that runs learns of each change at once. */
@Command(name = "product", description = "Products of the stand-in for Murano, and their devices.")
final class ProductCommand extends Group {
    private ProductCommand() {}

    /** With its subcommands. */
    static CommandLine with(CommandContext context) {
        return new CommandLine(new ProductCommand())
                .addSubcommand(new Add(context))
                .addSubcommand(new ListProducts(context))
                .addSubcommand(ProductDeviceCommand.with(context))
                .addSubcommand(new Write(context));
    }

    /** What all of them take. */
    abstract static class Changing implements Callable<Integer> {
        final CommandContext context;

        @Option(names = "--json", description = "Prints one JSON object a line.")
        private boolean json;

        @Mixin
        private CommonOptions common = new CommonOptions();

        Changing(CommandContext context) {
            this.context = context;
        }

        abstract void run(ProductRegistry registry) throws AromaException;

        @Override
        public final Integer call() throws AromaException, ConfigurationException {
            common.applyLogging();
            run(Products.registry(new Installation(
                    common.configuration(context, List.of()),
                    common.workspace(context),
                    Journal.none(),
                    context.clock(),
                    new SplittableRandom())));
            return 0;
        }

        /** One line of data, in either form. */
        final void print(String line, Map<String, Object> object) {
            context.console().print(json ? write(object) : line);
        }

        private static String write(Map<String, Object> object) {
            try {
                return new ObjectMapper().writeValueAsString(object);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("maps and lists are JSON", e);
            }
        }
    }

    /** {@code aroma product add}. */
    @Command(name = "add", description = "Adds a product.")
    static final class Add extends Changing {
        @Parameters(paramLabel = "NAME", description = "1 to 40 of a-z and 0-9, a part of its host name.")
        private String name;

        @Option(names = "--profile", paramLabel = "PROFILE", description = "classic (default) or provision.")
        private Profile profile = Profile.CLASSIC;

        @Option(
                names = "--resource",
                paramLabel = "ALIAS=FORMAT",
                description = "A resource of format float, integer or string. May be given several times.")
        private Map<String, Format> formats = new LinkedHashMap<>();

        Add(CommandContext context) {
            super(context);
        }

        @Override
        void run(ProductRegistry registry) throws AromaException {
            Product product = registry.add(name, profile, new TreeMap<>(formats));
            context.console()
                    .say("Added product " + name + ". Its devices connect as " + ProductHosts.of(product)
                            + "; add one with: aroma product device add " + name + " ID");
            print(name + "  " + profile.text() + "  " + ProductHosts.of(product), ProductReport.product(product));
        }
    }

    /** {@code aroma product list}. */
    @Command(name = "list", description = "Lists the products with their devices.")
    static final class ListProducts extends Changing {
        ListProducts(CommandContext context) {
            super(context);
        }

        @Override
        void run(ProductRegistry registry) throws AromaException {
            List<Product> all = registry.list();
            if (all.isEmpty()) {
                context.console().say("No products. Add one with: aroma product add NAME");
            }
            for (Product product : all) {
                StringBuilder line = new StringBuilder(product.name())
                        .append("  ")
                        .append(product.profile().text())
                        .append("  ")
                        .append(ProductHosts.of(product));
                product.devices().values().forEach(d -> line.append("\n  ")
                        .append(d.identity())
                        .append("  ")
                        .append(d.status()));
                print(line.toString(), ProductReport.product(product));
            }
        }
    }

    /** {@code aroma product write}. */
    @Command(name = "write", description = "Writes a value as the platform; the device gets it.")
    static final class Write extends Changing {
        @Parameters(index = "0", paramLabel = "PRODUCT", description = "Its name.")
        private String product;

        @Parameters(index = "1", paramLabel = "ID", description = "The device's identity.")
        private String identity;

        @Parameters(index = "2", paramLabel = "ALIAS", description = "The resource.")
        private String alias;

        @Parameters(index = "3", paramLabel = "VALUE", description = "In the format of the resource.")
        private String value;

        Write(CommandContext context) {
            super(context);
        }

        @Override
        void run(ProductRegistry registry) throws AromaException {
            Resource resource = registry.write(product, identity, alias, value);
            print(line(alias, resource), ProductReport.resource(alias, resource));
        }
    }

    /** A resource for a person. */
    static String line(String alias, Resource resource) {
        return alias + "  " + resource.format().text()
                + resource.latest().map(ProductCommand::line).orElse("")
                + (resource.pending() ? "  from the platform" : "");
    }

    private static String line(Point point) {
        return "  " + Printable.of(point.value()) + "  " + point.at();
    }
}
