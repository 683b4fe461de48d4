"""All drawings of the bank."""

from tests.diagnosis.drawings_further import FURTHER
from tests.diagnosis.drawings_plain import PLAIN

DRAWINGS = {**PLAIN, **FURTHER}
