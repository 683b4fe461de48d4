"""Walls around a process that runs learners' code, on Linux; what they keep out stands in enter."""
