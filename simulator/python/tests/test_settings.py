"""Where the broker is, and what the light is called."""

import json
import os
import tempfile
import unittest

from sense_emu.settings import SettingsError, broker, light_name


class Name(unittest.TestCase):
    def test_it_is_the_scripts_own(self):
        self.assertEqual("client1", light_name({}, ["/home/pi/client1.py"]))
        self.assertEqual("my-light", light_name({}, ["my light.py"]))
        self.assertEqual("other", light_name({"AROMA_LIGHT_NAME": "other"}, ["client1.py"]))

    def test_without_a_script_it_is_the_things(self):
        for arguments in ([], [""], ["-c"], ["++"]):
            self.assertIn(light_name({}, arguments), ("sense-hat", "c"))

    def test_it_is_never_more_than_one_topic_level(self):
        self.assertEqual("a-b--c", light_name({"AROMA_LIGHT_NAME": "a/b+#c"}, []))
        self.assertEqual(64, len(light_name({"AROMA_LIGHT_NAME": "x" * 1000}, [])))


class Broker(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def file(self, name, text):
        path = os.path.join(self.folder.name, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def fails(self, text, environment):
        with self.assertRaisesRegex(SettingsError, text):
            broker(environment, [self.folder.name])

    def test_it_is_named_by_the_environment(self):
        password = self.file("password", "secret\n")
        environment = {"AROMA_LIGHT_HOST": "10.0.0.1", "AROMA_LIGHT_PORT": "1884", "AROMA_LIGHT_USER": "pi"}
        environment["AROMA_LIGHT_PASSWORD_FILE"] = password
        self.assertEqual(("10.0.0.1", 1884, "pi", "secret"), broker(environment))
        self.assertEqual(("h", 1883, None, None), broker({"AROMA_LIGHT_HOST": "h"}))

    def test_it_is_found_by_the_endpoints_of_a_running_system(self):
        password = self.file("password", "secret")
        local = {"host": "127.0.0.1", "mqtt": 2883, "username": "demo", "passwordFile": password}
        path = self.file("data/endpoints.json", json.dumps({"local": local}))
        self.assertEqual(("127.0.0.1", 2883, "demo", "secret"), broker({}, [self.folder.name]))
        self.assertEqual(("127.0.0.1", 2883, "demo", "secret"), broker({"AROMA_ENDPOINTS": path}, []))

    def test_what_is_missing_or_wrong_is_told(self):
        self.fails("there is no data.endpoints.json and no AROMA_LIGHT_HOST", {})
        self.fails("AROMA_ENDPOINTS: there is no file", {"AROMA_ENDPOINTS": "nowhere.json"})
        for port in ("0", "65536", "x", "-1"):
            self.fails("AROMA_LIGHT_PORT must be", {"AROMA_LIGHT_HOST": "h", "AROMA_LIGHT_PORT": port})
        self.fails("PASSWORD_FILE cannot be read", {"AROMA_LIGHT_HOST": "h", "AROMA_LIGHT_PASSWORD_FILE": "nowhere"})
        for text in ("{", "[]", "{}", '{"local": 1}', '{"local": {"host": "h"}}', '{"local": {"host": "h", "mqtt": "x"}}'):
            self.file("data/endpoints.json", text)
            self.fails("tells no local broker", {})


if __name__ == "__main__":
    unittest.main()
