"""One thing that was looked at on this machine."""

from __future__ import annotations

from dataclasses import dataclass


# Neither slots nor kw_only, which Python 3.9 does not know: there the doctor still has to speak.
@dataclass(frozen=True)
class Check:
    """What was looked at, how it stands, what was seen, and the one command or step that mends it.

    `state` is "ok", "note" (worth knowing, nothing to do) or "problem".
    """

    name: str
    state: str
    seen: str
    mend: str = ""
