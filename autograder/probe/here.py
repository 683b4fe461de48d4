"""The probe in the process that asks."""

from __future__ import annotations

import random
import threading
import warnings

from autograder.diagnosis.same_function import ProbeAnswer
from autograder.diagnosis.verdict import Verdict
from autograder.probe.limits import HERE, Limits
from autograder.probe.numeric import compare
from autograder.probe.refusal import Refused
from autograder.probe.request import Request, prepare
from autograder.topology.model import Topology


def probe_here(
    drawing: Topology, built: Topology, verdict: Verdict, *, limits: Limits = HERE
) -> ProbeAnswer:
    """Say whether a learner's model computes what the drawing does.

    `drawing` and `built` are as they were read, `verdict` is that on them. Never raises: what goes
    wrong is an answer, "no", with its reason. Keras's numbering of names and the state of Python's
    random numbers are left as they were.
    """
    try:
        return _in_a_thread(prepare(drawing, built, verdict, limits), limits)
    except Refused as refusal:
        return ProbeAnswer(same=False, reason=str(refusal))
    except Exception as error:  # noqa: BLE001 - a model of any kind must not cost a verdict
        return ProbeAnswer(same=False, reason=_failed(error))


def _in_a_thread(request: Request, limits: Limits) -> ProbeAnswer:
    # Keras numbers names per thread, so those in the learner's next summary do not jump.
    answers: list[ProbeAnswer] = []
    thread = threading.Thread(target=lambda: answers.append(answer(request, limits)))
    thread.start()
    thread.join()
    return answers[0]


def answer(request: Request, limits: Limits) -> ProbeAnswer:
    """Compute what a request asks for; never raises."""
    state = random.getstate()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ProbeAnswer(same=True, reason=compare(request, limits))
    except Refused as refusal:
        return ProbeAnswer(same=False, reason=str(refusal))
    except Exception as error:  # noqa: BLE001 - as above
        return ProbeAnswer(same=False, reason=_failed(error))
    finally:
        random.setstate(state)


def _failed(error: Exception) -> str:
    words = " ".join(str(error).split())[:160]
    return f"the probe failed with {type(error).__name__}: {words}"
