"""How the probe says that it cannot tell, or that two models differ."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - no error: the ordinary way to answer "no"
    """The probe does not call the models the same; `str` gives the reason, for the record."""
