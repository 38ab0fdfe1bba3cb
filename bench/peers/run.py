"""Instances a second of SpiffWorkflow on one model: run.py FILE SECONDS. The source is parsed once."""
import re
import sys
import time

from SpiffWorkflow.bpmn.parser.BpmnParser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow

FILE, SECONDS = sys.argv[1], float(sys.argv[2])


def prepared():
    parser = BpmnParser()
    parser.add_bpmn_file(FILE)
    with open(FILE) as source:
        process = re.search(r'<bpmn:process id="(\w+)"', source.read()).group(1)
    return parser.get_spec(process), parser.get_subprocess_specs(process)


def once(spec, parts):
    workflow = BpmnWorkflow(spec, parts)
    workflow.do_engine_steps()
    if not workflow.is_completed():
        sys.exit("not at its end")


def during(limit, work):
    begin, count = time.perf_counter(), 0
    while True:
        once(*work)
        count += 1
        passed = time.perf_counter() - begin
        if passed >= limit:
            return count / passed


work = prepared()
during(SECONDS / 2, work)
print(during(SECONDS, work))
