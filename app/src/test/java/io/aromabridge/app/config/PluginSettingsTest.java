package io.aromabridge.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code broker.plugins}, under our names of the keys and Moquette's. */
class PluginSettingsTest {
    @TempDir
    Path folder = Path.of("");

    private BrokerSection.Plugins plugins(String yaml) throws ConfigurationException {
        return Load.yaml(folder, yaml).broker().plugins();
    }

    @Test
    void moquettesNamesAreOtherNamesOfTheKeys() throws Exception {
        BrokerSection.Plugins ours = plugins(
                """
                broker:
                  plugins:
                    authenticator: a.Authenticator
                    authorizer: a.Authorizer
                    interceptors: [a.First, a.Second]
                """);
        assertEquals(Optional.of("a.Authenticator"), ours.authenticator());
        assertEquals(
                ours,
                plugins(
                        """
                        broker:
                          plugins:
                            authenticator_class: a.Authenticator
                            authorizator_class: a.Authorizer
                            intercept.handler: a.First, a.Second
                        """));
        assertEquals(
                List.of("a.One"),
                plugins("broker: {plugins: {intercept.handler: a.One}}").interceptors());
        assertEquals(
                List.of("a.One"),
                plugins("broker: {plugins: {intercept.handler: [a.One]}}").interceptors());
    }

    private void check(String yaml, String... lines) {
        assertEquals(List.of(lines), Load.problems(folder, yaml, Map.of()));
    }

    @Test
    void bothNamesOfAKeyAreAnError() {
        check(
                "broker:\n  plugins:\n    authenticator: a.B\n    authenticator_class: a.C\n",
                "aroma.yaml:4:5: broker.plugins.authenticator_class: is another name of authenticator, which is given at"
                        + " aroma.yaml:3:5; delete one");
    }

    @Test
    void aClassNameThatIsNoneIsAnErrorUnderEachName() {
        String rule = "is not a class name; use the name with its package, such as com.example.MyInterceptor";
        check(
                "broker:\n  plugins:\n    authenticator: my-class\n",
                "aroma.yaml:3:5: broker.plugins.authenticator: my-class " + rule);
        check(
                "broker:\n  plugins:\n    intercept.handler: a.B, c/d\n",
                "aroma.yaml:3:24: broker.plugins.interceptors[1]: c/d " + rule);
    }

    @Test
    void aLineAboutASettingBeginsWithItsPlace() throws Exception {
        Configuration configuration = Load.yaml(folder, "broker:\n  plugins:\n    interceptors: [a.B, a.C]\n");
        assertEquals(
                folder.resolve("aroma.yaml") + ":3:25: broker.plugins.interceptors[1]: wrong",
                configuration.problem("broker.plugins.interceptors[1]", "wrong"));
    }
}
