"""All right answers of the bank."""

from tests.diagnosis.right_branches import BRANCHES
from tests.diagnosis.right_sequences import SEQUENCES
from tests.diagnosis.right_stacks import STACKS

RIGHT = [*STACKS, *BRANCHES, *SEQUENCES]
