"""The right answers of lesson 00; this file never leaves solutions/."""

predict_numbers = 4 * 3 + 3
