#!/usr/bin/env python3
"""Kills the real server with -9 at random moments under load, restarts it, and accounts for every answered request.

  kill_test.py --binary build/baton [--kills 50] [--seed 1] [--postgresql]

With --postgresql the database is a server of the test's own, and every third kill hits that server instead: Baton
lives on and waits for it to come back; a request that it answers with 503 meanwhile is in doubt like one without answer.

Four clients work on instances of models/kill.bpmn: one starts, one completes user tasks, one works external tasks
(two failures with retries, then completion), one correlates messages; a timer and an asynchronous step follow by
themselves. Each client writes down what was answered. A request without an answer when the server dies may have
happened or not, once. After each restart every instance must be where the last answer said it was; in the end all
must come to their end, each activity done once: none lost, none done twice, none stuck.
"""
import collections
import contextlib
import random
import sys
import threading
import time

import harness
import postgresql

KEY = "kill"
# The way of an instance, step by step; the client that takes each step.
STEPS = ["approve", "fail-1", "fail-2", "work", "message"]
# Where an instance stands after so many answered steps: (activity, retries of the external task). After the message
# it goes on by itself.
PLACES = [("approve", None), ("work", None), ("work", 2), ("work", 1), ("wait_message", None), ("beyond", None)]
ACTIVITIES = {"start": 1, "approve": 1, "work": 1, "wait_message": 1, "wait_timer": 1, "count": 1, "end": 1}
LOCK_MS = 60_000
BACKLOG = 40  # instances that wait for one step, before the starter pauses


class Instance:
    def __init__(self, number):
        self.number, self.id = number, None
        self.steps = 0          # answered
        self.in_doubt = False   # a step more may have happened
        self.tokens = {}        # variable -> value that an answered step has set
        self.doubtful = {}      # the same of the step in doubt

    def key(self):
        return f"kill-{self.number}"


class Journal:
    """What the clients know. One lock: the clients are slower than it."""

    def __init__(self):
        self.lock = threading.Lock()
        self.instances = []
        self.queues = [collections.deque() for _ in STEPS]  # instances that wait for step i
        self.answered = collections.Counter()
        self.problems = []

    def add(self):
        with self.lock:
            instance = Instance(len(self.instances))
            self.instances.append(instance)
            return instance

    def take(self, step):
        with self.lock:
            return self.queues[step].popleft() if self.queues[step] else None

    def advanced(self, instance, steps, token):
        with self.lock:
            instance.steps, instance.in_doubt = steps, False
            if token:
                instance.tokens.update(token)
            if steps < len(STEPS):
                self.queues[steps].append(instance)

    def problem(self, text):
        with self.lock:
            self.problems.append(text)
            if len(self.problems) <= 20:
                print(f"FAIL {text}", flush=True)


class Client(threading.Thread):
    """Takes steps until told to stop or until the server is gone."""

    def __init__(self, journal, url, steps, stop):
        super().__init__(daemon=True)
        self.journal, self.rest, self.steps, self.stop = journal, harness.Rest(url, timeout=20), steps, stop

    def run(self):
        try:
            while not self.stop.is_set():
                if not self.once():
                    time.sleep(0.002)
        except harness.Lost:
            pass  # the server or its database died; what was under way is in doubt
        except harness.Refused as error:
            self.journal.problem(f"refused: {error}")
        finally:
            self.rest.close()

    def once(self):
        for step in self.steps:
            instance = self.journal.take(step)
            if instance:
                self.take_step(step, instance)
                return True
        return False

    def take_step(self, step, instance):
        token = {f"token_{step}": f"{instance.number}-{step}-{random.getrandbits(32)}"}
        instance.in_doubt, instance.doubtful = True, token
        try:
            ACTS[STEPS[step]](self.rest, instance, {name: {"value": value} for name, value in token.items()})
        except harness.Lost:
            raise
        except harness.Refused:
            instance.in_doubt = False
            raise
        self.journal.answered[STEPS[step]] += 1
        self.journal.advanced(instance, step + 1, None if STEPS[step].startswith("fail") else token)


class Starter(Client):
    def once(self):
        if any(len(queue) > BACKLOG for queue in self.journal.queues):
            return False
        instance = self.journal.add()
        instance.in_doubt = True
        answer = self.rest.post(f"/process-definition/key/{KEY}/start", {"businessKey": instance.key(), "variables": {"n": {"value": 0}}})
        instance.id = answer["id"]
        self.journal.answered["start"] += 1
        self.journal.advanced(instance, 0, None)
        return True


