#!/usr/bin/env python3
"""Installs the build into a folder of its own, builds samples/embed against the CMake package there, and runs it.

  embed_test.py --build build/test
"""
import argparse
import os
import subprocess
import sys
import tempfile

import harness


def run(*command, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **more)
    if done.returncode:
        print(f"FAIL {' '.join(command)}\n{done.stdout[-6000:]}\n0 passed, 1 failed")
        sys.exit(1)
    return done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", required=True)
    parser.add_argument("--cmake", default="cmake")
    options = parser.parse_args()
    report = harness.Report()
    with tempfile.TemporaryDirectory(prefix="baton-embed-") as folder:
        prefix, build = os.path.join(folder, "prefix"), os.path.join(folder, "build")
        run(options.cmake, "--install", options.build, "--prefix", prefix)
        run(options.cmake, "-S", os.path.join(harness.ROOT, "samples", "embed"), "-B", build, "-G", "Ninja",
            "-DCMAKE_BUILD_TYPE=Debug", f"-DCMAKE_PREFIX_PATH={prefix}")
        run(options.cmake, "--build", build)
        output = run(os.path.join(build, "embed"), cwd=folder, timeout=60)
        report.equal(output, "Hello, world\nCOMPLETED\n", "what the embedded engine says")
        version = run(os.path.join(prefix, "bin", "baton"), "version")
        report.check(version.startswith("baton 0."), f"the installed binary runs: {version!r}")
    report.close()


if __name__ == "__main__":
    main()
