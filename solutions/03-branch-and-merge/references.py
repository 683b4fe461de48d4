"""Lesson 03: the right answers of its predictions. Never released."""

predict_edges = 7
predict_width = 32
predict_parameters = 618
predict_gain = "the second view"
predict_shape = "4 numbers"
