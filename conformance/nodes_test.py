#!/usr/bin/env python3
"""Several real nodes on one real PostgreSQL, killed and stopped under load; accounts for every answered request.

  nodes_test.py --binary build/baton [--nodes 2] [--strikes 2] [--seconds 3] [--clients 6] [--seed 1] [--postgresql URL]

Clients work on instances of models/kill.bpmn (see kill_test.py), each request through a node chosen at random. Meanwhile
one node after the other is struck: killed with -9, or stopped for longer than the others take it to be alive, and then
woken. A request without an answer is sent again with its Idempotency-Key to another node, so that each must be
answered, once. Workers fetch from any node: no task is delivered twice while it is locked. In the end every
instance must have come to its end, each activity done once, with the values that were answered.
"""
import collections
import contextlib
import random
import signal
import sys
import threading
import time

import harness
import kill_test
import postgresql

KEY = kill_test.KEY
LOCK_MS = 5_000
STOPPED_SECONDS = 8       # nodes take each other for dead after 5
LONGEST_ANSWER = 45       # a request that no node answers within this is stuck
PATIENCE = 3              # how long a client waits for one node
STEPS = ["approve", "fail-1", "fail-2", "work", "message"]
BACKLOG = 30


class Cluster:
    """The nodes."""

    def __init__(self, binary, database, count):
        self.binary, self.database = binary, database
        self.extra = ["--nodes", "several"] if count > 1 else []
        self.nodes = [self.start() for _ in range(count)]

    def start(self):
        return harness.Server(self.binary, database=self.database, extra=self.extra)

    def close(self):
        for node in self.nodes:
            with contextlib.suppress(ProcessLookupError):
                node.process.send_signal(signal.SIGCONT)
            node.close()

    def strike(self, which, number):
        """Kills or stops a node for a while. Clients learn of it as they would anywhere: by what does not come."""
        node = self.nodes[which]
        if number % 2 == 0:
            node.kill()
            time.sleep(1)
            node.start()
        else:
            node.process.send_signal(signal.SIGSTOP)
            time.sleep(STOPPED_SECONDS)
            node.process.send_signal(signal.SIGCONT)


class Client(threading.Thread):
    def __init__(self, journal, cluster, stop, seed):
        super().__init__(daemon=True)
        self.journal, self.cluster, self.stop, self.random = journal, cluster, stop, random.Random(seed)
        self.rests, self.avoid = {}, {}

    def run(self):
        try:
            while not self.stop.is_set():
                if not self.once():
                    time.sleep(0.005)
        except Exception as error:  # noqa: BLE001: whatever it is, the test must tell
            self.journal.problem(f"{type(self).__name__} ended: {type(error).__name__} {error}")

    def rest(self):
        """Of a node at random, rather of one that answered lately."""
        now = time.monotonic()
        nodes = [n for n, node in enumerate(self.cluster.nodes) if node.url]
        good = [n for n in nodes if self.avoid.get(n, 0) < now] or nodes
        which = self.random.choice(good)
        url = self.cluster.nodes[which].url or "http://127.0.0.1:1"
        rest = self.rests.get(which)
        if rest is None or rest.url != url:
            rest = self.rests[which] = harness.Rest(url, timeout=PATIENCE)
        return which, rest

    def ask(self, method, path, body=None, query=None, key=None):
        """The answer of a request that must succeed, whatever happens to nodes."""
        end = time.monotonic() + LONGEST_ANSWER
        while time.monotonic() < end:
            which, rest = self.rest()
            try:
                status, answer = rest.call(method, path, body, query, {"Idempotency-Key": key} if key else None)
            except harness.Lost:
                self.avoid[which] = time.monotonic() + 1
                self.journal.count("without answer")
                continue
            if status in (200, 204):
                return answer
            under_way = status == 409 and "under way" in str(answer)
            if status != 503 and not under_way:
                raise harness.Refused(f"{method} {path} ({key}): {status} {answer}")
            self.journal.count("503" if status == 503 else "under way")
            time.sleep(0.05)
        raise harness.Refused(f"{method} {path} ({key}): no answer for {LONGEST_ANSWER} seconds")


class Journal(kill_test.Journal):
    def __init__(self):
        super().__init__()
        self.noticed = collections.Counter()
        self.held = {}      # external task -> when the lock of its last delivery runs out
        self.by_id = {}

    def count(self, what):
        with self.lock:
            self.noticed[what] += 1


