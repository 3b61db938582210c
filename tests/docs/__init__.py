"""Tests of what users read and copy: the reference, the examples, the code and the links in the documentation."""
