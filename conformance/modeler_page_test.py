#!/usr/bin/env python3
"""samples/modeler-page in a real headless Chromium (Debian: chromium; puppeteer-core from npm): drawing and saving, a save that
would overwrite somebody else's, comparing, restoring, deploying. Screenshots are kept in --modules.

  modeler_page_test.py --binary build/baton [--modules FOLDER]   FOLDER: where npm installs, kept between runs
"""
import os
import shutil
import subprocess
import tempfile

import harness

PAGE = os.path.join(harness.ROOT, "samples", "modeler-page")


def install(folder):
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not chromium or not shutil.which("npm"):
        harness.skip("chromium, node and npm are needed")
    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(PAGE):
        if os.path.isfile(os.path.join(PAGE, name)):
            shutil.copy(os.path.join(PAGE, name), folder)
    shutil.copy(os.path.join(harness.HERE, "page", "page_test.mjs"), folder)
    if not all(os.path.exists(os.path.join(folder, "node_modules", name)) for name in ("bpmn-js", "puppeteer-core")):
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund", "--no-package-lock", "--no-save", "bpmn-js@18.31.1", "puppeteer-core@25.16.0"], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if done.returncode:
            harness.skip(f"npm cannot install bpmn-js and puppeteer-core: {done.stdout.strip()[-300:]}")
    return chromium


def main():
    parser = harness.arguments(__doc__)
    parser.add_argument("--modules", default=os.path.join(tempfile.gettempdir(), "baton-page-modules"))
    options = parser.parse_args()
    chromium = install(options.modules)
    report = harness.Report()
    with harness.server_of(options) as server:
        page = subprocess.Popen(["node", "serve.mjs", "0"], cwd=options.modules, stdout=subprocess.PIPE, text=True)
        try:
            url = page.stdout.readline().strip()
            done = subprocess.run(["node", "page_test.mjs", url, server.url.rsplit("/", 1)[0], chromium, options.modules], cwd=options.modules,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
        finally:
            page.terminate()
            page.wait()
    report.equal(done.stdout.strip(), "checked 5", "what the page does")
    report.close()


if __name__ == "__main__":
    main()
