#!/usr/bin/env python3
"""Workers for the samples in Python, standard library only.

  python3 samples/workers/python/worker.py [--url http://127.0.0.1:8080/engine-rest] [--once]

Long-polls for external tasks, does the work of the topic, reports the outcome. --once ends when nothing is left to do.
"""
import argparse
import json
import sys
import urllib.error
import urllib.request

WORKER = "python-worker"
LOCK_MS = 30_000
POLL_MS = 20_000


class BpmnError(Exception):
    """A business failure that the diagram knows how to handle."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


class Engine:
    def __init__(self, url):
        self.url = url.rstrip("/")

    def post(self, path, body):
        request = urllib.request.Request(self.url + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=POLL_MS / 1000 + 30) as response:
            text = response.read()
            return json.loads(text) if text else None


def say(task, what):
    print(f"[{task.get('businessKey') or task['processInstanceId'][:8]}] {what}", flush=True)


# --- The work: topic -> function(engine, task, variables) -> variables to set --------------------------------------

def reserve_stock(engine, task, variables):
    say(task, "stock reserved")
    return {"reservation": "R-" + task["processInstanceId"][:8]}


def release_stock(engine, task, variables):
    say(task, f"reservation {variables.get('reservation')} released")


def charge_card(engine, task, variables):
    say(task, f"card charged with {variables.get('amount')}")
    return {"payment": "P-" + task["processInstanceId"][:8]}


def refund_card(engine, task, variables):
    say(task, f"payment {variables.get('payment')} refunded")


def ship_order(engine, task, variables):
    if variables.get("address") == "nowhere":
        say(task, "cannot ship to nowhere")
        raise BpmnError("CANNOT_SHIP", "there is no such address")
    say(task, f"shipped to {variables.get('address')}")
    return {"shipment": "S-" + task["processInstanceId"][:8]}


def send_reminder(engine, task, variables):
    say(task, f"dear {variables.get('manager')}, an expense of {variables.get('amount')} waits for you")


def pay_out(engine, task, variables):
    say(task, f"{variables.get('amount')} paid out")


def courier(engine, task, variables):
    """Carries a message to the process that waits for it; the business key says which conversation it belongs to."""
    message = task["extensionProperties"]["message"]
    engine.post("/message", {"messageName": message, "businessKey": task["businessKey"],
                             "processVariables": {name: {"value": value} for name, value in variables.items()}})
    say(task, f"{message} delivered")


TOPICS = {
    "reserve-stock": reserve_stock,
    "release-stock": release_stock,
    "charge-card": charge_card,
    "refund-card": refund_card,
    "ship-order": ship_order,
    "send-reminder": send_reminder,
    "pay-out": pay_out,
    "courier": courier,
}


# --- The loop ------------------------------------------------------------------------------------------------------

def fetch(engine, wait_ms):
    return engine.post("/external-task/fetchAndLock", {
        "workerId": WORKER, "maxTasks": 5, "asyncResponseTimeout": wait_ms,
        "topics": [{"topicName": topic, "lockDuration": LOCK_MS, "includeExtensionProperties": True} for topic in TOPICS],
    })


def work(engine, task):
    path = f"/external-task/{task['id']}"
    variables = {name: variable["value"] for name, variable in task["variables"].items()}
    try:
        result = TOPICS[task["topicName"]](engine, task, variables) or {}
    except BpmnError as error:
        engine.post(path + "/bpmnError", {"workerId": WORKER, "errorCode": error.code, "errorMessage": str(error)})
        return
    except Exception as error:  # anything else is retried twice, then an operator is asked
        left = task["retries"] - 1 if task["retries"] is not None else 2
        say(task, f"{task['topicName']} failed: {error}; {left} tries left")
        engine.post(path + "/failure", {"workerId": WORKER, "errorMessage": str(error), "retries": left, "retryTimeout": 1000})
        return
    engine.post(path + "/complete", {"workerId": WORKER, "variables": {name: {"value": v} for name, v in result.items()}})


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--url", default="http://127.0.0.1:8080/engine-rest")
    parser.add_argument("--once", action="store_true", help="end when nothing is left to do")
    arguments = parser.parse_args()
    engine = Engine(arguments.url)
    while True:
        try:
            tasks = fetch(engine, 1000 if arguments.once else POLL_MS)
        except urllib.error.HTTPError as error:
            sys.exit(f"{error.code}: {error.read().decode()}")
        except urllib.error.URLError as error:
            sys.exit(f"cannot reach {arguments.url}: {error.reason}")
        if not tasks and arguments.once:
            return
        for task in tasks:
            work(engine, task)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        pass
