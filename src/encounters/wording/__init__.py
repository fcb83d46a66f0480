"""A printed number and which values it accepts, whoever asks.

kinds        what a printed number can be
words        the words numbers are made of
cursor       the words of one text, read from left to right
limits       every limit in the rules, with its reason
numerals     the numbers of a text, in digits and in words
amounts      the quantity within a printed number
openings     what may stand before a number and says nothing of its size
comparisons  a comparison as such, without a number
written      text to comparator, value, precision, kind
rules        which values each comparator accepts
fit          how a value fits a wording
sums         plain arithmetic in a claims file, exact
"""
