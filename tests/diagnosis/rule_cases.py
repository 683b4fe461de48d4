"""All cases of rules."""

from tests.diagnosis.rule_cases_one import ONE
from tests.diagnosis.rule_cases_two import TWO

CASES = [*ONE, *TWO]
