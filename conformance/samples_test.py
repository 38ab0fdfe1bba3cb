#!/usr/bin/env python3
"""The stories of samples/, told by the real server and the real workers: once with the Python worker, once with the
JavaScript worker on the official client. Also: `baton serve --samples` has deployed them all."""
import glob
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET

import harness

SAMPLES = os.path.join(harness.ROOT, "samples")
DIAGRAMS = sorted(glob.glob(os.path.join(SAMPLES, "*", "*.bpmn")))


class Story:
    """What the stories are told with."""

    def __init__(self, rest, report, teller):
        self.rest, self.report, self.teller = rest, report, teller

    def start(self, key, business_key, **variables):
        return self.rest.post(f"/process-definition/key/{key}/start", {"businessKey": business_key, "variables": harness.typed(variables)})["id"]

    def until(self, what, look, limit=30):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            found = look()
            if found:
                return found
            time.sleep(0.05)
        raise harness.Refused(f"{self.teller}: {what} did not come within {limit} seconds")

    def task(self, instance, key):
        rows = self.until(f"task {key}", lambda: self.rest.get("/task", processInstanceId=instance, taskDefinitionKey=key))
        return rows[0]

    def complete(self, instance, key, **variables):
        self.rest.post(f"/task/{self.task(instance, key)['id']}/complete", {"variables": harness.typed(variables)})

    def fire(self, instance, activity):
        job = self.until(f"timer {activity}", lambda: self.rest.get("/job", processInstanceId=instance, activityId=activity))[0]
        self.rest.post(f"/job/{job['id']}/execute")

    def trail(self, instance):
        return [row["activityId"] for row in self.rest.get("/history/activity-instance", processInstanceId=instance,
                                                           sortBy="startTime", sortOrder="asc")]

    def ends(self, instance, at):
        self.until(f"the end of {instance}", lambda: self.rest.get(f"/history/process-instance/{instance}")["state"] == "COMPLETED")
        self.report.check(at in self.trail(instance), f"{self.teller}: the story ends at {at}: {self.trail(instance)}")

    def variable(self, instance, name):
        rows = self.rest.get("/history/variable-instance", processInstanceId=instance, variableName=name)
        return rows[0]["value"] if rows else None


def order_saga(story):
    instance = story.start("order-saga", "order-1", amount=120, address="Main Street 1")
    story.ends(instance, "order_delivered")
    story.report.check(story.variable(instance, "shipment"), f"{story.teller}: a shipment was made")
    instance = story.start("order-saga", "order-2", amount=80, address="nowhere")
    story.ends(instance, "order_cancelled")
    trail = story.trail(instance)
    story.report.check({"release_stock", "refund_card"} <= set(trail), f"{story.teller}: all was undone: {trail}")
    story.report.equal(story.variable(instance, "reason"), "there is no such address", f"{story.teller}: the reason")


def approval_chain(story):
    rest = story.rest
    instance = story.start("approval-chain", "expense-1", manager="mary", amount=300)
    task = story.task(instance, "approve_manager")
    story.report.equal(task["assignee"], "mary", f"{story.teller}: the manager's task")
    story.fire(instance, "remind_daily")
    rest.post(f"/task/{task['id']}/delegate", {"userId": "joe"})
    story.report.equal(rest.get(f"/task/{task['id']}")["delegationState"], "PENDING", f"{story.teller}: delegated")
    rest.post(f"/task/{task['id']}/resolve", {"variables": harness.typed({"approved": True})})
    story.report.equal(rest.get(f"/task/{task['id']}")["assignee"], "mary", f"{story.teller}: resolved, back with the owner")
    story.until("the reminder", lambda: "reminded" in story.trail(instance))
    story.complete(instance, "approve_manager")
    story.ends(instance, "paid")
    instance = story.start("approval-chain", "expense-2", manager="mary", amount=9000)
    story.complete(instance, "approve_manager", approved=True)
    story.complete(instance, "approve_director", approved=False)
    story.ends(instance, "rejected")
    instance = story.start("approval-chain", "expense-3", manager="mary", amount=50)
    story.fire(instance, "too_late")
    story.complete(instance, "approve_director", approved=True)
    story.ends(instance, "paid")


def conversation(story):
    buyer = story.start("buyer", "deal-1", buyer="bob", article="lamp")
    seller = story.until("the seller", lambda: story.rest.get("/process-instance", businessKey="deal-1", processDefinitionKey="seller"))[0]["id"]
    story.complete(seller, "make_offer", price=40)
    task = story.task(buyer, "judge_offer")
    story.report.equal(story.rest.get(f"/task/{task['id']}/variables/price")["value"], 40, f"{story.teller}: the offer's price at the buyer")
    story.complete(buyer, "judge_offer")
    story.ends(buyer, "satisfied")
    story.ends(seller, "sold")
    buyer = story.start("buyer", "deal-2", buyer="bob", article="sofa")
    seller = story.until("the seller", lambda: story.rest.get("/process-instance", businessKey="deal-2", processDefinitionKey="seller"))[0]["id"]
    story.complete(seller, "make_offer", price=4000)
    story.task(buyer, "judge_offer")
    story.fire(seller, "week_over")
    story.ends(seller, "given_up")


def paper_review(story):
    reviewers = {"type": "Json", "value": '["ada", "bob", "cyd"]'}
    for votes, end in ((["accept", "accept"], "accepted"), (["veto"], "declined"), (["accept", "pass", "pass"], "declined")):
        instance = story.start("paper-review", "paper", reviewers=reviewers)
        for vote in votes:
            story.complete(instance, "review", vote=vote)
        story.ends(instance, end)
    instance = story.start("paper-review", "paper", reviewers=reviewers)
    names = sorted(task["assignee"] for task in story.rest.get("/task", processInstanceId=instance))
    story.report.equal(names, ["ada", "bob", "cyd"], f"{story.teller}: each reviewer has a task")


