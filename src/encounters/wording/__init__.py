"""A printed number and which values it accepts, whoever asks."""