def worker_of(instance):
    return f"worker-{instance.number}"


def approve(rest, instance, token):
    task = rest.get("/task", processInstanceId=instance.id)
    if len(task) != 1:
        raise harness.Refused(f"instance {instance.number}: {len(task)} tasks")
    rest.post(f"/task/{task[0]['id']}/complete", {"variables": token})


def locked(rest, instance):
    """The external task of the instance, locked for its worker (again)."""
    tasks = rest.get("/external-task", processInstanceId=instance.id)
    if len(tasks) != 1:
        raise harness.Refused(f"instance {instance.number}: {len(tasks)} external tasks")
    rest.post(f"/external-task/{tasks[0]['id']}/lock", {"workerId": worker_of(instance), "lockDuration": LOCK_MS})
    return tasks[0]["id"]


def fail(retries):
    def act(rest, instance, token):
        rest.post(f"/external-task/{locked(rest, instance)}/failure",
                  {"workerId": worker_of(instance), "errorMessage": "on purpose", "retries": retries, "retryTimeout": 0})
    return act


def work(rest, instance, token):
    rest.post(f"/external-task/{locked(rest, instance)}/complete", {"workerId": worker_of(instance), "variables": token})


def message(rest, instance, token):
    rest.post("/message", {"messageName": "kill-go", "businessKey": instance.key(), "processVariables": token})


ACTS = {"approve": approve, "fail-1": fail(2), "fail-2": fail(1), "work": work, "message": message}


def page(rest, path, **query):
    """All rows of a listing, in slices."""
    found, size = [], 1000
    while True:
        rows = rest.get(path, firstResult=len(found), maxResults=size, **query)
        found += rows
        if len(rows) < size:
            return found


def positions(rest):
    """Where each running instance stands: instance id -> (activity, retries)."""
    found = {row["id"]: ("beyond", None) for row in page(rest, "/process-instance", processDefinitionKey=KEY)}
    for row in page(rest, "/task", processDefinitionKey=KEY):
        found[row["processInstanceId"]] = ("approve", None)
    for row in page(rest, "/external-task", processDefinitionKey=KEY):
        found[row["processInstanceId"]] = ("work", row["retries"])
    for row in page(rest, "/event-subscription", eventName="kill-go"):
        found[row["processInstanceId"]] = ("wait_message", None)
    return found


def adopt_started(journal, rest):
    """A start without an answer: the instance is there once, or not at all."""
    for instance in [i for i in journal.instances if i.id is None]:
        rows = rest.get("/history/process-instance", processInstanceBusinessKey=instance.key())
        if len(rows) > 1:
            journal.problem(f"{instance.key()} was started {len(rows)} times")
        if rows:
            instance.id = rows[0]["id"]
        else:
            journal.instances[instance.number].id = "never"


def account(journal, rest):
    """Compares every instance with what was answered; settles what was in doubt; fills the queues anew."""
    adopt_started(journal, rest)
    stand = positions(rest)
    for queue in journal.queues:
        queue.clear()
    for instance in journal.instances:
        if instance.id == "never":
            continue
        place = stand.get(instance.id, ("beyond", None))
        allowed = PLACES[instance.steps:instance.steps + (2 if instance.in_doubt else 1)]
        if place not in allowed:
            journal.problem(f"{instance.key()} ({instance.id}): answered {instance.steps} steps{' and one in doubt' if instance.in_doubt else ''}, "
                            f"so it stands at one of {allowed}; found {place}")
            instance.in_doubt = False
            continue
        if instance.in_doubt and place != PLACES[instance.steps]:
            if not STEPS[instance.steps].startswith("fail"):
                instance.tokens.update(instance.doubtful)
            instance.steps += 1
        instance.in_doubt = False
        if instance.steps < len(STEPS):
            journal.queues[instance.steps].append(instance)


def load(journal, url, seconds, killer=None):
    stop = threading.Event()
    clients = [Starter(journal, url, [], stop), Client(journal, url, [0], stop), Client(journal, url, [1, 2, 3], stop),
               Client(journal, url, [4], stop)]
    for client in clients:
        client.start()
    time.sleep(seconds)
    if killer:
        killer()
    stop.set()
    for client in clients:
        client.join(30)
        if client.is_alive():
            journal.problem("a client hangs: a request has had no answer for 30 seconds")


