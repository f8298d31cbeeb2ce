"""Measurements, started by hand: ``python -m tests.bench``. Nothing here is part of the test suite."""
