#!/usr/bin/env python3
"""1,000 workers poll at once: the waiting polls hold no thread each, other requests are answered meanwhile, and each
poll gets exactly its task when there is one. Clients that misbehave (slow, half-closed, too much) do no harm to others.
"""
import resource
import select
import socket
import json
import time
import urllib.parse

import harness

POLLERS = 1000
MODEL = b"""<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="http://baton.dev/conformance">
  <bpmn:process id="polled" isExecutable="true" camunda:historyTimeToLive="P30D">
    <bpmn:startEvent id="start" />
    <bpmn:serviceTask id="work" camunda:type="external" camunda:topic="polled" />
    <bpmn:endEvent id="end" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" />
    <bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />
  </bpmn:process>
</bpmn:definitions>
"""


def connect(url):
    parts = urllib.parse.urlsplit(url)
    return socket.create_connection((parts.hostname, parts.port), timeout=30)


def request_bytes(url, method, path, body, extra=""):
    data = json.dumps(body).encode()
    base = urllib.parse.urlsplit(url).path
    return (f"{method} {base}{path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(data)}\r\n{extra}\r\n").encode() + data


def poll(url, number, topic="polled"):
    """Sends a poll that waits; answers its socket."""
    opened = connect(url)
    opened.sendall(request_bytes(url, "POST", "/external-task/fetchAndLock", {
        "workerId": f"poller-{number}", "maxTasks": 1, "asyncResponseTimeout": 120_000,
        "topics": [{"topicName": topic, "lockDuration": 600_000}]}))
    return opened


def response_of(opened):
    """(status, JSON) of the one response on a socket."""
    opened.settimeout(60)
    stream = opened.makefile("rb")
    status = int(stream.readline().split()[1])
    length, chunked = 0, False
    for line in iter(stream.readline, b"\r\n"):
        name, _, value = line.decode().partition(":")
        if name.lower() == "content-length":
            length = int(value)
        chunked |= name.lower() == "transfer-encoding" and "chunked" in value.lower()
    if chunked:
        text = b""
        while size := int(stream.readline(), 16):
            text += stream.read(size)
            stream.readline()
    else:
        text = stream.read(length)
    return status, json.loads(text or b"null")


def ready(sockets):
    """Those that can be read now. poll(2): there are more than select(2) can name."""
    poller = select.poll()
    by_number = {opened.fileno(): opened for opened in sockets}
    for number in by_number:
        poller.register(number, select.POLLIN)
    return [by_number[number] for number, _ in poller.poll(0)]


def others_are_served(url, report, waiting, what):
    """New clients get answers while the polls wait."""
    for _ in range(20):
        rest = harness.Rest(url, timeout=20)
        report.check(rest.call("GET", "/engine")[0] == 200, f"a new client is served {what}")
        rest.close()
    report.equal(len(ready(waiting)), 0, f"polls that were answered without work {what}")


def each_gets_one(url, report, waiting):
    starter = harness.Rest(url)
    for _ in range(len(waiting)):
        starter.post("/process-definition/key/polled/start")
    tasks, open_sockets, end = [], list(waiting), time.monotonic() + 60
    while open_sockets and time.monotonic() < end:
        readable = ready(open_sockets)
        for opened in readable:
            status, answer = response_of(opened)
            report.check(status == 200 and len(answer) == 1, f"a poll is answered with its one task: {status} {str(answer)[:200]}")
            tasks += [task["id"] for task in answer or []]
        open_sockets = [opened for opened in open_sockets if opened not in set(readable)]
        if not readable:
            time.sleep(0.01)
    report.equal(len(open_sockets), 0, "polls that were never answered")
    report.equal(len(set(tasks)), len(waiting), "different tasks handed out")
    starter.close()


def bad_clients(url, report):
    """Each of these leaves the server well."""
    lingering = []
    slow = connect(url)  # a header that never ends
    slow.sendall(b"POST /engine-rest/external-task/fetchAndLock HTTP/1.1\r\nHost: localhost\r\nContent-Le")
    lingering.append(slow)
    starving = connect(url)  # a body that does not come
    starving.sendall(b"POST /engine-rest/message HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{")
    lingering.append(starving)
    gone = poll(url, "gone", "never")  # goes away while it waits
    gone.close()
    dead = poll(url, "dead", "never")  # a worker that was killed: no task may be locked for it
    dead.shutdown(socket.SHUT_WR)
    status, tasks = response_of(dead)
    report.equal((status, tasks), (200, []), "a poll whose client has closed its side ends empty at once")
    half = connect(url)  # has said all, still wants its answer
    half.sendall(request_bytes(url, "GET", "/engine", {}))
    half.shutdown(socket.SHUT_WR)
    report.equal(response_of(half)[0], 200, "a half-closed client gets its answer")
    noise = connect(url)
    noise.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" * 50)  # TLS spoken to a plain port
    lingering.append(noise)
    large = connect(url)
    large.sendall(b"POST /engine-rest/message HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 99999999999\r\n\r\n")
    try:
        large.settimeout(20)
        answer = large.recv(64)
        report.check(b" 413 " in answer or b" 400 " in answer or not answer, f"a body beyond all limits is refused: {answer[:40]}")
    except socket.timeout:
        report.check(False, "a body beyond all limits is refused at once")
    lingering.append(large)
    for _ in range(10):
        rest = harness.Rest(url, timeout=20)
        report.check(rest.call("GET", "/engine")[0] == 200, "others are served beside bad clients")
        rest.close()
    for opened in lingering:
        opened.close()


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--pollers", type=int, default=POLLERS)
    options = parser.parse_args()
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(8192, most), most))
    report = harness.Report()
    with harness.server_of(options) as server:
        rest = server.rest()
        deployment = rest.deploy(("polled.bpmn", MODEL))["id"]
        threads_before = server.status("Threads") if not options.url else 0
        waiting = [poll(server.url, number) for number in range(options.pollers)]
        others_are_served(server.url, report, waiting, f"beside {options.pollers} polls")
        if not options.url:
            threads = server.status("Threads")
            report.check(threads < threads_before + 64, f"waiting polls hold no thread each: {threads_before} threads before, {threads} with them")
        bad_clients(server.url, report)
        each_gets_one(server.url, report, waiting)
        for opened in waiting:
            opened.close()
        rest.close()
        rest.undeploy(deployment)
        if not options.url:
            report.equal(server.stop(), 0, "the exit code after SIGTERM, within 5 seconds")
    report.close()


if __name__ == "__main__":
    main()
