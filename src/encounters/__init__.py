"""Recompute U.S. Customs and Border Protection's southwest land border figures from its published files."""

__version__ = "0.1.0"
