package io.aromabridge.app.command;

import io.aromabridge.app.run.ProductReport;
import io.aromabridge.cloud.murano.product.ProductDevice;
import io.aromabridge.cloud.murano.product.ProductRegistry;
import io.aromabridge.core.AromaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code aroma product device}: devices of a product. */
@Command(name = "device", description = "Devices of a product.")
final class ProductDeviceCommand extends Group {
    private ProductDeviceCommand() {}

    /** With its subcommands. */
    static CommandLine with(CommandContext context) {
        return new CommandLine(new ProductDeviceCommand())
                .addSubcommand(new Add(context))
                .addSubcommand(new Show(context))
                .addSubcommand(new Reset(context));
    }

    /** What is about one device. */
    abstract static class OfDevice extends ProductCommand.Changing {
        @Parameters(index = "0", paramLabel = "PRODUCT", description = "The name of its product.")
        String product;

        @Parameters(index = "1", paramLabel = "ID", description = "Its identity.")
        String identity;

        OfDevice(CommandContext context) {
            super(context);
        }

        final void print(ProductDevice device) {
            StringBuilder text = new StringBuilder(device.identity() + "  " + device.status() + "  since "
                    + device.activation().map(ProductDevice.Activation::at).orElse(device.since()));
            device.resources()
                    .forEach((alias, resource) -> text.append("\n  ").append(ProductCommand.line(alias, resource)));
            print(text.toString(), ProductReport.device(device));
        }
    }

    /** {@code aroma product device add}. */
    @Command(name = "add", description = "Adds a device, not activated yet.")
    static final class Add extends OfDevice {
        Add(CommandContext context) {
            super(context);
        }

        @Override
        void run(ProductRegistry registry) throws AromaException {
            print(registry.addDevice(product, identity));
        }
    }

    /** {@code aroma product device show}. */
    @Command(name = "show", description = "Shows a device with the values of its resources.")
    static final class Show extends OfDevice {
        Show(CommandContext context) {
            super(context);
        }

        @Override
        void run(ProductRegistry registry) throws AromaException {
            print(registry.device(product, identity));
        }
    }

    /** {@code aroma product device reset}. */
    @Command(name = "reset", description = "Ends a device's token at once, and lets it be activated again.")
    static final class Reset extends OfDevice {
        Reset(CommandContext context) {
            super(context);
        }

        @Override
        void run(ProductRegistry registry) throws AromaException {
            print(registry.reset(product, identity));
        }
    }
}
