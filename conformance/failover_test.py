#!/usr/bin/env python3
"""PostgreSQL's primary is killed under load and its synchronous standby promoted; accounts for every answered request.

  failover_test.py --binary build/baton [--nodes 2] [--seconds 3]

Two real servers on loopback; the nodes know both (several hosts, target_session_attrs=read-write). The load and the account
are those of nodes_test.py: a request waits or gets 503 meanwhile and is sent again. The time from the end of the primary to
the first request that is carried out after it has a limit: the nodes must find their way by themselves.
"""
import time

import nodes_test
import postgresql

LONGEST_RECOVERY = 30


def url_of(primary, standby):
    return f"postgresql://postgres@127.0.0.1:{primary.port},127.0.0.1:{standby.port}/postgres?target_session_attrs=read-write"


def fail_over(journal, cluster, primary, standby):
    began = time.monotonic()
    primary.crash()
    standby.promote()
    promoted = time.monotonic() - began
    nodes_test.Starter(journal, cluster, None, 0).start_one()
    recovered = time.monotonic() - began
    if recovered > LONGEST_RECOVERY:
        journal.problem(f"after the failover the first request was carried out after {recovered:.1f} s")
    print(f"promoted after {promoted:.1f} s, the first change after {recovered:.1f} s", flush=True)


def main():
    parser = nodes_test.arguments()
    parser.description = __doc__
    options = parser.parse_args()
    journal = nodes_test.Journal()
    with postgresql.Cluster("wal_level=replica", "fsync=off") as primary, postgresql.Standby(primary, "fsync=off") as standby:
        def during(options, journal, cluster):
            time.sleep(options.seconds)
            before = sum(journal.answered.values())
            fail_over(journal, cluster, primary, standby)
            time.sleep(options.seconds)
            print(f"{before} answered before, {sum(journal.answered.values())} after; {dict(journal.noticed)}", flush=True)
        nodes_test.run(options, journal, url_of(primary, standby), during)
    nodes_test.finish(journal, f"{options.nodes} nodes, one failover, seed {options.seed}")


if __name__ == "__main__":
    main()
