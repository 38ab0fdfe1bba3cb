#!/usr/bin/env python3
"""The official camunda-external-task-client-js, unmodified, against a real server: values and files between workers,
failure with retries, BPMN error, lock extension, long polling. The checks are in client/client_test.mjs.

  client_test.py --binary build/baton --modules FOLDER     FOLDER: where npm installs the client, kept between runs
"""
import os
import shutil
import subprocess
import sys
import tempfile

import harness


def install(folder):
    """Copies the test beside the installed client; installs what is missing."""
    if not shutil.which("node") or not shutil.which("npm"):
        harness.skip("node and npm are needed for the official client")
    os.makedirs(folder, exist_ok=True)
    for name in ("package.json", "client_test.mjs"):
        shutil.copy(os.path.join(harness.HERE, "client", name), folder)
    if not os.path.exists(os.path.join(folder, "node_modules", "camunda-external-task-client-js", "package.json")):
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock"], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            harness.skip(f"npm cannot install the official client: {done.stdout.strip()[-300:]}")


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--modules", default=os.path.join(tempfile.gettempdir(), "baton-client-modules"))
    options = parser.parse_args()
    install(options.modules)
    with harness.server_of(options) as server:
        rest = server.rest()
        deployment = rest.deploy(os.path.join(harness.HERE, "models", "loan.bpmn"))["id"]
        try:
            done = subprocess.run(["node", "client_test.mjs", server.url], cwd=options.modules, timeout=180)
        finally:
            rest.undeploy(deployment)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
