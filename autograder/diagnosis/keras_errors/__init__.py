"""Plain words for the errors that Keras raises while a learner builds a graph."""

from autograder.diagnosis.keras_errors.explanation import Explanation
from autograder.diagnosis.keras_errors.known import EXPLANATIONS, explain

__all__ = ["EXPLANATIONS", "Explanation", "explain"]