def token_of(instance, step):
    return {f"token_{step}": f"{instance.number}-{step}"}


def typed(variables):
    return {name: {"value": value} for name, value in variables.items()}


class Starter(Client):
    def once(self):
        if any(len(queue) > BACKLOG for queue in self.journal.queues) or len(self.journal.held) > 4 * BACKLOG:
            return False
        self.start_one()
        return True

    def start_one(self):
        instance = self.journal.add()
        answer = self.ask("POST", f"/process-definition/key/{KEY}/start", {"businessKey": instance.key(), "variables": typed({"n": 0})},
                          key=f"start-{instance.number}")
        instance.id = answer["id"]
        self.journal.by_id[instance.id] = instance
        self.journal.answered["start"] += 1
        self.journal.advanced(instance, 0, None)


class Approver(Client):
    def once(self):
        instance = self.journal.take(0)
        if not instance:
            return False
        tasks = self.ask("GET", "/task", query={"processInstanceId": instance.id})
        if len(tasks) != 1:
            raise harness.Refused(f"instance {instance.number}: {len(tasks)} tasks")
        token = token_of(instance, 0)
        self.ask("POST", f"/task/{tasks[0]['id']}/complete", {"variables": typed(token)}, key=f"approve-{instance.number}")
        self.journal.answered["approve"] += 1
        with self.journal.lock:
            instance.steps = 1
            instance.tokens.update(token)
        return True


class Worker(Client):
    """Two failures with retries, then completion. A delivery whose answer was lost comes again when its lock has run out."""

    def once(self):
        which, rest = self.rest()
        began = time.monotonic()
        try:
            status, tasks = rest.call("POST", "/external-task/fetchAndLock", {
                "workerId": "workers", "maxTasks": 4, "asyncResponseTimeout": 400,
                "topics": [{"topicName": "kill-work", "lockDuration": LOCK_MS}]})
        except harness.Lost:
            self.avoid[which] = time.monotonic() + 1
            return False
        if status == 503:
            return False
        if status != 200:
            raise harness.Refused(f"fetchAndLock: {status} {tasks}")
        for task in tasks:
            self.delivered(task, began)
        for task in tasks:
            self.work(task)
        return True

    def delivered(self, task, began):
        """`began`: when the request was sent; its lock cannot have run out before that and LOCK_MS."""
        self.journal.count("deliveries")
        with self.journal.lock:
            until = self.journal.held.get(task["id"], 0)
            self.journal.held[task["id"]] = began + LOCK_MS / 1000
        if until > time.monotonic():
            self.journal.problem(f"external task {task['id']} was delivered twice: its lock has {until - time.monotonic():.1f} s left")

    def work(self, task):
        instance = self.journal.by_id.get(task["processInstanceId"])
        if instance is None:
            return self.journal.problem(f"external task {task['id']} of an instance that nobody started")
        step = {None: 1, 2: 2, 1: 3}[task["retries"]]
        path = f"/external-task/{task['id']}/"
        with self.journal.lock:  # it may be fetched again from the moment it is reported
            self.journal.held.pop(task["id"], None)
        if step < 3:
            self.ask("POST", path + "failure", {"workerId": "workers", "errorMessage": "on purpose", "retries": 3 - step, "retryTimeout": 0},
                     key=f"{STEPS[step]}-{instance.number}")
        else:
            self.ask("POST", path + "complete", {"workerId": "workers", "variables": typed(token_of(instance, 3))}, key=f"work-{instance.number}")
        with self.journal.lock:
            if instance.steps > step:  # somebody else had it when this one's lock had run out
                return
            instance.steps = step + 1
            self.journal.answered[STEPS[step]] += 1
            if step == 3:
                instance.tokens.update(token_of(instance, 3))
                self.journal.queues[4].append(instance)


class Messenger(Client):
    def once(self):
        instance = self.journal.take(4)
        if not instance:
            return False
        token = token_of(instance, 4)
        self.ask("POST", "/message", {"messageName": "kill-go", "businessKey": instance.key(), "processVariables": typed(token)},
                 key=f"message-{instance.number}")
        self.journal.answered["message"] += 1
        with self.journal.lock:
            instance.steps = 5
            instance.tokens.update(token)
        return True


