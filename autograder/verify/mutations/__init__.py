"""The published list of mutation operators: every single near-miss that `verify` makes."""

from autograder.verify.mutations.activations import ACTIVATION_TOO_MANY, OTHER_ACTIVATION
from autograder.verify.mutations.calls import ADDED, LEFT_OUT, MADE_TWICE, TURNED
from autograder.verify.mutations.edges import LAYER_BETWEEN, OTHER_SOURCE, ROLES_EXCHANGED
from autograder.verify.mutations.ends import (
    ENDS_EXCHANGED,
    ENDS_RENAMED,
    ONE_INPUT_FOR_BOTH,
    OTHER_OUTPUT,
)
from autograder.verify.mutations.merges import OPERAND_LEFT_OUT, OPERANDS_TURNED, OTHER_MERGE
from autograder.verify.mutations.nesting import NOT_NESTED
from autograder.verify.mutations.options import FLAG_LEFT_OUT, ROLE_LEFT_OUT
from autograder.verify.mutations.settings import (
    BEYOND_A_BOUND,
    NOT_AS_PINNED,
    NOT_PINNED,
    OTHER_SETTING,
)
from autograder.verify.mutations.sharing import NOT_SHARED, SHARED, WRONG_PAIR

__all__ = ["OPERATORS"]

OPERATORS = (
    LEFT_OUT,
    MADE_TWICE,
    ADDED,
    TURNED,
    OTHER_ACTIVATION,
    ACTIVATION_TOO_MANY,
    OTHER_SETTING,
    BEYOND_A_BOUND,
    NOT_AS_PINNED,
    NOT_PINNED,
    OTHER_SOURCE,
    LAYER_BETWEEN,
    ROLES_EXCHANGED,
    OTHER_MERGE,
    OPERAND_LEFT_OUT,
    OPERANDS_TURNED,
    NOT_SHARED,
    SHARED,
    WRONG_PAIR,
    OTHER_OUTPUT,
    ENDS_EXCHANGED,
    ONE_INPUT_FOR_BOTH,
    ENDS_RENAMED,
    FLAG_LEFT_OUT,
    ROLE_LEFT_OUT,
    NOT_NESTED,
)
