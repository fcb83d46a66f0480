"""A printed number and which values it accepts, whoever asks.

words    the words numbers are made of
written  text to comparator, value, precision, kind
fit      which values a wording accepts
sums     plain arithmetic in a claims file, exact
"""
