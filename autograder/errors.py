"""The kit's one exception: a mistake of an author or a machine, and the step that mends it."""

from __future__ import annotations


class AutograderError(Exception):
    """Something an author, an instructor or a machine has to mend.

    A learner's wrong answer is never an exception: it is a `Verdict`.

    `what` is one sentence about what happened and where; `next_step` one about what to do.
    """

    def __init__(self, what: str, *, next_step: str) -> None:
        super().__init__(f"{what}\nNext step: {next_step}")
        self.what = what
        self.next_step = next_step

    def _render_traceback_(self) -> list[str]:
        # IPython asks for this: a learner needs the sentence, not our call stack.
        return [str(self)]

    def __reduce__(self) -> tuple[object, ...]:
        # Exceptions pickle by positional arguments; ours has a keyword, and it crosses processes.
        return (_rebuild, (self.what, self.next_step))


def _rebuild(what: str, next_step: str) -> AutograderError:
    return AutograderError(what, next_step=next_step)
