"""The mistakes that learners make, one rule each, the deepest causes first."""

from __future__ import annotations

from autograder.diagnosis.misconceptions.activations import (
    EXTRA_ACTIVATION,
    MISSING_ACTIVATION,
    WRONG_ACTIVATION,
)
from autograder.diagnosis.misconceptions.attention import (
    ATTENTION_ROLES_SWAPPED,
    ATTENTION_TURNED,
    MISSING_CAUSAL_FLAG,
    MISSING_INITIAL_STATE,
    MISSING_MASK,
    SELF_FOR_CROSS,
)
from autograder.diagnosis.misconceptions.branches import (
    CHAINED_NOT_PARALLEL,
    HEAD_CHAINED_ON_HEAD,
    PARALLEL_NOT_CHAINED,
    PARALLEL_WITH_UNUSED,
    STACKED,
)
from autograder.diagnosis.misconceptions.inputs import (
    EXTRA_INPUT,
    INPUTS_SWAPPED,
    MISSING_INPUT,
    REROOTED_INPUT,
    WRONG_INPUT_SHAPE,
)
from autograder.diagnosis.misconceptions.layers import EXTRA_CALL, MISSING_CALL, WRONG_LAYER
from autograder.diagnosis.misconceptions.leftovers import UNUSED_BRANCH
from autograder.diagnosis.misconceptions.merges import (
    CONCATENATE_AXIS,
    MERGE_READS_SAME_TENSOR_TWICE,
    OPERANDS,
    OPERANDS_SWAPPED,
    WRONG_MERGE,
)
from autograder.diagnosis.misconceptions.nesting import WRONG_NESTING
from autograder.diagnosis.misconceptions.order import MISPLACED, MISPLACED_BY_REMOVAL
from autograder.diagnosis.misconceptions.outputs import (
    HEAD_FORGOTTEN,
    OUTPUT_COUNT,
    SAME_OUTPUT_TWICE,
    SWAPPED_HEADS,
    WRONG_OUTPUT,
)
from autograder.diagnosis.misconceptions.rule import Match, Misconception, Scene
from autograder.diagnosis.misconceptions.settings import NOT_FROZEN, WRONG_OPTION, WRONG_SETTING
from autograder.diagnosis.misconceptions.sharing import (
    CALLED_ONCE_AND_REUSED,
    NOT_SHARED,
    SHARED_NOT_SEPARATE,
    WRONG_CALLS_SHARE,
)
from autograder.diagnosis.misconceptions.skips import (
    MISSING_SKIP,
    PARALLEL_NOT_SKIP,
    SKIP_FROM_WRONG_TENSOR,
)
from autograder.diagnosis.misconceptions.twins import SAME_TWICE
from autograder.diagnosis.misconceptions.wiring import OTHER_DIFFERENCE, WRONG_WIRING

__all__ = [
    "EXTRA_ACTIVATION",
    "EXTRA_CALL",
    "MISSING_ACTIVATION",
    "RULES",
    "WRONG_ACTIVATION",
    "Match",
    "Misconception",
    "Scene",
]

RULES = (
    # Where the graph begins and ends: what is lost there makes everything after it look wrong.
    REROOTED_INPUT,
    MISSING_INPUT,
    EXTRA_INPUT,
    WRONG_INPUT_SHAPE,
    HEAD_FORGOTTEN,
    SAME_OUTPUT_TWICE,
    OUTPUT_COUNT,
    # Which calls there are at all.
    CALLED_ONCE_AND_REUSED,
    MISSING_INITIAL_STATE,
    MERGE_READS_SAME_TENSOR_TWICE,
    SAME_TWICE,
    PARALLEL_WITH_UNUSED,
    UNUSED_BRANCH,
    ATTENTION_TURNED,
    STACKED,
    MISPLACED_BY_REMOVAL,
    PARALLEL_NOT_SKIP,
    MISSING_SKIP,
    # Which weights they use.
    WRONG_CALLS_SHARE,
    NOT_SHARED,
    SHARED_NOT_SEPARATE,
    # Where the edges lead.
    MISPLACED,
    HEAD_CHAINED_ON_HEAD,
    CHAINED_NOT_PARALLEL,
    PARALLEL_NOT_CHAINED,
    OPERANDS_SWAPPED,
    SKIP_FROM_WRONG_TENSOR,
    OPERANDS,
    SELF_FOR_CROSS,
    ATTENTION_ROLES_SWAPPED,
    MISSING_MASK,
    WRONG_MERGE,
    WRONG_WIRING,
    # What single calls do.
    MISSING_ACTIVATION,
    WRONG_ACTIVATION,
    EXTRA_ACTIVATION,
    WRONG_LAYER,
    # A call too few or too many makes the settings of its neighbours look wrong.
    MISSING_CALL,
    EXTRA_CALL,
    CONCATENATE_AXIS,
    NOT_FROZEN,
    MISSING_CAUSAL_FLAG,
    WRONG_SETTING,
    WRONG_OPTION,
    WRONG_NESTING,
    # The order and names at the ends.
    INPUTS_SWAPPED,
    SWAPPED_HEADS,
    WRONG_OUTPUT,
    OTHER_DIFFERENCE,
)
