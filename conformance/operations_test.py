#!/usr/bin/env python3
"""What an operator does and asks: metrics, health, the summary, keys of idempotency, copies, verification.

  operations_test.py --binary build/baton [--postgresql]
"""
import contextlib
import os
import re
import subprocess
import threading
import time

import harness
import postgresql

MODEL = harness.HERE + "/models/kill.bpmn"
KEY = "kill"
SAMPLE = re.compile(r'^(\w+)(\{([^}]*)\})? ([-+.\w]+)$')


def samples(text):
    """Prometheus' text as {(name, labels): value}; every line must be one."""
    found = {}
    for line in text.splitlines():
        if line.startswith("#"):
            continue
        match = SAMPLE.match(line)
        if not match:
            raise AssertionError(f"not a line of Prometheus: {line!r}")
        found[match[1], match[3] or ""] = float(match[4])
    return found


def scrape(rest):
    status, text, headers = rest.call("GET", "!/metrics", raw=True)
    return status, samples(text.decode()), headers["Content-Type"]


def metrics(report, rest):
    before = scrape(rest)[1]
    for number in range(3):
        rest.post(f"/process-definition/key/{KEY}/start", {"businessKey": f"metrics-{number}"})
    status, after, kind = scrape(rest)
    report.equal(status, 200, "/metrics answers")
    report.check(kind.startswith("text/plain; version=0.0.4"), f"/metrics has Prometheus' type, found {kind}")
    started = ("baton_process_instances_started_total", "")
    report.equal(after[started] - before[started], 3, "instances started are counted")
    report.check(after["baton_commits_total", ""] >= before["baton_commits_total", ""] + 3, "commits are counted")
    buckets = [value for (name, _), value in after.items() if name == "baton_commit_seconds_bucket"]
    report.check(buckets == sorted(buckets) and buckets[-1] == after["baton_commit_seconds_count", ""], f"buckets add up: {buckets}")
    report.equal(rest.get("/metrics/root-process-instance-start/sum")["result"] >= 3, True, "Camunda's meter counts starts")
    report.equal(rest.get("/metrics/nothing/sum"), {"result": 0}, "an unknown meter is 0")
    rows = rest.get("/metrics", name="root-process-instance-start")
    report.check(rows and set(rows[0]) == {"timestamp", "name", "reporter", "value"}, f"intervals have Camunda's members: {rows[:1]}")
    report.equal(rest.call("GET", "/metrics?maxResults=500")[0], 500, "more than 200 intervals are refused")
    summary = {}
    for _ in range(50):  # counts may be a little old
        summary = rest.call("GET", "!/metrics/summary")[1]
        if summary.get("workflows_active", 0) >= 3:
            break
        time.sleep(0.1)
    report.check({"workflows_active", "execution_rate", "success_rate", "avg_duration", "recovery"} <= set(summary), f"the summary: {summary}")
    report.check(summary["workflows_active"] >= 3, f"active workflows are counted: {summary}")
    report.equal(rest.call("GET", "!/health"), (200, {"status": "UP"}), "health")


def keyed(rest, key, path, body=None, method="POST"):
    status, text, headers = rest.call(method, path, {} if body is None else body, headers={"Idempotency-Key": key}, raw=True)
    return status, text, headers.get("Idempotency-Replayed")


def count(rest, business_key):
    return rest.get("/history/process-instance/count", processInstanceBusinessKey=business_key)["count"]


def idempotency(report, server, rest):
    start = f"/process-definition/key/{KEY}/start"
    body = {"businessKey": "once"}
    first = keyed(rest, "start-1", start, body)
    report.equal(first[0::2], (200, None), "a start with a key")
    report.equal(keyed(rest, "start-1", start, body), (*first[:2], "true"), "repeated: the first answer")
    server.kill()
    server.start()
    rest = server.rest()
    report.equal(keyed(rest, "start-1", start, body), (*first[:2], "true"), "repeated after a crash: the first answer")
    report.equal(count(rest, "once"), 1, "it was started once")
    report.equal(keyed(rest, "start-1", start, {"businessKey": "other"})[0], 422, "the key of another request is refused")
    report.equal(keyed(rest, "x" * 256, start, body)[0], 400, "a key that is too long is refused")
    task = rest.get("/task", processInstanceBusinessKey="once")[0]["id"]
    report.equal(keyed(rest, "c", f"/task/{task}/complete", {"variables": {"a": {"value": 1}}})[0], 204, "a completion with a key")
    report.equal(keyed(rest, "c", f"/task/{task}/complete", {"variables": {"a": {"value": 1}}}), (204, b"", "true"), "repeated: 204 again")
    report.equal(keyed(rest, "no", "/task/nothing/complete")[0], 500, "a refusal")
    report.equal(keyed(rest, "no", "/task/nothing/complete")[2], None, "is not kept: it is tried again")
    same_time(report, server, start)
    return rest


def same_time(report, server, start):
    """Many clients send one key at once: one instance, and each gets its answer or is asked to wait."""
    answers = []

    def send():
        answers.append(keyed(server.rest(), "burst", start, {"businessKey": "burst"})[:2])

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report.equal(count(server.rest(), "burst"), 1, "one of many requests with a key is carried out")
    report.check({status for status, _ in answers} <= {200, 409}, f"the others get its answer or 409: {answers}")
    report.equal(len({text for status, text in answers if status == 200}), 1, "all answers are the same")


def baton(server, *words):
    done = subprocess.run([server.binary, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


def copies(report, server, rest):
    """A copy made under load, restored elsewhere, is sound and has what was answered before."""
    stop, started = threading.Event(), []

    def load():
        client = server.rest()
        while not stop.is_set():
            started.append(client.post(f"/process-definition/key/{KEY}/start", {})["id"])

    thread = threading.Thread(target=load)
    thread.start()
    while len(started) < 20:
        time.sleep(0.01)
    before = list(started)
    copy, restored = os.path.join(server.folder, "copy.db"), "sqlite:" + os.path.join(server.folder, "restored.db")
    report.equal(baton(server, "backup", copy, "--database", server.database)[0], 0, "backup under load")
    stop.set()
    thread.join()
    report.equal(baton(server, "backup", copy, "--database", server.database)[0], 1, "a copy is not overwritten")
    report.equal(baton(server, "restore", copy, "--database", server.database, "--replace")[0], 1, "a database in use is not replaced")
    report.equal(baton(server, "restore", copy, "--database", restored)[0], 0, "restore")
    report.equal(baton(server, "restore", copy, "--database", restored)[0], 1, "what is there is not overwritten")
    code, text = baton(server, "verify", "--database", restored)
    report.check(code == 0 and " 0 broken" in text, f"the restored database is sound: {text}")
    with harness.Server(server.binary, database=restored) as second:
        running = {row["id"] for row in second.rest().get("/process-instance")}
        report.check(set(before) <= running, "every instance answered before the copy is in it")


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL server of the test's own")
    options = parser.parse_args()
    report = harness.Report()
    with postgresql.Cluster() if options.postgresql else contextlib.nullcontext() as cluster:
        with harness.Server(options.binary, database=cluster.url() if cluster else None) as server:
            rest = server.rest()
            rest.deploy(MODEL)
            metrics(report, rest)
            rest = idempotency(report, server, rest)
            if not cluster:
                copies(report, server, rest)
            server.stop()
            code, text = baton(server, "verify", "--database", server.database)
            report.check(code == 0, f"the database is sound at the end: {text}")
    report.close()


if __name__ == "__main__":
    main()
