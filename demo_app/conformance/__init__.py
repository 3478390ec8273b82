"""Faces that public test suites drive; none of them is for badges."""
