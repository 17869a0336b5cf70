"""Processes that serve databases on loopback, and relays that stand between them and who asks; for check_remote.py."""

import os
import signal
import socket
import subprocess
import threading
import time

HOST = "127.0.0.1"


def check(condition, what):
    """An assertion that stays with -O."""
    if not condition:
        raise AssertionError(what)


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


class Server:
    """A process that serves on a port of its own, with all that it forks."""

    def __init__(self, command, folder):
        self.port = free_port()
        self.process = subprocess.Popen(
            [str(self.port) if word == "PORT" else word for word in command],
            cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )
        for _ in range(200):
            try:
                socket.create_connection((HOST, self.port), 1).close()
                return
            except OSError:
                check(self.process.poll() is None, f"{command[0]} ended at once")
                time.sleep(0.05)
        raise AssertionError(f"{command[0]} does not listen")

    def signal(self, number):
        try:
            os.killpg(self.process.pid, number)
        except ProcessLookupError:
            pass

    def stop(self):
        self.signal(signal.SIGKILL)
        self.process.wait()


def tcpsrv(folder, database):
    return Server(["xapian-tcpsrv", "--port", "PORT", "--interface", HOST, "--quiet", database], folder)


class Relay:
    """Passes bytes on to a server; does something once so many requests have passed."""

    def __init__(self, server):
        self.server, self.requests, self.limit, self.action = server, 0, None, None
        self.listener = socket.create_server((HOST, 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def arm(self, limit, action):
        self.requests, self.limit, self.action = 0, limit, action

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            try:
                server = socket.create_connection((HOST, self.server.port))
            except OSError:
                client.close()
                continue
            for side in (client, server):
                side.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self.pump, args=(client, server, True), daemon=True).start()
            threading.Thread(target=self.pump, args=(server, client, False), daemon=True).start()

    def pump(self, source, target, asking):
        try:
            while data := source.recv(1 << 16):
                if asking:
                    self.requests += 1
                    if self.limit is not None and self.requests > self.limit:
                        self.limit = None
                        self.action()
                target.sendall(data)
        except OSError:
            pass
        for side in (source, target):
            try:
                side.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
