"""The version, apart from the package's face, so that no room imports upwards for it."""

__version__ = "0.1.0"
