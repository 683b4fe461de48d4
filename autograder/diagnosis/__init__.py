"""The pure judge: what a difference means to a learner."""
