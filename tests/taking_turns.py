"""Which tests run at the same time, and which one after the other."""

import re
from functools import cache
from pathlib import Path

from xdist.scheduler import LoadScopeScheduling
from xdist.workermanage import WorkerController

# Fixtures that use the one smart-card service of this machine.
_SERVICE = re.compile(r"\b(?:own_pcscd|pcscd|lay_card|lay|pcsc_hands)\b *[:,)]")


class TakingTurns(LoadScopeScheduling):  # type: ignore[misc]  # it has no types
    """Tests of files that use the smart-card service run one after the other, on one of the workers; others anywhere.

    By hand, for pytest 9.2 does not let pytest-xdist 3.8 see its own mark for groups. A worker that crashes fails the
    test that it ran, and its others go on elsewhere: pytest-xdist 3.8 gives such a test out again, and waits for ever
    for those that are done.
    """

    def remove_node(self, node: WorkerController) -> str | None:
        """A worker has ended: the test that it was at, where it ended before its work."""
        units = self.assigned_work.pop(node)
        crashed: str | None = next((test for unit in units.values() for test, done in unit.items() if not done), None)
        if crashed is None:
            return None
        for scope, unit in units.items():
            unit.update({test: True for test in unit if test == crashed})
            if not all(unit.values()):
                self.workqueue[scope] = unit
        for other in self.assigned_work:
            self._reschedule(other)
        return crashed

    def _reschedule(self, node: WorkerController) -> None:
        if node.shutting_down:
            return
        # A worker begins a test when it knows of the next one.
        while self.workqueue and self._pending_of(self.assigned_work[node]) <= 2:
            self._assign_work_unit(node)
        if not self.workqueue:
            node.shutdown()

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return "smart-card service" if _uses_the_service(path) else nodeid


@cache
def _uses_the_service(path: str) -> bool:
    return bool(_SERVICE.search((Path(__file__).parents[1] / path).read_text("utf-8")))
