"""Where the broker is, and what the light is called: from the environment, or from a running system's endpoints file."""

import collections
import json
import os
import re
import sys

Broker = collections.namedtuple("Broker", ("host", "port", "user", "password"))
Broker.__doc__ = """A broker; user and password are None without a login."""

#: From the root of a checkout.
_ENDPOINTS = os.path.join("data", "endpoints.json")


class SettingsError(Exception):
    """A setting that is missing or wrong; the text says which, and what to do."""


def light_name(environment, arguments):
    """AROMA_LIGHT_NAME, else the script's own name, else sense-hat; of letters, digits, _ and -, 64 at most."""
    script = os.path.splitext(os.path.basename(arguments[0] if arguments else ""))[0]
    chosen = environment.get("AROMA_LIGHT_NAME") or script
    return re.sub("[^A-Za-z0-9_-]", "-", chosen)[:64].strip("-") or "sense-hat"


def broker(environment, folders=None):
    """The broker.

    folders: where data/endpoints.json may lie; by default the working folder and the root of this checkout
    SettingsError: there is none, or it is told wrongly.
    """
    if environment.get("AROMA_LIGHT_HOST"):
        return _named(environment)
    for path in _endpoints_files(environment, folders):
        if os.path.exists(path):
            return _of_endpoints(path)
    if environment.get("AROMA_ENDPOINTS"):
        raise SettingsError("AROMA_ENDPOINTS: there is no file %s" % environment["AROMA_ENDPOINTS"])
    raise SettingsError(
        "there is no %s and no AROMA_LIGHT_HOST: start `aroma demo`, or say where the broker is" % _ENDPOINTS
    )


def _endpoints_files(environment, folders):
    if environment.get("AROMA_ENDPOINTS"):
        return [environment["AROMA_ENDPOINTS"]]
    root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
    return [os.path.join(folder, _ENDPOINTS) for folder in folders or (os.getcwd(), root)]


def _named(environment):
    port = environment.get("AROMA_LIGHT_PORT") or "1883"
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        raise SettingsError("AROMA_LIGHT_PORT must be a number from 1 to 65535, not %r" % port)
    file = environment.get("AROMA_LIGHT_PASSWORD_FILE")
    return Broker(
        environment["AROMA_LIGHT_HOST"],
        int(port),
        environment.get("AROMA_LIGHT_USER"),
        _password("AROMA_LIGHT_PASSWORD_FILE", file) if file else None,
    )


def _of_endpoints(path):
    try:
        with open(path, encoding="utf-8") as file:
            local = json.load(file)["local"]
        found = local["host"], int(local["mqtt"]), local.get("username"), local.get("passwordFile")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError("%s tells no local broker (%r): is the system running?" % (path, error)) from error
    host, port, user, file = found
    return Broker(host, port, user, _password(path + ": passwordFile", file) if file else None)


def _password(setting, path):
    """The first line of a file."""
    try:
        with open(path, encoding="utf-8") as file:
            return file.readline().rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise SettingsError("%s cannot be read: %s" % (setting, error)) from error


def say(text):
    """Tells a person something, on one line."""
    # In one piece: the script may end at any moment.
    sys.stderr.write("sense_emu: " + text.replace("\n", " ") + "\n")
    sys.stderr.flush()