def delivery_slot(story):
    instance = story.start("delivery-slot", "parcel-1")
    story.rest.post("/message", {"messageName": "slot-chosen", "businessKey": "parcel-1", "processVariables": harness.typed({"slot": "evening"})})
    story.report.equal(story.task(instance, "deliver")["description"], "Slot: evening", f"{story.teller}: the task tells the slot")
    story.complete(instance, "deliver")
    story.ends(instance, "delivered")
    instance = story.start("delivery-slot", "parcel-2")
    story.fire(instance, "day_over")
    story.report.equal(story.task(instance, "deliver")["description"], "Slot: morning", f"{story.teller}: the first slot")
    waiting = story.start("delivery-slot", "parcel-3")
    story.rest.post("/signal", {"name": "drivers-strike"})
    story.ends(waiting, "kept")
    story.complete(instance, "deliver")
    story.ends(instance, "delivered")


def price_import(story):
    rest = story.rest
    instance = story.start("price-import", "feed-1", feed='[{"price": 3}, {"price": "four"}]')
    incident = story.until("an incident", lambda: rest.get("/incident", processInstanceId=instance))[0]
    story.report.equal(incident["activityId"], "check_feed", f"{story.teller}: where the incident is")
    story.report.check("'four' is not a price" in (incident["incidentMessage"] or ""), f"{story.teller}: what it says: {incident['incidentMessage']}")
    rest.put(f"/process-instance/{instance}/variables/feed", {"value": '[{"price": 3}, {"price": 4}]', "type": "String"})
    rest.put(f"/job/{rest.get('/job', processInstanceId=instance)[0]['id']}/retries", {"retries": 1})
    story.ends(instance, "published")
    story.report.equal(story.variable(instance, "total"), 7, f"{story.teller}: the total")
    story.report.equal(rest.get("/incident", processInstanceId=instance), [], f"{story.teller}: incidents left")


STORIES = [order_saga, approval_chain, conversation, paper_review, delivery_slot, price_import]


def javascript_worker(folder, url):
    """The worker's process, or None with the reason."""
    if not shutil.which("node") or not shutil.which("npm"):
        return None, "node and npm are needed"
    source = os.path.join(SAMPLES, "workers", "javascript")
    os.makedirs(folder, exist_ok=True)
    for name in ("package.json", "worker.js"):
        shutil.copy(os.path.join(source, name), folder)
    if not os.path.exists(os.path.join(folder, "node_modules", "camunda-external-task-client-js")):
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            return None, f"npm cannot install the official client: {done.stdout.strip()[-300:]}"
    return subprocess.Popen(["node", "worker.js"], cwd=folder, env={**os.environ, "URL": url}, stdout=subprocess.DEVNULL), None


def python_worker(url):
    return subprocess.Popen([sys.executable, os.path.join(SAMPLES, "workers", "python", "worker.py"), "--url", url],
                            stdout=subprocess.DEVNULL)


def tell_all(rest, report, worker, teller):
    try:
        for tell in STORIES:
            try:
                tell(Story(rest, report, f"{tell.__name__} with the {teller} worker"))
            except (harness.Refused, harness.Lost) as error:
                report.check(False, f"{tell.__name__}: {error}")
        report.equal(worker.poll(), None, f"the {teller} worker's exit code while it works")
    finally:
        worker.kill()
        worker.wait()


def laid_out(report):
    """Every node and flow of every sample has its place in the picture."""
    model, di = "{http://www.omg.org/spec/BPMN/20100524/MODEL}", "{http://www.omg.org/spec/BPMN/20100524/DI}"
    for path in DIAGRAMS:
        root = ET.parse(path).getroot()
        drawn = {e.get("bpmnElement") for kind in ("BPMNShape", "BPMNEdge") for e in root.iter(di + kind)}
        meant = {e.get("id") for e in root.iter() if e.tag.startswith(model) and (
            e.tag.endswith(("Event", "Task", "Gateway", "subProcess", "sequenceFlow", "participant", "association", "messageFlow")))}
        report.equal(sorted(meant - drawn), [], f"{os.path.basename(path)}: elements without a place in the picture")
    report.check(len(DIAGRAMS) >= 6, f"six samples or more: {len(DIAGRAMS)}")


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--modules", default=None, help="where npm installs the JavaScript worker's packages, kept between runs")
    options = parser.parse_args()
    report = harness.Report()
    laid_out(report)
    with harness.server_of(options, **({} if options.url else {"extra": ["--samples", SAMPLES]})) as server:
        rest = server.rest()
        if options.url:
            deployment = rest.deploy(*DIAGRAMS)["id"]
        keys = {row["key"] for row in rest.get("/process-definition", latestVersion="true")}
        expected = {"order-saga", "approval-chain", "buyer", "seller", "paper-review", "delivery-slot", "price-import"}
        report.equal(sorted(expected - keys), [], "samples that are not deployed")
        try:
            tell_all(rest, report, python_worker(server.url), "Python")
            worker, reason = javascript_worker(options.modules or os.path.join(getattr(server, "folder", "/tmp"), "modules"), server.url)
            if worker:
                tell_all(rest, report, worker, "JavaScript")
            else:
                print(f"The JavaScript worker is left out: {reason}")
                report.check(os.environ.get("CI") != "true", "with CI=true the JavaScript worker must run")
        finally:
            if options.url:
                rest.undeploy(deployment)
    report.close()


if __name__ == "__main__":
    main()
