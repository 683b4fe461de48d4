"""All wrong answers of the bank."""

from tests.diagnosis.wrong_basics import BASICS
from tests.diagnosis.wrong_branches import BRANCHES
from tests.diagnosis.wrong_ends import ENDS
from tests.diagnosis.wrong_pictures import PICTURES
from tests.diagnosis.wrong_sequences import SEQUENCES
from tests.diagnosis.wrong_sharing import SHARING

WRONG = [*BASICS, *PICTURES, *BRANCHES, *ENDS, *SHARING, *SEQUENCES]