def finish(journal, rest, limit=60):
    """Takes every step that is left, waits for the engine to end all, and compares the history."""
    for instance in journal.instances:
        if instance.id == "never":
            continue
        for step in range(instance.steps, len(STEPS)):
            token = {f"token_{step}": f"{instance.number}-{step}-last"}
            ACTS[STEPS[step]](rest, instance, {name: {"value": value} for name, value in token.items()})
            if not STEPS[step].startswith("fail"):
                instance.tokens.update(token)
    end = time.monotonic() + limit
    while rest.get("/process-instance/count", processDefinitionKey=KEY)["count"]:
        if time.monotonic() > end:
            journal.problem(f"stuck: {positions(rest)}")
            break
        time.sleep(0.1)


def compare_history(journal, rest):
    done = collections.defaultdict(collections.Counter)
    for row in page(rest, "/history/activity-instance", processDefinitionKey=KEY, finished="true", sortBy="startTime", sortOrder="asc"):
        done[row["processInstanceId"]][row["activityId"]] += 1
    values = collections.defaultdict(dict)
    for row in page(rest, "/history/variable-instance", processDefinitionKey=KEY, sortBy="instanceId", sortOrder="asc"):
        values[row["processInstanceId"]][row["name"]] = row["value"]
    states = {row["id"]: row["state"] for row in page(rest, "/history/process-instance", processDefinitionKey=KEY, sortBy="startTime", sortOrder="asc")}
    for instance in journal.instances:
        if instance.id == "never":
            continue
        name = instance.key()
        if states.get(instance.id) != "COMPLETED":
            journal.problem(f"{name}: expected COMPLETED, found {states.get(instance.id)}")
        if done[instance.id] != ACTIVITIES:
            journal.problem(f"{name}: expected each activity once, found {dict(done[instance.id])}")
        for token, value in {**instance.tokens, "n": 1}.items():
            if values[instance.id].get(token) != value:
                journal.problem(f"{name}: expected {token} = {value}, found {values[instance.id].get(token)}")
    strangers = set(states) - {i.id for i in journal.instances}
    if strangers:
        journal.problem(f"{len(strangers)} instances that nobody started")


def crash_and_restart(cluster):
    cluster.crash()
    cluster.start()


def strike(journal, server, cluster, number, moments):
    """One kill under load, and the account after it."""
    seconds = moments.uniform(0.05, 0.9)
    if cluster and number % 3 == 2:
        load(journal, server.url, seconds, lambda: crash_and_restart(cluster))
    else:
        load(journal, server.url, seconds, server.kill)
        time.sleep(moments.choice([0, 0, 0.6]))  # now and then timers come due while nobody is there
        server.start()
    account(journal, server.rest())


def run(options, journal, cluster):
    moments = random.Random(options.seed)
    began = time.monotonic()
    database = cluster.url() if cluster else options.database
    with harness.server_of(options, **({"database": database} if database else {})) as server:
        rest = server.rest()
        deployment = rest.deploy(harness.HERE + "/models/kill.bpmn")["id"]
        for kill in range(0 if options.url else options.kills):
            strike(journal, server, cluster, kill, moments)
            print(f"kill {kill + 1:>2} of {options.kills}: {len(journal.instances)} instances, {sum(journal.answered.values())} answered, "
                  f"{len(journal.problems)} problems, {time.monotonic() - began:.0f} s", flush=True)
            if len(journal.problems) > 20:
                break
        load(journal, server.url, 1.0)
        rest = server.rest()
        account(journal, rest)
        finish(journal, rest)
        compare_history(journal, rest)
        rest.undeploy(deployment)


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--database", help="as --database of serve; default: SQLite in a folder of its own")
    parser.add_argument("--postgresql", action="store_true", help="on a PostgreSQL server of the test's own, killed too")
    options = parser.parse_args()
    journal = Journal()
    with postgresql.Cluster() if options.postgresql else contextlib.nullcontext() as cluster:
        run(options, journal, cluster)
    print(f"seed {options.seed}, {options.kills} kills, {dict(journal.answered)}")
    answered = sum(journal.answered.values())
    print(f"{answered - min(answered, len(journal.problems))} passed, {len(journal.problems)} failed")
    sys.exit(1 if journal.problems or not answered else 0)


if __name__ == "__main__":
    main()