def deploy_everywhere(cluster, journal, number):
    """A definition deployed on one node is known to the others when that answers."""
    name = f"fresh{number}"
    text = f"""<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="t">
      <process id="fresh" name="{name}" isExecutable="true"><startEvent id="s"/><userTask id="u"/><sequenceFlow id="f" sourceRef="s" targetRef="u"/></process></definitions>"""
    first = cluster.nodes[number % len(cluster.nodes)].rest()
    first.deploy((f"{name}.bpmn", text.encode()))
    for node in cluster.nodes:
        started = node.rest().post("/process-definition/key/fresh/start")
        version = int(started["definitionId"].split(":")[1])
        if version != number + 1:
            journal.problem(f"after deployment {number + 1} another node started version {version}")
        other = random.choice(cluster.nodes).rest()
        other.delete(f"/process-instance/{started['id']}")


def wait_for_end(journal, cluster, limit=60):
    end = time.monotonic() + limit
    rest = cluster.nodes[0].rest()
    while rest.get("/process-instance/count", processDefinitionKey=KEY)["count"]:
        if time.monotonic() > end:
            journal.problem(f"stuck: {kill_test.positions(rest)}")
            return
        time.sleep(0.1)


def drain(journal, limit=60):
    """Until every instance that was started has taken all its steps."""
    end = time.monotonic() + limit
    while any(i.steps < len(STEPS) for i in journal.instances):
        if time.monotonic() > end:
            left = collections.Counter(i.steps for i in journal.instances)
            journal.problem(f"not all came through: instances by steps {dict(left)}")
            return
        time.sleep(0.1)


def run(options, journal, database, during=None):
    cluster = Cluster(options.binary, database, options.nodes)
    try:
        cluster.nodes[0].rest().deploy(harness.HERE + "/models/kill.bpmn")
        for number in range(len(cluster.nodes)):
            deploy_everywhere(cluster, journal, number)
        stop, stop_starting = threading.Event(), threading.Event()
        seeds = iter(range(options.seed * 1000, options.seed * 1000 + 1000))
        starters = [Starter(journal, cluster, stop_starting, next(seeds)) for _ in range(max(1, options.clients // 4))]
        others = [kind(journal, cluster, stop, next(seeds)) for kind in (Approver, Worker, Messenger) for _ in range(max(1, options.clients // 3))]
        for client in starters + others:
            client.start()
        (during or strikes)(options, journal, cluster)
        stop_starting.set()
        for client in starters:
            client.join(LONGEST_ANSWER)
        drain(journal)
        stop.set()
        for client in others:
            client.join(LONGEST_ANSWER)
        wait_for_end(journal, cluster)
        for node in cluster.nodes:
            kill_test.compare_history(journal, node.rest())
    finally:
        cluster.close()


def strikes(options, journal, cluster):
    choice = random.Random(options.seed)
    time.sleep(options.seconds)
    for number in range(options.strikes):
        which = choice.randrange(len(cluster.nodes))
        cluster.strike(which, number)
        print(f"strike {number + 1} of {options.strikes}: node {which} was {['killed', 'stopped'][number % 2]}; {len(journal.instances)} instances, "
              f"{sum(journal.answered.values())} answered, {dict(journal.noticed)}, {len(journal.problems)} problems", flush=True)
        time.sleep(choice.uniform(0.5, 1) * options.seconds)


def finish(journal, what):
    print(f"{what}: {dict(journal.answered)}, {dict(journal.noticed)}")
    answered = sum(journal.answered.values())
    print(f"{answered - min(answered, len(journal.problems))} passed, {len(journal.problems)} failed")
    sys.exit(1 if journal.problems or not answered else 0)


def arguments():
    parser = harness.arguments(__doc__)
    parser.add_argument("--nodes", type=int, default=2)
    parser.add_argument("--strikes", type=int, default=2, help="every second one stops a node instead of killing it")
    parser.add_argument("--seconds", type=float, default=3, help="load before, between and after strikes")
    parser.add_argument("--clients", type=int, default=6)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", metavar="URL", help="an empty database; default: a server of the test's own")
    return parser


def main():
    options = arguments().parse_args()
    journal = Journal()
    with contextlib.nullcontext() if options.postgresql else postgresql.Cluster("fsync=off") as server:
        run(options, journal, options.postgresql or server.url())
    finish(journal, f"{options.nodes} nodes, {options.strikes} strikes, seed {options.seed}")


if __name__ == "__main__":
    main()
