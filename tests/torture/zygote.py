"""Starts the clients that are to be killed: a process that has loaded the product once and forks for each job.

Loading it takes a second of the processor's time, and a run of torture needs hundreds of clients. Jobs come as lines
of JSON and are answered with {"job", "pid"} and, at their end, {"job", "status"} (as Popen.returncode). This process
never starts a thread: only one that has none may be forked.
"""

import gc
import json
import os
import select
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.torture import client

_CRASHED = 70


def _begin(job: dict[str, Any]) -> int:
    pid = os.fork()
    if pid:
        return pid
    status = 0
    try:
        os.setsid()
        log = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(log, 1)
        os.dup2(log, 2)
        client.run(job)
    except BaseException:  # noqa: BLE001  whatever it was, this is not the process to go on in
        traceback.print_exc()
        sys.stderr.flush()
        status = _CRASHED
    os._exit(status)


def _tell(**facts: object) -> None:
    os.write(1, json.dumps(facts).encode() + b"\n")


def main() -> None:
    """Fork for each job until nobody can send any more."""
    gc.freeze()
    woken, wake = os.pipe()
    os.set_blocking(wake, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(wake)
    running: dict[int, str] = {}
    waiting = b""
    _tell(ready=os.getpid())
    while True:
        ready, _, _ = select.select([0, woken], [], [])
        if woken in ready:
            os.read(woken, 4096)
        while running and (ended := os.waitpid(-1, os.WNOHANG))[0]:
            _tell(job=running.pop(ended[0]), status=os.waitstatus_to_exitcode(ended[1]))
        if 0 in ready:
            more = os.read(0, 65_536)
            if not more:
                break
            *lines, waiting = (waiting + more).split(b"\n")
            for line in lines:
                job = json.loads(line)
                pid = _begin(job)
                running[pid] = job["job"]
                _tell(job=job["job"], pid=pid)
    for pid in running:
        os.kill(pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
