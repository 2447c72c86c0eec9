"""Runs a script with upstream paho against this machine: upstream.py PORT SCRIPT.

Exosite's host names lead to PORT on loopback, and tls_set() takes the server_hostname of Exosite's fork of paho, which
upstream does not need: it names the host that it connects to (SNI) by itself.
"""
import runpy
import socket
import sys

from paho.mqtt import client as mqtt

port = int(sys.argv[1])
script = sys.argv[2]

look_up = socket.getaddrinfo
tls_set = mqtt.Client.tls_set


def look_up_here(host, service, *args, **kwargs):
    if str(host).endswith(".exosite.io"):
        return look_up("127.0.0.1", port, *args, **kwargs)
    return look_up(host, service, *args, **kwargs)


def tls_set_upstream(self, *args, server_hostname=None, **kwargs):
    return tls_set(self, *args, **kwargs)


socket.getaddrinfo = look_up_here
mqtt.Client.tls_set = tls_set_upstream
sys.argv = [script]
runpy.run_path(script, run_name="__main__")
